package dev.aftlab.activities.lm.data;

import dev.aftlab.activities.lm.loss.CandidateRole;

/**
 * A completion of a question that a loss reads, as token ids. It includes its end token. The tokens
 * are not copied and must not be changed.
 *
 * @param tokens at least one
 * @param role what it is to its question
 * @param rank what ranking feedback uses, higher is better; NaN for a reference
 * @param referenceSum its summed log-probability under the reference model, nats; NaN where the
 *     loss needs none
 * @param promptTokens how many tokens of the prompt it follows, 1 or more
 */
public record Candidate(
    int[] tokens, CandidateRole role, double rank, double referenceSum, int promptTokens) {

  /** The reference completion. */
  public static Candidate reference(int[] tokens, int promptTokens) {
    return new Candidate(tokens, CandidateRole.REFERENCE, Double.NaN, Double.NaN, promptTokens);
  }

  /** A sample without a log-probability under a reference model. */
  public static Candidate sample(int[] tokens, boolean right, double rank, int promptTokens) {
    CandidateRole role = right ? CandidateRole.POSITIVE : CandidateRole.NEGATIVE;
    return new Candidate(tokens, role, rank, Double.NaN, promptTokens);
  }

  /** The same with a log-probability under the reference model. */
  public Candidate withReferenceSum(double sum) {
    return new Candidate(tokens, role, rank, sum, promptTokens);
  }
}
