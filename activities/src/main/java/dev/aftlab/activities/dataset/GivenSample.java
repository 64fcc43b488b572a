package dev.aftlab.activities.dataset;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A completion that was made elsewhere.
 *
 * @param question the text of its question, without blanks at both ends
 * @param completion its own text, likewise
 * @param finished whether it came to its end; one that was cut off is not used
 * @param correct the verdict that came with it; absent when its answer is yet to be judged
 * @param rating how good it is, higher is better; absent when it has no rating
 */
public record GivenSample(
    String question,
    String completion,
    boolean finished,
    Optional<Boolean> correct,
    OptionalDouble rating) {

  /** Whether another one was judged alike. */
  public boolean judgedAs(GivenSample other) {
    return correct.equals(other.correct) && rating.equals(other.rating);
  }
}
