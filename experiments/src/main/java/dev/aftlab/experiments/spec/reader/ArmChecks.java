package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Problem;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the problems of arms' settings under the paths of the fields in the file; a problem with
 * one position is reported once for all arms.
 */
final class ArmChecks {
  private static final int MOST_PATHS = 3;

  private final Map<Problem, Set<String>> paths = new LinkedHashMap<>();
  private final UnreliableFields doubts = new UnreliableFields();

  /** Adds the problems of one arm's settings. */
  void add(RecordBinder binding, SourceMap locations) {
    if (!binding.problems().isEmpty()) {
      binding
          .problems()
          .forEach(
              problem ->
                  paths
                      .computeIfAbsent(problem, key -> new LinkedHashSet<>())
                      .add(locations.path(problem.path())));
      doubts.addAll(binding.doubts());
    }
  }

  /** The invalid fields of all arms. */
  UnreliableFields doubts() {
    return doubts;
  }

  void report(RecordBinder binder) {
    paths.forEach(
        (problem, all) -> {
          List<String> others = List.copyOf(all).subList(1, all.size());
          binder.report(
              new Problem(
                  problem.location(),
                  all.iterator().next(),
                  problem.message() + also(others),
                  problem.cause()));
        });
  }

  private static String also(List<String> others) {
    if (others.isEmpty()) {
      return "";
    }
    int hidden = Math.max(0, others.size() - MOST_PATHS);
    return "; likewise "
        + String.join(", ", others.subList(0, others.size() - hidden))
        + (hidden == 0 ? "" : " and " + hidden + " more");
  }
}
