package dev.aftlab.activities.lm.loss;

/**
 * Which scores a candidate's derivative depends on. The trainer decides by it what it must score
 * before it can start the backward passes of a batch.
 */
public enum GradientScope {
  /** None: it follows from numbers of candidates and tokens. */
  CONSTANT,
  /** Those of the candidates of its own question. */
  QUESTION,
  /** Those of the whole batch. */
  BATCH
}
