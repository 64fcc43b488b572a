package dev.aftlab.experiments.result;

/** What labelling decides about a sample: the role that it is kept in, or why it is dropped. */
public enum LabelDecision {
  /** Kept as a right sample. */
  POSITIVE,
  /** Kept as a wrong sample. */
  NEGATIVE,
  /** Dropped: it does not end. */
  UNFINISHED,
  /** Dropped: it has no tokens. */
  EMPTY,
  /** Dropped: a copy of the reference. */
  REFERENCE,
  /** Dropped: its tokens are those of an earlier sample of the question. */
  DUPLICATE
}
