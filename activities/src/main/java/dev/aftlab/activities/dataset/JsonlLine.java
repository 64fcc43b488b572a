package dev.aftlab.activities.dataset;

import java.util.List;

/**
 * Any questions: {@code question}, {@code answer}, optional {@code options}, {@code reference} and {@code id}; other fields are not looked at. In place of
 * {@code answer} there may be {@code gold}, the name under which questions are written.
 */
final class JsonlLine implements QuestionLine {

  @Override
  public Question question(JsonFields fields) {
    String id = fields.has("id") ? fields.textOrNumber("id") : "line-" + fields.line();
    String reference = fields.has("reference") && !fields.isEmptyText("reference") ? fields.text("reference") : "";
    String answer = fields.textOrNumber(!fields.has("answer") && fields.has("gold") ? "gold" : "answer");
    List<String> options = fields.has("options") ? fields.options("options") : List.of();
    return options.isEmpty()
        ? new Question(id, fields.text("question"), reference, answer)
        : fields.place().question(id, fields.text("question"), reference, answer, options);
  }
}
