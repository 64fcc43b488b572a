package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A labelled sample: its verdict and the verdict's source.
 *
 * @param sample the sample's id
 * @param question the question's id
 * @param index the sample's index, from 0
 * @param tokens token ids, the end token included when it was reached; none of a stop text
 * @param text the text without the end token
 * @param finished whether it ended, with the end token or at a stop text
 * @param extractor name of the answer extractor; {@link #GIVEN} for a given verdict
 * @param extractorVersion version of the extractor; 0 for a given verdict
 * @param extracted the answer found; empty when there is none
 * @param gold the right answer
 * @param correct the verdict
 * @param rating its quality, higher is better; absent without a rating
 * @param promptTokens number of prompt tokens before it, where a token spans prompt and completion;
 *     absent where all precede it
 * @param kept whether it is kept as a positive or a negative, or why it is dropped
 */
public record LabelRecord(
    String sample,
    String question,
    int index,
    int[] tokens,
    String text,
    boolean finished,
    String extractor,
    int extractorVersion,
    String extracted,
    String gold,
    boolean correct,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble rating,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt promptTokens,
    LabelDecision kept) {

  /** The extractor's name of a given verdict. */
  public static final String GIVEN = "given";

  /** Whether the verdict was given with the sample. */
  @JsonIgnore
  public boolean given() {
    return extractor.equals(GIVEN);
  }

  /**
   * The value of ranking feedback: the rating, or 1 for a right and 0 for a wrong sample without
   * one.
   */
  @JsonIgnore
  public double rank() {
    return rating.orElse(correct ? 1 : 0);
  }
}
