package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * A finished evaluation.
 *
 * @param extractor the rule that judged the answers
 */
@JsonTypeName("evaluate")
public record EvaluateResult(ExtractorVersion extractor) implements StepResult {}
