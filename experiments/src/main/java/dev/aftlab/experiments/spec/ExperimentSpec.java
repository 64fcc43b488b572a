package dev.aftlab.experiments.spec;

import java.util.List;

/**
 * One experiment: everything that decides its numbers, with all arms written out.
 *
 * @param name short name, also the prefix of its runs
 * @param description what it asks, in a sentence or two
 * @param seeds the seeds, in the order given
 * @param arms every arm: named arms × axes × seeds, in that order
 * @param search how a run chooses among the arms
 * @param report what its table compares
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
