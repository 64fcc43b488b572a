package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.Pattern;

/**
 * How a completion is judged.
 *
 * @param extractor name of the rule that finds the answer: numeric, strict, flexible, digits, letter or answer
 */
public record LabelSpec(
    @Default("numeric") @Pattern(regexp = LabelSpec.EXTRACTORS, message = "must be one of " + LabelSpec.EXTRACTORS) String extractor) {

  /** The names that there are, with bars between them. */
  public static final String EXTRACTORS = "numeric|strict|flexible|digits|letter|answer";
}
