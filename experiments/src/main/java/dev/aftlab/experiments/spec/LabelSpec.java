package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import jakarta.validation.constraints.Pattern;

/**
 * How completions are labelled.
 *
 * @param extractor name of the answer extractor: numeric, strict, flexible, digits, letter or
 *     answer
 */
public record LabelSpec(
    @Default("numeric")
        @Pattern(regexp = LabelSpec.EXTRACTORS, message = "must be one of " + LabelSpec.EXTRACTORS)
        String extractor) {

  /** The known names, separated by bars. */
  public static final String EXTRACTORS = "numeric|strict|flexible|digits|letter|answer";

  /**
   * The extractor's version, part of the identity of every step that uses it: raise it when its
   * answers change.
   *
   * @throws IllegalStateException if the extractor is unknown
   */
  public int version() {
    return switch (extractor) {
      case "strict", "flexible", "digits" -> 1;
      case "numeric", "letter", "answer" -> 2;
      default -> throw new IllegalStateException("no extractor is called '" + extractor + "'");
    };
  }
}
