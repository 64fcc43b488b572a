package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.spec.annotation.DefaultVariant;
import dev.aftlab.experiments.spec.annotation.FingerprintDefault;
import dev.aftlab.experiments.spec.annotation.ReadsFields;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The prompt format of questions. In YAML a name, or a mapping; a mapping without {@code type} is
 * {@code plain}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = PromptSpec.Plain.class)
@JsonSubTypes({
  @JsonSubTypes.Type(PromptSpec.Plain.class),
  @JsonSubTypes.Type(PromptSpec.Alpaca.class),
  @JsonSubTypes.Type(PromptSpec.Chat.class)
})
public sealed interface PromptSpec {

  /** The text between the prompt and a completion; part of the completion's tokens. */
  String separator();

  /**
   * A template around the question.
   *
   * @param template the prompt, with {@code {question}} where the question goes
   * @param separator the text between the prompt and a completion; part of the completion's tokens
   */
  @JsonTypeName("plain")
  @DefaultVariant
  record Plain(
      @Default("\"Question: {question}\\nAnswer:\"")
          @NotBlank
          @Pattern(regexp = "(?s).*\\{question\\}.*", message = "must contain {question}")
          String template,
      @Default("\" \"") String separator)
      implements PromptSpec {
    private static final String QUESTION = "{question}";

    /** The prompt of a question. */
    public String render(String question) {
      return template.replace(QUESTION, question);
    }

    /** The common end of all prompts: the template after its last question. */
    public String end() {
      return template.substring(template.lastIndexOf(QUESTION) + QUESTION.length());
    }
  }

  /**
   * The Alpaca instruction template without an input, which public recipes for arithmetic reasoning
   * use.
   *
   * @param separator the text between {@code ### Response:} and a completion; part of the
   *     completion's tokens
   */
  @JsonTypeName("alpaca")
  record Alpaca(@Default("\"\"") String separator) implements PromptSpec {
    private static final String TEMPLATE =
        "Below is an instruction that describes a task. Write a response that appropriately"
            + " completes the request.\n\n"
            + "### Instruction:\n"
            + "{question}\n\n"
            + "### Response:";

    /** The prompt of a question. */
    public String render(String question) {
      return TEMPLATE.replace("{question}", question);
    }
  }

  /**
   * The checkpoint's own chat template, with the question as the user's message, before the
   * assistant's answer.
   *
   * @param system the system's message; when empty, the template's default applies
   * @param date the date, as {@code 2024-07-26}, that a template receives as today's date; when
   *     empty, such a template is rejected, since the experiment's prompts would change daily
   */
  @JsonTypeName("chat")
  record Chat(
      @Default("\"\"") String system,
      @FingerprintDefault("\"\"")
          @Default("\"\"")
          @Pattern(regexp = "|\\d{4}-\\d{2}-\\d{2}", message = "must be a date such as 2024-07-26")
          String date)
      implements PromptSpec {

    /** The date, if there is one. */
    public Optional<LocalDate> today() {
      return date.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(date));
    }

    /** Whether the date exists in the calendar. */
    @AssertTrue(message = "must exist in the calendar, such as 2024-07-26")
    @ReadsFields(value = "date", subject = "date")
    boolean isDateOfTheCalendar() {
      try {
        today();
        return true;
      } catch (DateTimeParseException wrong) {
        return !date.matches("\\d{4}-\\d{2}-\\d{2}");
      }
    }

    @Override
    public String separator() {
      return "";
    }
  }
}
