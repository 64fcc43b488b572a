package dev.aftlab.experiments.spec;

import java.util.List;

/**
 * An experiment with all arms expanded: every setting that affects its numbers.
 *
 * @param name short name, also the prefix of its runs
 * @param description its research question, in a sentence or two
 * @param seeds the seeds, in the order given
 * @param arms every arm: named arms × axes × seeds, in that order
 * @param search how a run chooses among the arms
 * @param report the comparisons of its report
 */
public record ExperimentSpec(
    String name,
    String description,
    List<Long> seeds,
    List<Arm> arms,
    SearchSpec search,
    ReportSpec report) {
  /** Makes the lists unmodifiable. */
  public ExperimentSpec {
    seeds = List.copyOf(seeds);
    arms = List.copyOf(arms);
  }
}
