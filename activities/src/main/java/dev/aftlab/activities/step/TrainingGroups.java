package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.lm.data.Candidate;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.loss.CandidateRole;
import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.activities.model.MergedTokens;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.activities.model.TokenizedPrompt;
import dev.aftlab.experiments.result.LabelDecision;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.spec.LossTraits.SampleUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Questions with their references and kept samples, as tokens. */
final class TrainingGroups {
  private TrainingGroups() {}

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
      return Arrays.stream(ranks)
          .mapToLong(better -> Arrays.stream(ranks).filter(worse -> better > worse).count())
          .sum();
    }

    /** The ratings of the right and then of the wrong ones; empty where they have no ratings. */
    double[] ratings() {
      return all().anyMatch(label -> label.rating().isPresent())
          ? all().mapToDouble(LabelRecord::rank).toArray()
          : new double[0];
    }

    /**
     * The same with the best-rated of the right samples alone; all of them where they have no
     * ratings.
     */
    private Kept best() {
      double best = positives.stream().mapToDouble(LabelRecord::rank).max().orElse(0);
      return new Kept(positives.stream().filter(label -> label.rank() == best).toList(), negatives);
    }

    /** The right ones, then the wrong ones. */
    Stream<LabelRecord> all() {
      return Stream.concat(positives.stream(), negatives.stream());
    }
  }

  /** Kept samples by question, the first ones of each kind up to a limit. */
  static Map<String, Kept> kept(List<LabelRecord> labels, int maxPositives, int maxNegatives) {
    Map<String, Kept> kept = new LinkedHashMap<>();
    for (LabelRecord label : labels) {
      Kept of =
          kept.computeIfAbsent(
              label.question(), question -> new Kept(new ArrayList<>(), new ArrayList<>()));
      if (label.kept() == LabelDecision.POSITIVE && of.positives().size() < maxPositives) {
        of.positives().add(label);
      } else if (label.kept() == LabelDecision.NEGATIVE && of.negatives().size() < maxNegatives) {
        of.negatives().add(label);
      }
    }
    return kept;
  }

  /** A group with other samples. */
  static TrainingGroup of(TrainingGroup group, Kept kept, Optional<ReferenceScores> scores) {
    Stream<Candidate> references =
        group.candidates().stream()
            .filter(candidate -> candidate.role() == CandidateRole.REFERENCE);
    return new TrainingGroup(
        group.id(),
        group.prompt(),
        Stream.concat(references, candidates(kept, group.prompt().length, scores)).toList());
  }

  /** The right samples, then the wrong ones. */
  private static Stream<Candidate> candidates(
      Kept kept, int prompt, Optional<ReferenceScores> scores) {
    return Stream.concat(
        kept.positives().stream().map(label -> candidate(label, true, prompt, scores)),
        kept.negatives().stream().map(label -> candidate(label, false, prompt, scores)));
  }

  private static Candidate candidate(
      LabelRecord label, boolean right, int prompt, Optional<ReferenceScores> scores) {
    Candidate sample =
        Candidate.sample(label.tokens(), right, label.rank(), label.promptTokens().orElse(prompt));
    return scores.map(known -> sample.withReferenceSum(known.sum(label))).orElse(sample);
  }

  /** Of a question's samples those that a loss reads. */
  static Kept read(Kept kept, SampleUse use) {
    return switch (use) {
      case RIGHT_AND_WRONG -> kept.mixed() ? kept : Kept.NONE;
      case RANKED -> kept.ranked() ? kept : Kept.NONE;
      case BEST_RIGHT -> new Kept(kept.best().positives(), List.of());
    };
  }

  /**
   * A question as it is trained on.
   *
   * @param merged receives each token that reaches from the prompt into a completion
   */
  static TrainingGroup group(Question question, Prompts prompts, Kept kept, MergedTokens merged) {
    TokenizedPrompt prompt = prompts.prompt(question.asked());
    TokenizedCompletion reference = prompts.completion(prompt, question.reference());
    merged.look("question " + question.id(), prompt, reference);
    kept.all()
        .forEach(
            label ->
                merged.look(
                    "question " + question.id(),
                    prompt,
                    completion(label, prompt.tokens().length)));
    return group(question.id(), prompt.tokens(), reference, kept);
  }

  private static TrainingGroup group(
      String id, int[] prompt, TokenizedCompletion reference, Kept kept) {
    Stream<Candidate> references =
        reference.tokens().length > 0
            ? Stream.of(Candidate.reference(reference.tokens(), reference.promptTokens()))
            : Stream.empty();
    return new TrainingGroup(
        id,
        prompt,
        Stream.concat(references, candidates(kept, prompt.length, Optional.empty())).toList());
  }

  /**
   * For the reference, if there is one, and then for each sample, how many tokens of the prompt it
   * follows; empty where each follows all of it.
   */
  static int[] contexts(int prompt, TokenizedCompletion reference, Kept kept) {
    IntStream first =
        reference.tokens().length > 0 ? IntStream.of(reference.promptTokens()) : IntStream.empty();
    int[] contexts =
        IntStream.concat(first, kept.all().mapToInt(label -> label.promptTokens().orElse(prompt)))
            .toArray();
    return Arrays.stream(contexts).allMatch(context -> context == prompt) ? new int[0] : contexts;
  }

  /** A sample as tokens after its prompt. */
  static TokenizedCompletion completion(LabelRecord label, int prompt) {
    return new TokenizedCompletion(label.promptTokens().orElse(prompt), label.tokens());
  }
}
