package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.reader.SourceMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The experiment cannot be run as it is written. Carries every problem that was found, not only the
 * first.
 */
public final class InvalidSpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final transient Optional<ExperimentSpec> readable;

  /** Of at least one problem. */
  public InvalidSpecException(List<Problem> problems) {
    this(problems, Optional.empty());
  }

  /**
   * Of at least one problem, with what could be read all the same: where its arms' {@link
   * SourceMap#areRight} allow it, more can be said.
   */
  public InvalidSpecException(List<Problem> problems, Optional<ExperimentSpec> readable) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
    this.readable = readable;
  }

  /** All problems, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }

  /** What could be read all the same, with stand-ins for what is wrong. */
  public Optional<ExperimentSpec> readable() {
    return readable;
  }
}
