package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/**
 * What is measured on held-out questions. Answers are greedy.
 *
 * @param split {@code test} for what a table reports, {@code selection} for what a search looks at
 * @param maxNewTokens longest answer, in tokens
 * @param batchSequences sequences decoded side by side
 * @param shardQuestions questions of one shard, the unit of parallel work
 * @param scoreTokens most padded tokens of one scoring pass
 * @param assessment the sampled pairs on which assessment accuracy is measured
 */
public record EvaluationSpec(
    @Default("test") @Pattern(regexp = "test|selection", message = "must be test or selection") String split,
    @Default("256") @Min(1) int maxNewTokens,
    @Default("128") @Min(1) int batchSequences,
    @Default("500") @Min(1) int shardQuestions,
    @Default("16384") @Min(16) int scoreTokens,
    @Default("{}") AssessmentSpec assessment) {

  /**
   * Assessment accuracy: the share of (right, wrong) pairs that the model scores in the right order, over samples of the VFT model; where samples are given
   * and rated, of pairs of which one is rated higher.
   *
   * @param questions the first questions of the split that are sampled for it; 0 switches it off. Of given samples all are used that belong to the split
   * @param k completions per question; a multiple of the sampling's {@code range}. Given samples have a limit of their own
   * @param samples samples that are given in place of drawn ones
   */
  public record AssessmentSpec(@Default("300") @Min(0) int questions, @Default("6") @Min(1) int k, @Default("null") Optional<SamplesSpec> samples) {}
}
