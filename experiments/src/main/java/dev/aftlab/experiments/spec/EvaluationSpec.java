package dev.aftlab.experiments.spec;

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
 * What is measured on held-out questions. Answers are greedy, but for those of {@code sampled}.
 *
 * @param split {@code test} for what a table reports, {@code selection} for what a search looks at
 * @param maxNewTokens longest answer, in tokens
 * @param stop texts at which an answer ends, cut off right before the first one; the default of the
 *     prompt when absent, as in {@link DecodingSpec#stop}
 * @param batchSequences sequences decoded side by side
 * @param shardQuestions questions of one shard, the unit of parallel work
 * @param scoreTokens most padded tokens of one scoring pass
 * @param assessment the sampled pairs on which assessment accuracy is measured
 * @param also further sets on which every arm's model is measured: name → set, in the order of the
 *     tables
 * @param sampled several answers to a question, for self-consistency and pass@k
 * @param trainedQuestions whether questions may be evaluated that the arm is trained on
 */
public record EvaluationSpec(
    @Default("test") @Pattern(regexp = "test|selection", message = "must be test or selection")
        String split,
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

  /** What is done when a question that is evaluated is trained on too. */
  public enum TrainedQuestions {
    /** The experiment is not planned. */
    REFUSE,
    /** It is said in the plan and in the report. */
    ALLOW
  }

  /** How questions of a set are answered: greedily, within these limits, after a prompt. */
  public DecodingSpec decoding(int tokens, Optional<List<String>> stopTexts, PromptSpec prompt) {
    return new DecodingSpec(0, 0, 1, tokens, batchSequences, stopTexts).resolved(prompt);
  }

  /** Keeps the order of the sets. */
  public EvaluationSpec {
    also = Collections.unmodifiableMap(new LinkedHashMap<>(also));
  }

  /**
   * Assessment accuracy: the share of (right, wrong) pairs that the model scores in the right
   * order, over samples of the VFT model; where samples are given and rated, of pairs of which one
   * is rated higher.
   *
   * @param questions the first questions of the split that are sampled for it; 0 switches it off.
   *     Of given samples all are used that belong to the split
   * @param k completions per question; a multiple of the sampling's {@code range}. Given samples
   *     have a limit of their own
   * @param samples samples that are given in place of drawn ones
   */
  public record AssessmentSpec(
      @Default("300") @Min(0) int questions,
      @Default("6") @Min(1) int k,
      @Default("null") Optional<SamplesSpec> samples) {}

  /**
   * A further set of questions, out of the domain of the training as a rule.
   *
   * @param data the questions
   * @param label how answers to them are judged; like those of the main set when absent
   * @param maxNewTokens longest answer, in tokens; that of the main set when absent
   * @param stop texts at which an answer ends; those of the main set when absent
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
   * Completions that are drawn from each arm's own model, for the majority's answer and pass@k.
   *
   * @param questions the first questions of the split that are sampled; 0 switches it off
   * @param k completions per question; a multiple of the sampling's {@code range}
   * @param decoding how tokens are chosen; that of the sampling when absent
   */
  public record SampledSpec(
      @Default("0") @Min(0) int questions,
      @Default("6") @Min(1) @Max(4096) int k,
      @Default("null") Optional<DecodingSpec> decoding) {}
}
