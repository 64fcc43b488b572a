package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The results of the arms on a further set.
 *
 * @param set the set's name
 * @param rows one per arm and point
 */
public record FurtherTable(String set, List<Row> rows) {

  /**
   * One arm.
   *
   * @param name arm and point
   * @param seeds its seeds
   * @param n questions over all seeds
   * @param accuracy share of right greedy answers
   * @param interval Wilson's interval over all questions of all seeds
   * @param referenceNll mean negative log-likelihood per token of the references; absent without
   *     references
   * @param toReference difference of accuracy to the reference arm, uncorrected; absent for that
   *     arm itself
   * @param toMatched difference to the compute-matched arm, uncorrected
   * @param evaluations fingerprints of the evaluations that its measures are computed from
   * @param facts further facts per seed, including the artifact
   */
  public record Row(
      String name,
      List<Long> seeds,
      int n,
      Report.Spread accuracy,
      Interval interval,
      Optional<Report.Spread> referenceNll,
      Optional<Report.Tested> toReference,
      Optional<Report.Tested> toMatched,
      List<Fingerprint> evaluations,
      SortedMap<Long, Map<String, String>> facts) {

    static Row of(Report.Row row) {
      return new Row(
          row.name(),
          row.seeds(),
          row.n(),
          row.accuracy(),
          row.interval(),
          row.referenceNll(),
          row.toReference(),
          row.toMatched(),
          row.evaluations(),
          row.facts());
    }
  }
}
