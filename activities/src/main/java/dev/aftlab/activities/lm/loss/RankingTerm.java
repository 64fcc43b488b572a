package dev.aftlab.activities.lm.loss;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/** Ranking feedback: all of a question's completions as one list, whatever their verdicts. */
final class RankingTerm implements AlignmentTerm {
  private final RankingLoss loss;

  RankingTerm(RankingLoss loss) {
    this.loss = loss;
  }

  @Override
  public AlignmentValue evaluate(QuestionScores group) {
    RankingLoss.Value value = loss.evaluate(group.sampled(), group.ranks());
    int positives = group.positives().length;
    double[] gradient = value.gradient();
    return new AlignmentValue(
        value.loss(),
        Arrays.copyOf(gradient, positives),
        Arrays.copyOfRange(gradient, positives, gradient.length));
  }

  /**
   * Those of binary feedback, with margin and share of questions over ranked pairs, their number,
   * and how many of them are in the right order.
   */
  @Override
  public SortedMap<String, Double> metrics(List<QuestionScores> batch) {
    SortedMap<String, Double> metrics = BatchStatistics.metrics(batch);
    List<Ordered> ranked =
        batch.stream().map(RankingTerm::ordered).filter(question -> question.pairs() > 0).toList();
    metrics.remove(Metrics.MARGIN);
    ranked.stream()
        .mapToDouble(question -> question.margins() / question.pairs())
        .average()
        .ifPresent(mean -> metrics.put(Metrics.MARGIN, mean));
    ranked.stream()
        .mapToDouble(Ordered::share)
        .average()
        .ifPresent(mean -> metrics.put(Metrics.ORDERED_SHARE, mean));
    metrics.put(Metrics.PAIRS, (double) ranked.stream().mapToLong(Ordered::pairs).sum());
    metrics.put(Metrics.MIXED_SHARE, ranked.size() / (double) Math.max(1, batch.size()));
    return metrics;
  }

  /** The pairs of a question, how many are in the right order, and the sum of their margins. */
  private record Ordered(long pairs, long ordered, double margins) {
    double share() {
      return (double) ordered / pairs;
    }
  }

  private static Ordered ordered(QuestionScores group) {
    double[] scores = group.sampled();
    double[] ranks = group.ranks();
    long pairs = 0;
    long ordered = 0;
    double margins = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (ranks[i] > ranks[j]) {
          pairs++;
          ordered += scores[i] > scores[j] ? 1 : 0;
          margins += scores[i] - scores[j];
        }
      }
    }
    return new Ordered(pairs, ordered, margins);
  }
}
