package dev.aftlab.activities.progress;

/** What work is doing. Its label is shown in status output; nothing is decided by it. */
public enum Stage {
  /** Inputs are read and models loaded. */
  START("start"),
  /** Optimizer steps; the unit is a step. */
  TRAIN("train"),
  /** A checkpoint is written; the unit is an optimizer step. */
  CHECKPOINT("checkpoint"),
  /** Samples are drawn; the unit is a completion. */
  SAMPLE("sample"),
  /** Answers of an evaluation are drawn; the unit is a completion. */
  ANSWER("answer"),
  /** Given completions are scored; the unit is a completion. */
  SCORE("score"),
  /** Lines of JSON are processed; the unit is a line. */
  LINES("lines"),
  /** The inputs of an experiment are checked; the unit is an arm. */
  CHECK_INPUTS("checking inputs"),
  /** An experiment is planned; the unit is an arm. */
  PLAN("planning");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** A human-readable name. */
  public String label() {
    return label;
  }
}
