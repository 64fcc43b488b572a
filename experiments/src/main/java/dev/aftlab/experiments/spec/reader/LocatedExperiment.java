package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.NamedInput;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * The names of files, folders and models that {@code --set} options contain: written by the user
   * of the command, not by the experiment's author. Of invalid settings there are none.
   */
  public Set<String> namedInOptions() {
    return arms.stream()
        .flatMap(arm -> arm.inputsOfOptions().stream())
        .map(NamedInput::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
