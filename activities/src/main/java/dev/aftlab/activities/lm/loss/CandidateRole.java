package dev.aftlab.activities.lm.loss;

/** What a candidate is to its question. */
public enum CandidateRole {
  /** The reference completion of the data set. */
  REFERENCE,
  /** A sample whose answer is right. */
  POSITIVE,
  /** A sample whose answer is wrong. */
  NEGATIVE
}
