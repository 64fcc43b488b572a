package dev.aftlab.activities.lm.score;

/** Scoring was stopped on request. The same call later gives the same scores. */
public final class ScoringStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScoringStoppedException() {
    super("scoring was stopped on request");
  }
}
