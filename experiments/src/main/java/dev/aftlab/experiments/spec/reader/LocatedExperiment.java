package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.ExperimentSpec;
import java.util.List;

/**
 * An experiment with the source positions of its arms' settings: what {@link SpecReader} reads.
 *
 * @param spec the experiment
 * @param arms its arms with their positions, in the order of the experiment
 */
public record LocatedExperiment(ExperimentSpec spec, List<LocatedArm> arms) {
  /** Makes the list unmodifiable. */
  public LocatedExperiment {
    arms = List.copyOf(arms);
  }
}
