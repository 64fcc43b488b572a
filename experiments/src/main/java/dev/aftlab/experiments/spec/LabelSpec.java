package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.NotBlank;

/**
 * How a completion is judged.
 *
 * @param extractor name of the rule that finds the answer: numeric, strict, flexible or digits
 */
public record LabelSpec(@Default("numeric") @NotBlank String extractor) {}
