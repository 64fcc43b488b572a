package dev.aftlab.activities.label;

import dev.aftlab.experiments.result.SampleRecord;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A sample with the judgement that came with it, if one did.
 *
 * @param sample the sample
 * @param correct the verdict; absent when an extractor is to judge
 * @param rating how good it is, higher is better; absent when it has no rating
 * @param promptTokens how many of the prompt's tokens precede it, where not all do
 */
public record JudgedSample(
    SampleRecord sample,
    Optional<Boolean> correct,
    OptionalDouble rating,
    OptionalInt promptTokens) {

  /** A sample without a verdict. */
  static JudgedSample notYet(SampleRecord sample) {
    return new JudgedSample(sample, Optional.empty(), OptionalDouble.empty(), OptionalInt.empty());
  }
}
