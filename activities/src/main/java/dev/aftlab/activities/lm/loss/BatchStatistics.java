package dev.aftlab.activities.lm.loss;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Sums over the questions of a batch. */
final class BatchStatistics {
  private BatchStatistics() {}

  static int references(List<QuestionScores> batch) {
    return batch.stream().mapToInt(group -> group.reference().length).sum();
  }

  static double referenceLoss(List<QuestionScores> batch) {
    return batch.stream().mapToDouble(group -> -sum(group.reference())).sum()
        / Math.max(1, references(batch));
  }

  static SortedMap<String, Double> metrics(List<QuestionScores> batch) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    List<QuestionScores> mixed = batch.stream().filter(QuestionScores::isMixed).toList();
    if (references(batch) > 0) {
      metrics.put(Metrics.VFT_LOSS, referenceLoss(batch));
    }
    putMean(metrics, Metrics.POSITIVE_SCORE, batch, QuestionScores::positives);
    putMean(metrics, Metrics.NEGATIVE_SCORE, batch, QuestionScores::negatives);
    mixed.stream()
        .mapToDouble(BatchStatistics::margin)
        .average()
        .ifPresent(value -> metrics.put(Metrics.MARGIN, value));
    metrics.put(Metrics.MIXED_SHARE, mixed.size() / (double) Math.max(1, batch.size()));
    return metrics;
  }

  static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  static double[] scaled(double[] values, double factor) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i] * factor;
    }
    return result;
  }

  private static double margin(QuestionScores group) {
    return sum(group.positives()) / group.positives().length
        - sum(group.negatives()) / group.negatives().length;
  }

  private static void putMean(
      SortedMap<String, Double> metrics,
      String name,
      List<QuestionScores> batch,
      Function<QuestionScores, double[]> kind) {
    batch.stream()
        .map(kind)
        .flatMapToDouble(Arrays::stream)
        .average()
        .ifPresent(mean -> metrics.put(name, mean));
  }
}
