package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An experiment is invalid. Contains all problems, not only the first. */
public final class InvalidSpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final transient Optional<LocatedExperiment> readable;

  /** An exception with at least one problem. */
  public InvalidSpecException(List<Problem> problems) {
    this(problems, Optional.empty());
  }

  /**
   * An exception with at least one problem and the partially read experiment, of which more can be
   * checked where {@link LocatedArm#reliable} gives a part.
   */
  public InvalidSpecException(List<Problem> problems, Optional<LocatedExperiment> readable) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
    this.readable = readable;
  }

  /** All problems, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }

  /** The partially read experiment, with placeholders for invalid values. */
  public Optional<LocatedExperiment> readable() {
    return readable;
  }
}
