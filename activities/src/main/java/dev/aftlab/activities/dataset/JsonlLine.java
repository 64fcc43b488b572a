package dev.aftlab.activities.dataset;

/** Any questions: {@code question}, {@code answer}, optional {@code reference} and {@code id}; other fields are not looked at. */
final class JsonlLine implements QuestionLine {

  @Override
  public Question question(JsonFields fields) {
    String id = fields.has("id") ? fields.textOrNumber("id") : "line-" + fields.line();
    String reference = fields.has("reference") ? fields.text("reference") : "";
    return new Question(id, fields.text("question"), reference, fields.textOrNumber("answer"));
  }
}
