package dev.aftlab.activities.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.experiments.spec.SamplesSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class GivenSamplesTest {
  private static final Question FIRST = new Question("q1", "1 + 1?", "#### 2", "2");
  private static final Question SECOND = new Question("q2", "1 + 2?", "#### 3", "3");
  private static final List<GivenSample> SAMPLES =
      List.of(
          sample("1 + 1?", "#### 2"),
          sample("5 + 5?", "#### 10"),
          sample("1 + 1?", "#### 3"),
          sample("1  + 2?", "#### 3"),
          sample("1 + 1?", "#### 4"));

  private static GivenSample sample(String question, String completion) {
    return new GivenSample(question, completion, true, Optional.empty(), OptionalDouble.empty());
  }

  @Test
  void samples_ofOtherQuestions_areCountedAndLeftOut() {
    GivenSamples given =
        GivenSamples.of(new SamplesSpec.Jsonl("s", 0), SAMPLES, List.of(FIRST, SECOND));
    assertEquals(
        List.of("#### 2", "#### 3", "#### 4"),
        given.of(FIRST).stream().map(GivenSample::completion).toList());
    assertEquals(List.of(), given.of(SECOND));
    assertEquals(
        "1 of 3 with 3, 2 others",
        given.questions()
            + " of 3 with "
            + given.completions()
            + ", "
            + given.others()
            + " others");
    assertEquals(List.of(FIRST), given.among(List.of(SECOND, FIRST)));
  }

  @Test
  void samples_limited_areTheFirstOfEachQuestion() {
    GivenSamples given = GivenSamples.of(new SamplesSpec.Jsonl("s", 2), SAMPLES, List.of(FIRST));
    assertEquals(
        List.of("#### 2", "#### 3"),
        given.of(FIRST).stream().map(GivenSample::completion).toList());
  }

  @Test
  void samples_ofNoQuestion_areRefused() {
    String told =
        assertThrows(
                UnusableInputException.class,
                () -> GivenSamples.of(new SamplesSpec.Jsonl("s", 0), SAMPLES, List.of(SECOND)))
            .getMessage();
    assertTrue(
        told.startsWith("none of the 3 questions in it is among the 1 questions")
            && told.contains("\"1 + 1?\""),
        told);
  }
}
