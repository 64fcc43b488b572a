package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.EvaluationItem;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What is measured on the items of one arm and seed. */
public final class Measures {
  private Measures() {}

  /** Share of right greedy answers. */
  public static OptionalDouble accuracy(List<EvaluationItem> items) {
    return items.stream().mapToDouble(item -> item.correct() ? 1 : 0).average();
  }

  /** Whether a question has both right and wrong assessment samples. */
  public static boolean mixed(EvaluationItem item) {
    return !item.positives().isEmpty() && !item.negatives().isEmpty();
  }

  /** Mean over the questions with both kinds of the share of pairs with s_p &gt; s_n; absent when there is no such question. */
  public static OptionalDouble assessment(List<EvaluationItem> items) {
    return items.stream().filter(Measures::mixed).mapToDouble(Measures::orderedPairs).average();
  }

  private static double orderedPairs(EvaluationItem item) {
    long ordered = item.positives().stream().mapToLong(p -> item.negatives().stream().filter(n -> p > n).count()).sum();
    return (double) ordered / ((long) item.positives().size() * item.negatives().size());
  }

  /** Mean over questions of the reference's negative log-likelihood per token, in nats. */
  public static OptionalDouble referenceNll(List<EvaluationItem> items) {
    return items.stream().filter(item -> item.referenceTokens() > 0).mapToDouble(EvaluationItem::referenceNll).average();
  }

  /** Mean over the right assessment samples of questions with both kinds, of their negative log-likelihood per token. */
  public static OptionalDouble positiveNll(List<EvaluationItem> items) {
    return sampleNll(items, EvaluationItem::positives);
  }

  /** The same over the wrong ones. */
  public static OptionalDouble negativeNll(List<EvaluationItem> items) {
    return sampleNll(items, EvaluationItem::negatives);
  }

  private static OptionalDouble sampleNll(List<EvaluationItem> items, Function<EvaluationItem, List<Double>> samples) {
    return items.stream().filter(Measures::mixed).flatMap(item -> samples.apply(item).stream()).mapToDouble(score -> -score).average();
  }
}
