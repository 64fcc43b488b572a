package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.experiments.result.LabelDecision;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.SampleRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges the samples of one question and says which are kept: finished ones that are not empty,
 * each distinct token sequence once, and no copy of the reference.
 */
public final class SampleLabeller {
  private SampleLabeller() {}

  /**
   * The samples with their verdicts, in their order.
   *
   * @param reference tokens of the reference with its end token; empty when there is none
   * @param samples in the order of their indices
   */
  public static List<LabelRecord> label(
      Question question, int[] reference, List<SampleRecord> samples, Extractor extractor) {
    return judge(
        question, reference, samples.stream().map(JudgedSample::notYet).toList(), extractor);
  }

  /**
   * The same of samples that may have come with verdicts and ratings: an existing verdict is kept,
   * whatever the extractor finds.
   *
   * @param reference tokens of the reference with its end token; empty when there is none
   * @param samples in the order of their indices
   */
  public static List<LabelRecord> judge(
      Question question, int[] reference, List<JudgedSample> samples, Extractor extractor) {
    Set<List<Integer>> seen = new HashSet<>();
    List<LabelRecord> labels = new ArrayList<>();
    for (JudgedSample judged : samples) {
      SampleRecord sample = judged.sample();
      String extracted =
          sample.finished() ? extractor.extract(sample.text(), question.options()) : "";
      boolean correct =
          judged.correct().orElseGet(() -> extractor.matches(extracted, question.gold()));
      LabelDecision kept = kept(sample, correct, reference, seen);
      labels.add(record(judged, question, extractor, extracted, correct, kept));
    }
    return labels;
  }

  private static LabelDecision kept(
      SampleRecord sample, boolean correct, int[] reference, Set<List<Integer>> seen) {
    if (!sample.finished()) {
      return LabelDecision.UNFINISHED;
    }
    if (sample.tokens().length == 0) {
      return LabelDecision.EMPTY;
    }
    if (Arrays.equals(sample.tokens(), reference)) {
      return LabelDecision.REFERENCE;
    }
    if (!seen.add(Arrays.stream(sample.tokens()).boxed().toList())) {
      return LabelDecision.DUPLICATE;
    }
    return correct ? LabelDecision.POSITIVE : LabelDecision.NEGATIVE;
  }

  private static LabelRecord record(
      JudgedSample judged,
      Question question,
      Extractor extractor,
      String extracted,
      boolean correct,
      LabelDecision kept) {
    SampleRecord sample = judged.sample();
    boolean given = judged.correct().isPresent();
    return new LabelRecord(
        sample.sample(),
        sample.question(),
        sample.index(),
        sample.tokens(),
        sample.text(),
        sample.finished(),
        given ? LabelRecord.GIVEN : extractor.name(),
        given ? 0 : extractor.version(),
        extracted,
        question.gold(),
        correct,
        judged.rating(),
        judged.promptTokens(),
        kept);
  }
}
