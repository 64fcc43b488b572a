package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The evaluation on held-out questions. Answers are greedy, except those of {@code sampled}.
 *
 * @param split {@code test} for reports, {@code selection} for a search
 * @param maxNewTokens maximum length of an answer in tokens
 * @param stop texts before which an answer is cut off; the prompt's default when absent, as in
 *     {@link DecodingSpec#stop}
 * @param batchSequences batch size of decoding in sequences
 * @param shardQuestions questions of one shard, the unit of parallel work
 * @param scoreTokens maximum of padded tokens in a scoring pass
 * @param assessment the sampled pairs on which assessment accuracy is measured
 * @param also further sets on which every arm's model is measured: name → set, in the order of the
 *     tables
 * @param sampled several sampled answers per question, for self-consistency and pass@k
 * @param trainedQuestions whether evaluated questions may be in the training set
 */
public record EvaluationSpec(
    @Default("test") EvaluationSplit split,
    @Default("256") @Min(1) int maxNewTokens,
    @Default("null")
        Optional<
                @Size(max = 64, message = "must have at most 64 texts") List<
                    @Pattern(regexp = DecodingSpec.STOP, message = DecodingSpec.STOPS) String>>
            stop,
    @Default("128") @Min(1) int batchSequences,
    @Default("500") @Min(1) int shardQuestions,
    @Default("16384") @Min(16) int scoreTokens,
    @Default("{}") AssessmentSpec assessment,
    @Default("{}")
        Map<
                @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}",
                    message = "each name must be letters, digits, '_' or '-', 64 at most")
                String,
                AlsoSpec>
            also,
    @Default("{}") SampledSpec sampled,
    @Default("refuse") TrainedQuestions trainedQuestions) {

  /** The handling of evaluated questions that are also in the training set. */
  public enum TrainedQuestions {
    /** The experiment is rejected. */
    REFUSE,
    /** The plan and the report contain a warning. */
    ALLOW
  }

  /** The greedy decoding of answers, with these limits, after a prompt. */
  public DecodingSpec decoding(int tokens, Optional<List<String>> stopTexts, PromptSpec prompt) {
    return new DecodingSpec(0, 0, 1, tokens, batchSequences, stopTexts).resolved(prompt);
  }

  /** Copies the sets in their order. */
  public EvaluationSpec {
    also = Collections.unmodifiableMap(new LinkedHashMap<>(also));
  }

  /**
   * Assessment accuracy: the share of (right, wrong) pairs that the model scores in the right
   * order, over samples of the VFT model; with given ratings, the share of pairs with different
   * ratings.
   *
   * @param questions number of first questions of the split to sample; 0 disables it. Given samples
   *     are used for the whole split
   * @param k completions per question; a multiple of the sampling's {@code range}. Given samples
   *     have a separate limit
   * @param samples given samples instead of drawn ones
   */
  public record AssessmentSpec(
      @Default("300") @Min(0) int questions,
      @Default("6") @Min(1) int k,
      @Default("null") Optional<SamplesSpec> samples) {}

  /**
   * A further set of questions, usually outside of the training domain.
   *
   * @param data the questions
   * @param label how their answers are labelled; as in the main set when absent
   * @param maxNewTokens maximum length of an answer in tokens; that of the main set when absent
   * @param stop texts before which an answer is cut off; as in the main set when absent
   */
  public record AlsoSpec(
      DatasetSpec data,
      @Default("null") Optional<LabelSpec> label,
      @Default("null") Optional<@Min(1) @Max(131_072) Integer> maxNewTokens,
      @Default("null")
          Optional<
                  @Size(max = 64, message = "must have at most 64 texts") List<
                      @Pattern(regexp = DecodingSpec.STOP, message = DecodingSpec.STOPS) String>>
              stop) {}

  /**
   * Samples of each arm's final model, for self-consistency and pass@k.
   *
   * @param questions number of first questions of the split to sample; 0 disables it
   * @param k completions per question; a multiple of the sampling's {@code range}
   * @param decoding the decoding settings; those of {@code sampling} when absent
   */
  public record SampledSpec(
      @Default("0") @Min(0) int questions,
      @Default("6") @Min(1) @Max(4096) int k,
      @Default("null") Optional<DecodingSpec> decoding) {}
}
