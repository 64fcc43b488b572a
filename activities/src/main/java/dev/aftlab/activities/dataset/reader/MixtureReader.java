package dev.aftlab.activities.dataset.reader;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Interleaves the parts of a mixture. After n questions the next one is of the part that is
 * furthest behind its share, the one with the largest {@code share · (n + 1) / total − taken}; of
 * several, the first. The same everywhere: the arithmetic is that of doubles.
 */
final class MixtureReader {
  private final DatasetSpec.Mixture spec;
  private final List<List<Question>> parts;
  private final double[] weights;
  private final double total;

  /** Over the questions of the mixture's parts, in the order of the parts. */
  MixtureReader(DatasetSpec.Mixture spec, List<List<Question>> parts) {
    this.spec = spec;
    this.parts = List.copyOf(parts);
    this.weights = new double[parts.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = spec.parts().get(i).share().orElse(parts.get(i).size());
      sum += weights[i];
    }
    this.total = sum;
  }

  List<Question> mixed() {
    List<Question> mixed = new ArrayList<>();
    int[] taken = new int[parts.size()];
    int limit = spec.count() == 0 ? Integer.MAX_VALUE : spec.count();
    while (mixed.size() < limit) {
      int part = furthestBehind(taken, mixed.size() + 1);
      if (taken[part] == parts.get(part).size()) {
        break;
      }
      Question next = parts.get(part).get(taken[part]++);
      mixed.add(next.named(spec.parts().get(part).name() + "/" + next.id()));
    }
    if (spec.count() > mixed.size()) {
      throw new DatasetException(
          "mixture: count is "
              + spec.count()
              + ", but the parts last for "
              + mixed.size()
              + " questions; lower it, or let 0 take all");
    }
    return List.copyOf(mixed);
  }

  private int furthestBehind(int[] taken, long length) {
    int furthest = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      double behind = weights[i] * length - taken[i] * total;
      if (behind > most) {
        most = behind;
        furthest = i;
      }
    }
    return furthest;
  }
}
