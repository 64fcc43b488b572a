package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.spec.annotation.ReadsFields;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The completions drawn for every training question.
 *
 * @param k completions per question; a multiple of {@code range}
 * @param range completions per question that one sample step draws: experiments with the same range
 *     share samples for any k
 * @param shardQuestions questions of one shard, the unit of parallel work
 * @param decoding the decoding settings
 */
public record SamplingSpec(
    @Default("6") @Min(1) @Max(4096) int k,
    @Default("3") @Min(1) @Max(4096) int range,
    @Default("500") @Min(1) int shardQuestions,
    @Default("{}") DecodingSpec decoding) {

  /** Whether the ranges of {@code range} samples end exactly at {@code k}. */
  @AssertTrue(
      message =
          "must be a multiple of range, which is <range>, so that sample ranges can be shared")
  @ReadsFields(
      value = {"k", "range"},
      subject = "k")
  boolean isKMultipleOfRange() {
    return range < 1 || k % range == 0;
  }
}
