package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.spec.LossSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions with their references and kept samples, as tokens. */
final class Groups {
  private Groups() {}

  /** The kept samples of one question, in sampling order. */
  record Kept(List<LabelRecord> positives, List<LabelRecord> negatives) {
    static final Kept NONE = new Kept(List.of(), List.of());

    boolean mixed() {
      return !positives.isEmpty() && !negatives.isEmpty();
    }
  }

  /** Kept samples by question, at most so many of each kind, the first ones. */
  static Map<String, Kept> kept(List<LabelRecord> labels, int maxPositives, int maxNegatives) {
    Map<String, Kept> kept = new LinkedHashMap<>();
    for (LabelRecord label : labels) {
      Kept of = kept.computeIfAbsent(label.question(), question -> new Kept(new ArrayList<>(), new ArrayList<>()));
      if (label.kept().equals("positive") && of.positives().size() < maxPositives) {
        of.positives().add(label);
      } else if (label.kept().equals("negative") && of.negatives().size() < maxNegatives) {
        of.negatives().add(label);
      }
    }
    return kept;
  }

  /** One group per question, with its reference and no samples. */
  static List<TrainingGroup> references(List<Question> questions, Prompts prompts) {
    return questions.stream().map(question -> group(question, prompts, Kept.NONE)).toList();
  }

  /** A group without the samples that a loss does not read: no gradient, no cost. */
  static TrainingGroup read(TrainingGroup group, LossSpec loss) {
    boolean mixed = !group.positives().isEmpty() && !group.negatives().isEmpty();
    return switch (loss) {
      case LossSpec.Aft aft -> mixed ? group : new TrainingGroup(group.id(), group.prompt(), group.reference(), List.of(), List.of());
      case LossSpec.Rft rft -> new TrainingGroup(group.id(), group.prompt(), group.reference(), group.positives(), List.of());
    };
  }

  static TrainingGroup group(Question question, Prompts prompts, Kept kept) {
    return new TrainingGroup(
        question.id(), prompts.prompt(question.asked()), prompts.completion(question.reference()), tokens(kept.positives()), tokens(kept.negatives()));
  }

  private static List<int[]> tokens(List<LabelRecord> labels) {
    return labels.stream().map(LabelRecord::tokens).toList();
  }
}
