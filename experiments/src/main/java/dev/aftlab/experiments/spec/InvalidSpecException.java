package dev.aftlab.experiments.spec;

import java.util.List;
import java.util.stream.Collectors;

/** The experiment cannot be run as it is written. Carries every problem that was found, not only the first. */
public final class InvalidSpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Of at least one problem. */
  public InvalidSpecException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
