package dev.aftlab.activities.dataset;

import java.util.ArrayList;
import java.util.List;

/** CommonsenseQA in its published layout: {@code id}, {@code answerKey}, and {@code question} with {@code stem} and {@code choices}. No references. */
final class CommonsenseQaLine implements QuestionLine {

  @Override
  public Question question(JsonFields fields) {
    JsonFields asked = fields.object("question");
    List<String> options = new ArrayList<>();
    for (JsonFields choice : asked.objects("choices")) {
      if (options.size() == 26 || !choice.text("label").equals(Option.letter(options.size()))) {
        throw fields.error("choice " + (options.size() + 1) + " has the label '" + choice.text("label") + "'; labels must be A, B, C and so on, in this order");
      }
      options.add(choice.text("text"));
    }
    return fields.place().question(fields.text("id"), asked.text("stem"), "", fields.text("answerKey"), options);
  }
}
