package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Option;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/**
 * AQuA-RAT in its published layout: {@code question}, {@code options} as {@code A)text}, {@code
 * rationale}, {@code correct}. The right letter is that of {@code correct}: rationales end in many
 * ways, and options may have the same text.
 */
final class AquaLine implements QuestionLine {

  @Override
  public Question question(JsonFields fields) {
    String letter = fields.text("correct");
    String reference = SourcePosition.reference(fields.text("rationale"), letter);
    return fields
        .place()
        .question(
            "aqua-" + (fields.number() - 1),
            fields.text("question"),
            reference,
            letter,
            options(fields));
  }

  private static List<String> options(JsonFields fields) {
    List<String> options = new ArrayList<>();
    for (String option : fields.texts("options")) {
      String prefix = Option.letter(options.size()) + ")";
      if (!option.startsWith(prefix)) {
        throw fields.error(
            "option "
                + (options.size() + 1)
                + " is '"
                + option
                + "', but must begin with '"
                + prefix
                + "'");
      }
      options.add(fields.place().whole("options", option.substring(prefix.length())));
    }
    return options;
  }
}
