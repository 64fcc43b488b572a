package dev.aftlab.worker.plan;

import dev.aftlab.experiments.spec.reader.InvalidSpecException;
import dev.aftlab.experiments.spec.reader.LocatedExperiment;
import java.util.Set;

/**
 * The outcome of reading an experiment. The problems of an invalid one are not thrown yet, since
 * those of the inputs that it names are reported with them.
 */
public sealed interface ParsedExperiment {

  /** A valid experiment. */
  record Valid(LocatedExperiment experiment) implements ParsedExperiment {}

  /** An invalid experiment, with the part that can be read. */
  record Invalid(InvalidSpecException problems) implements ParsedExperiment {}

  /** The names of files, folders and models that {@code --set} options contain. */
  default Set<String> namedInOptions() {
    return switch (this) {
      case Valid valid -> valid.experiment().namedInOptions();
      case Invalid invalid ->
          invalid.problems().readable().map(LocatedExperiment::namedInOptions).orElse(Set.of());
    };
  }
}
