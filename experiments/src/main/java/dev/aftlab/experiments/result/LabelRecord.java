package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A sample with its verdict and where the verdict comes from.
 *
 * @param sample the sample's id
 * @param question the question's id
 * @param index the sample's index, from 0
 * @param tokens token ids, the end token included when it was reached; none of a stop text
 * @param text the text without the end token
 * @param finished whether it ended, with the end token or at a stop text
 * @param extractor name of the rule that judged; {@link #GIVEN} where the verdict came with the
 *     sample
 * @param extractorVersion version of that rule; 0 where the verdict came with the sample
 * @param extracted the answer found; empty when there is none
 * @param gold the right answer
 * @param correct the verdict
 * @param rating how good it is, higher is better, where somebody rated it
 * @param promptTokens how many of the prompt's tokens stand before it, where a token reaches from
 *     the prompt into it; absent where all do
 * @param kept what becomes of it: positive, negative, or why it is dropped: unfinished, empty,
 *     reference, duplicate
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
    String kept) {

  /** In place of a rule's name, for a verdict that came with the sample. */
  public static final String GIVEN = "given";

  /** Whether the verdict came with the sample, whatever was extracted. */
  @JsonIgnore
  public boolean given() {
    return extractor.equals(GIVEN);
  }

  /**
   * What ranking feedback goes by: the rating; without one a right sample counts as 1, a wrong one
   * as 0.
   */
  @JsonIgnore
  public double rank() {
    return rating.orElse(correct ? 1 : 0);
  }
}
