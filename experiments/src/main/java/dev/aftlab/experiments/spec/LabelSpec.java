package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.Pattern;

/**
 * How a completion is judged.
 *
 * @param extractor name of the rule that finds the answer: numeric, strict, flexible, digits,
 *     letter or answer
 */
public record LabelSpec(
    @Default("numeric")
        @Pattern(regexp = LabelSpec.EXTRACTORS, message = "must be one of " + LabelSpec.EXTRACTORS)
        String extractor) {

  /** The names that there are, with bars between them. */
  public static final String EXTRACTORS = "numeric|strict|flexible|digits|letter|answer";

  /**
   * Version of the rule, part of the identity of every step that judges by it: raise it when the
   * rule finds other answers.
   *
   * @throws IllegalStateException if there is no such rule
   */
  public int version() {
    return switch (extractor) {
      case "strict", "flexible", "digits" -> 1;
      case "numeric", "letter", "answer" -> 2;
      default -> throw new IllegalStateException("no extractor is called '" + extractor + "'");
    };
  }
}
