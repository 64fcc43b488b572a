package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.spec.LossSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Questions with their references and kept samples, as tokens. */
final class Groups {
  private Groups() {}

  /** The kept samples of one question, in sampling order. */
  record Kept(List<LabelRecord> positives, List<LabelRecord> negatives) {
    static final Kept NONE = new Kept(List.of(), List.of());

    boolean mixed() {
      return !positives.isEmpty() && !negatives.isEmpty();
    }

    /** Whether some are ranked above others. */
    boolean ranked() {
      return all().mapToDouble(LabelRecord::rank).distinct().count() > 1;
    }

    /** How many pairs there are of which one is ranked above the other. */
    long pairs() {
      double[] ranks = all().mapToDouble(LabelRecord::rank).toArray();
      return Arrays.stream(ranks).mapToLong(better -> Arrays.stream(ranks).filter(worse -> better > worse).count()).sum();
    }

    /** The ratings of the right and then of the wrong ones; empty where nobody rated them. */
    double[] ratings() {
      return all().anyMatch(label -> label.rating().isPresent()) ? all().mapToDouble(LabelRecord::rank).toArray() : new double[0];
    }

    /** The same with the best-rated of the right samples alone; all of them where nobody rated them. */
    private Kept best() {
      double best = positives.stream().mapToDouble(LabelRecord::rank).max().orElse(0);
      return new Kept(positives.stream().filter(label -> label.rank() == best).toList(), negatives);
    }

    private Stream<LabelRecord> all() {
      return Stream.concat(positives.stream(), negatives.stream());
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

  /** A group with other samples. */
  static TrainingGroup of(TrainingGroup group, Kept kept) {
    return new TrainingGroup(group.id(), group.prompt(), group.reference(), tokens(kept.positives()), tokens(kept.negatives()), kept.ratings());
  }

  /** Of a question's samples those that a loss reads. */
  static Kept read(Kept kept, LossSpec loss) {
    return switch (loss) {
      case LossSpec.Aft aft -> usable(kept, aft) ? kept : Kept.NONE;
      case LossSpec.Rft rft -> new Kept(kept.best().positives(), List.of());
    };
  }

  private static boolean usable(Kept kept, LossSpec.Aft loss) {
    return loss.ranks() ? kept.ranked() : kept.mixed();
  }

  static TrainingGroup group(Question question, Prompts prompts, Kept kept) {
    return new TrainingGroup(
        question.id(), prompts.prompt(question.asked()), prompts.completion(question.reference()), tokens(kept.positives()), tokens(kept.negatives()),
        kept.ratings());
  }

  private static List<int[]> tokens(List<LabelRecord> labels) {
    return labels.stream().map(LabelRecord::tokens).toList();
  }
}
