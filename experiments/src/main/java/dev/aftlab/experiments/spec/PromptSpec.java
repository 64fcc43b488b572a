package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/**
 * The text around a question.
 *
 * @param template the prompt, with {@code {question}} where the question goes
 * @param separator what stands between the prompt and a completion; it belongs to the completion's tokens
 */
public record PromptSpec(
    @Default("\"Question: {question}\\nAnswer:\"") @NotBlank
        @Pattern(regexp = "(?s).*\\{question\\}.*", message = "must contain {question}")
        String template,
    @Default("\" \"") String separator) {

  /** The prompt of a question. */
  public String render(String question) {
    return template.replace("{question}", question);
  }
}
