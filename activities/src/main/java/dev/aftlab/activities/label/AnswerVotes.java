package dev.aftlab.activities.label;

import dev.aftlab.experiments.report.SampledQuestion;
import dev.aftlab.experiments.result.LabelRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the distinct answers to each question. Two answers are one when the extractor that found
 * them says so: under {@code numeric}, 18.0 is 18.
 */
public final class AnswerVotes {
  private final List<String> answers = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private int right = -1;

  private AnswerVotes() {}

  /** The votes of each question, in the order in which questions first appear. */
  public static List<SampledQuestion> count(List<LabelRecord> labels) {
    Map<String, List<LabelRecord>> questions = new LinkedHashMap<>();
    labels.forEach(
        label ->
            questions.computeIfAbsent(label.question(), question -> new ArrayList<>()).add(label));
    return questions.entrySet().stream()
        .map(question -> count(question.getKey(), question.getValue()))
        .toList();
  }

  private static SampledQuestion count(String question, List<LabelRecord> samples) {
    AnswerVotes votes = new AnswerVotes();
    samples.stream().filter(sample -> !sample.extracted().isEmpty()).forEach(votes::add);
    return new SampledQuestion(question, samples.size(), votes.counts, votes.right);
  }

  private void add(LabelRecord sample) {
    int answer = place(sample.extracted(), Extractors.named(sample.extractor()));
    counts.set(answer, counts.get(answer) + 1);
    if (sample.correct()) {
      right = answer;
    }
  }

  private int place(String extracted, Extractor extractor) {
    for (int i = 0; i < answers.size(); i++) {
      if (extractor.matches(extracted, answers.get(i))) {
        return i;
      }
    }
    answers.add(extracted);
    counts.add(0);
    return answers.size() - 1;
  }
}
