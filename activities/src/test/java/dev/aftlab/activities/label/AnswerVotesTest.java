package dev.aftlab.activities.label;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.activities.dataset.Option;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.experiments.report.SampledQuestion;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.SampleRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerVotesTest {
  private static final Question NUMBER = new Question("gsm8k/q1", "how many?", "18. #### 18", "18");
  private static final Question LETTER =
      new Question("aqua/q2", "which?", "#### B", "B", Option.lettered(List.of("17", "18", "19")));

  private static List<LabelRecord> labels(Question question, String extractor, String... texts) {
    List<SampleRecord> samples = new ArrayList<>();
    for (String text : texts) {
      int index = samples.size();
      samples.add(
          new SampleRecord(
              question.id() + "#" + index,
              question.id(),
              index,
              new int[] {index},
              text,
              !text.endsWith("…")));
    }
    return SampleLabeller.label(question, new int[0], samples, Extractors.named(extractor));
  }

  @Test
  void numbers_ofOneValue_areOneAnswer() {
    List<SampledQuestion> votes =
        AnswerVotes.count(
            labels(
                NUMBER,
                "numeric",
                "#### 17",
                "#### 18.0",
                "#### 18",
                "#### 018",
                "#### 17.00",
                "#### 19"));
    assertEquals(List.of(new SampledQuestion("gsm8k/q1", 6, List.of(2, 3, 1), 1)), votes);
  }

  @Test
  void numbers_comparedAsTexts_areSeveral() {
    assertEquals(
        List.of(new SampledQuestion("gsm8k/q1", 3, List.of(1, 2), 1)),
        AnswerVotes.count(labels(NUMBER, "strict", "#### 18.0", "#### 18", "#### 18")));
  }

  @Test
  void samples_withoutAnswerOrEnd_haveNoVote() {
    List<SampledQuestion> votes =
        AnswerVotes.count(labels(NUMBER, "digits", "nothing", "#### 18…", "#### 5", "#### 05"));
    assertEquals(List.of(new SampledQuestion("gsm8k/q1", 4, List.of(2), -1)), votes);
  }

  /**
   * In a mixture the number 18 is right for one question, and for the other the letter of the
   * option that says 18.
   */
  @Test
  void mixture_ofNumbersAndLetters_isCountedByEachQuestionsKind() {
    List<LabelRecord> all =
        new ArrayList<>(labels(NUMBER, "answer", "#### 18", "The answer is 18.00", "#### B"));
    all.addAll(
        labels(LETTER, "answer", "#### B", "The answer is (B).", "#### 18", "#### A", "#### 42"));
    assertEquals(
        List.of(
            new SampledQuestion("gsm8k/q1", 3, List.of(2), 0),
            new SampledQuestion("aqua/q2", 5, List.of(3, 1), 0)),
        AnswerVotes.count(all));
    assertEquals(
        List.of(true, true, false, true, true, true, false, false),
        all.stream().map(LabelRecord::correct).toList());
  }
}
