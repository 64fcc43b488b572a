package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.EvaluationItem;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The metrics over the items of one arm and seed. */
public final class ItemMetrics {
  private ItemMetrics() {}

  /** Share of right greedy answers. */
  public static OptionalDouble accuracy(List<EvaluationItem> items) {
    return items.stream().mapToDouble(item -> item.correct() ? 1 : 0).average();
  }

  /** Whether a question has both right and wrong assessment samples. */
  public static boolean mixed(EvaluationItem item) {
    return !item.positives().isEmpty() && !item.negatives().isEmpty();
  }

  /**
   * Whether a question has comparable assessment samples: with different ratings, or right and
   * wrong ones without ratings.
   */
  public static boolean assessed(EvaluationItem item) {
    return item.ratings().isEmpty() ? mixed(item) : item.ratings().stream().distinct().count() > 1;
  }

  /**
   * Mean over the assessed questions of the share of pairs in the right order: s_p &gt; s_n, or,
   * where samples are rated, s_i &gt; s_j of pairs with i rated higher; absent when there is no
   * such question.
   */
  public static OptionalDouble assessment(List<EvaluationItem> items) {
    return items.stream()
        .filter(ItemMetrics::assessed)
        .mapToDouble(ItemMetrics::orderedPairs)
        .average();
  }

  private static double orderedPairs(EvaluationItem item) {
    List<Double> scores =
        Stream.concat(item.positives().stream(), item.negatives().stream()).toList();
    List<Double> ranks = item.ratings().isEmpty() ? verdicts(item) : item.ratings();
    int pairs = 0;
    int ordered = 0;
    for (int i = 0; i < scores.size(); i++) {
      for (int j = 0; j < scores.size(); j++) {
        boolean pair = ranks.get(i) > ranks.get(j);
        pairs += pair ? 1 : 0;
        ordered += pair && scores.get(i) > scores.get(j) ? 1 : 0;
      }
    }
    return (double) ordered / pairs;
  }

  private static List<Double> verdicts(EvaluationItem item) {
    return Stream.concat(
            Collections.nCopies(item.positives().size(), 1.0).stream(),
            Collections.nCopies(item.negatives().size(), 0.0).stream())
        .toList();
  }

  /** Mean over questions of the reference's negative log-likelihood per token, in nats. */
  public static OptionalDouble referenceNll(List<EvaluationItem> items) {
    return items.stream()
        .filter(item -> item.referenceTokens() > 0)
        .mapToDouble(EvaluationItem::referenceNll)
        .average();
  }

  /**
   * Mean over the right assessment samples of questions with both kinds, of their negative
   * log-likelihood per token.
   */
  public static OptionalDouble positiveNll(List<EvaluationItem> items) {
    return sampleNll(items, EvaluationItem::positives);
  }

  /** The same mean over the wrong assessment samples. */
  public static OptionalDouble negativeNll(List<EvaluationItem> items) {
    return sampleNll(items, EvaluationItem::negatives);
  }

  private static OptionalDouble sampleNll(
      List<EvaluationItem> items, Function<EvaluationItem, List<Double>> samples) {
    return items.stream()
        .filter(ItemMetrics::mixed)
        .flatMap(item -> samples.apply(item).stream())
        .mapToDouble(score -> -score)
        .average();
  }
}
