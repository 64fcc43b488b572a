package dev.aftlab.worker.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.spec.ArmPoint;
import dev.aftlab.experiments.spec.ArmPoint.Coordinate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ArmPointsTest {
  private static final ArmSteps STEPS =
      new ArmSteps(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          new Fingerprint("0".repeat(64)));

  private static PlannedArm arm(String name, String file, String epochs) {
    return new PlannedArm(
        name,
        new ArmPoint(
            List.of(
                new Coordinate(List.of("data", "file"), file),
                new Coordinate(List.of("vft", "epochs"), "1"),
                new Coordinate(List.of("align", "epochs"), epochs))),
        20,
        STEPS);
  }

  @Test
  void fieldsOfOneName_withDifferentPaths_areSeparate() {
    ArmPoints points = new ArmPoints(List.of(arm("rft", "a", "1"), arm("rft", "a", "2")));
    assertEquals("rft [file=a, epochs=1]: epochs=1, 2", points.description());
    assertEquals(List.of("epochs"), points.idleFields());
  }

  @Test
  void values_thatContainSeparators_staySingleValues() {
    ArmPoints points = new ArmPoints(List.of(arm("a", "x, k=3", "1"), arm("b", "x, k=3", "1")));
    assertEquals("a = b [file=x, k=3, epochs=1, epochs=1]", points.description());
    assertEquals(List.of(), points.idleFields());
    assertEquals(Set.of("a", "b"), points.names());
  }
}
