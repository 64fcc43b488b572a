package dev.aftlab.experiments.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.ArmId;
import dev.aftlab.experiments.spec.ArmPoint;
import dev.aftlab.experiments.spec.SearchSpec;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlanPagesTest {
  private static Plan plan(String... overrides) {
    List<SpecReader.Override> parsed =
        List.of(overrides).stream().map(SpecReader.Override::parse).toList();
    return Planner.plan(
        SpecReader.read("sweep-180", Catalog.yaml("sweep-180"), parsed).spec(), new FakeFacts());
  }

  private static List<ArmId> ids(Plan plan) {
    return plan.arms().stream().map(PlannedArm::id).toList();
  }

  @Test
  void page_ofAllArms_isThePlanItself() {
    Plan space = plan();

    assertEquals(Json.canonical(space), Json.canonical(space.only(ids(space))));
  }

  @Test
  void page_ofSomeArms_hasThemInTheGivenOrderAndTheStepsThatTheyNeed() {
    Plan space = plan();
    List<ArmId> chosen = List.of(ids(space).get(100), ids(space).get(3));

    Plan page = space.only(chosen);

    assertEquals(chosen, ids(page));
    Set<Fingerprint> expected = new HashSet<>();
    page.arms().forEach(arm -> expected.addAll(arm.steps().all()));
    assertEquals(expected, page.byFingerprint().keySet());
    Set<ArtifactId> before = new HashSet<>();
    for (Step step : page.steps()) {
      assertTrue(before.containsAll(step.inputs()), step.title() + " is before one of its inputs");
      before.add(step.artifact());
    }
  }

  @Test
  void pages_ofOneSpace_joinToThePlanOfTheirArms() {
    Plan space = plan();
    List<ArmId> all = ids(space);
    Plan first = space.only(all.subList(0, 50));
    Plan rest = space.only(all.subList(50, all.size()));

    Plan joined = Plan.ofPages(List.of(first, rest));

    assertEquals(space.arms(), joined.arms());
    assertEquals(space.distinctArms(), joined.distinctArms());
    assertEquals(space.byFingerprint(), joined.byFingerprint());
    assertEquals(first, Plan.ofPages(List.of(first)));
  }

  @Test
  void page_ofAnUnknownOrRepeatedArm_isRefused() {
    Plan space = plan();
    ArmId known = ids(space).getFirst();
    List<ArmId> unknown = List.of(new ArmId(known.name(), ArmPoint.NONE, 7));

    assertThrows(IllegalArgumentException.class, () -> space.only(unknown));
    assertThrows(IllegalArgumentException.class, () -> space.only(List.of(known, known)));
  }

  @Test
  void search_absent_isTheGridAndChangesNoStep() {
    assertEquals(new SearchSpec.Grid(), plan().search());
    assertEquals(plan(), plan("search={type: grid}"));
    assertEquals(plan(), Json.read(Json.canonical(plan()), Plan.class));
  }
}
