package dev.aftlab.activities.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.experiments.report.ArmOutcome;
import dev.aftlab.experiments.result.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArmNotesTest {

  private static ArmOutcome arm(String name, long seed, Map<String, String> facts) {
    return new ArmOutcome(name, "", seed, List.of(), Cost.NONE, facts, List.of(), Optional.empty());
  }

  private static Map<String, String> warning(String words) {
    return Map.of("warning", words);
  }

  @Test
  void oneArm_isNamed() {
    assertEquals(
        List.of("boundary, seed 5: only 3 of 96 questions have both."),
        ArmNotes.of(
            List.of(
                arm("boundary", 5, warning("only 3 of 96 questions have both")),
                arm("vft", 5, Map.of()))));
  }

  @Test
  void twoHundredArms_withOneWarning_areOneLineWithTheirNumber() {
    List<ArmOutcome> arms = new ArrayList<>();
    for (int seed = 1; seed <= 200; seed++) {
      arms.add(
          arm("boundary", seed, warning("only " + (3 + seed % 9) + " of 96 questions have both")));
    }
    arms.add(arm("rft", 1, warning("something else")));
    assertEquals(
        List.of(
            "200 arms (boundary, seed 1; boundary, seed 2; boundary, seed 3; and 197 more): only 3"
                + " to 11 of 96 questions have both.",
            "rft, seed 1: something else."),
        ArmNotes.of(arms));
  }
}
