package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Self-consistency and pass@k of the arms.
 *
 * @param rows one per arm and point with sampled answers
 */
public record SampledTable(List<Row> rows) {

  /**
   * One arm.
   *
   * @param name arm and point
   * @param seeds its seeds
   * @param n questions over all seeds
   * @param k number of answers per question
   * @param majority share of questions whose most frequent answer is right; ties count in part
   * @param pass for each j: at least one of j answers is right
   * @param withoutAnswer share of samples without an answer
   * @param toReference difference of {@code majority} to the reference arm; absent for that arm
   *     itself
   * @param labels fingerprints of the labels that all its measures are computed from
   * @param facts further facts per seed, including the artifact
   */
  public record Row(
      String name,
      List<Long> seeds,
      int n,
      int k,
      Share majority,
      List<Pass> pass,
      Report.Spread withoutAnswer,
      Optional<Difference> toReference,
      List<Fingerprint> labels,
      SortedMap<Long, Map<String, String>> facts) {}

  /**
   * A mean over seeds with its bootstrap interval over questions within seeds.
   *
   * @param share the mean
   * @param interval its interval
   */
  public record Share(Report.Spread share, Interval interval) {}

  /**
   * pass@j.
   *
   * @param j how many answers
   * @param share how often one of them is right
   */
  public record Pass(int j, Share share) {}

  /**
   * A paired difference.
   *
   * @param against what the arm is compared with
   * @param seeds the seeds that both have
   * @param difference mean over seeds, as a share
   * @param interval bootstrap over questions within seeds
   */
  public record Difference(
      String against, List<Long> seeds, double difference, Interval interval) {}
}
