package dev.aftlab.activities.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.activities.report.ArmNotes.ArmWarning;
import dev.aftlab.experiments.result.TrainResult.Feedback;
import dev.aftlab.experiments.result.TrainWarning;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmNotesTest {

  private static ArmWarning few(String row, long seed, long usable) {
    return new ArmWarning(row, seed, new TrainWarning.FewQuestions(Feedback.VERDICTS, usable, 96));
  }

  @Test
  void warning_ofOneArm_namesIt() {
    assertEquals(
        List.of(
            "boundary, seed 5: only 3 of 96 questions have both right and wrong samples: alignment"
                + " has little to go by."),
        ArmNotes.of(List.of(few("boundary", 5, 3))));
  }

  @Test
  void warnings_ofTwoHundredArms_areOneNoteWithTheRangeOfTheirNumbers() {
    List<ArmWarning> warnings = new ArrayList<>();
    for (int seed = 1; seed <= 200; seed++) {
      warnings.add(few("boundary", seed, 3 + seed % 9));
    }
    warnings.add(new ArmWarning("rft", 1, new TrainWarning.MergedTokens(1, "question 7")));
    assertEquals(
        List.of(
            "200 arms (boundary, seed 1; boundary, seed 2; boundary, seed 3; and 197 more): only 3"
                + " to 11 of 96 questions have both right and wrong samples: alignment has little"
                + " to go by.",
            "rft, seed 1: 1 completion begins with a token that reaches into the prompt, first that"
                + " of question 7: the prompt should not end in a blank or in the middle of a"
                + " word."),
        ArmNotes.of(warnings));
  }

  @Test
  void warnings_thatDifferInMoreThanNumbers_areSeparateNotes() {
    List<ArmWarning> warnings =
        List.of(
            few("boundary", 1, 96),
            few("boundary", 2, 3),
            new ArmWarning("ranking", 1, new TrainWarning.FewQuestions(Feedback.RATINGS, 3, 96)));
    assertEquals(
        List.of(
            "boundary, seed 1: 96 of 96 questions have both right and wrong samples: alignment has"
                + " little to go by.",
            "boundary, seed 2: only 3 of 96 questions have both right and wrong samples: alignment"
                + " has little to go by.",
            "ranking, seed 1: only 3 of 96 questions have samples of different ratings: alignment"
                + " has little to go by."),
        ArmNotes.of(warnings));
  }
}
