package dev.aftlab.experiments.spec;

/** The data set of an arm that is evaluated. */
public enum EvaluationSplit {
  /** {@code data.test}, for reports. */
  TEST("data.test"),
  /** {@code data.selection}, for a search. */
  SELECTION("data.selection");

  private final String path;

  EvaluationSplit(String path) {
    this.path = path;
  }

  /** Dotted path of the data set in the settings of an arm. */
  public String path() {
    return path;
  }
}
