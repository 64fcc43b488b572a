package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.OptionLayouts;
import dev.aftlab.activities.dataset.text.OtherLayouts;
import java.util.Optional;

/**
 * Any questions: {@code question}, {@code answer}, optional {@code options} or {@code choices},
 * {@code reference} and {@code id}; other fields are ignored, except those that belong to the
 * question. Instead of {@code answer} there may be {@code gold}, the name under which questions are
 * written, and beside options {@code answerKey}.
 */
public final class JsonlLine implements QuestionLine {
  private static final String QUESTION = "question";
  private static final String ANSWER = "answer";

  @Override
  public Question question(JsonFields fields) {
    Optional<String> other = OtherLayouts.problem(fields);
    if (other.isPresent()) {
      throw fields.error(other.get());
    }
    String id = fields.has("id") ? fields.textOrNumber("id") : fields.nameByPlace();
    String reference =
        fields.has("reference") && !fields.isEmptyText("reference") ? fields.text("reference") : "";
    OptionLayouts choices = OptionLayouts.ifAny(fields);
    String answer = answer(fields, choices);
    return choices.isEmpty()
        ? new Question(id, fields.text(QUESTION), reference, fields.textOrNumber(answer))
        : fields
            .place()
            .question(
                id,
                fields.text(QUESTION),
                reference,
                choices.letter(fields, answer),
                choices.texts());
  }

  private static String answer(JsonFields fields, OptionLayouts choices) {
    if (fields.has(ANSWER)) {
      return ANSWER;
    }
    boolean key = !choices.isEmpty() && !fields.has("gold") && fields.has("answerKey");
    return key ? "answerKey" : fields.has("gold") ? "gold" : ANSWER;
  }
}
