package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.JsonRecords;
import dev.aftlab.activities.dataset.text.LocatedQuestion;
import dev.aftlab.activities.dataset.text.TextLines;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * SVAMP in its published layout: objects with {@code ID}, {@code Body}, {@code Question}, {@code
 * Answer} and {@code Type}, in one JSON array. Body and question become one text, with a comma
 * between them where the body has no mark at its end.
 */
public final class SvampSource implements QuestionSource {
  private static final String MARKS = ".,;:!?";

  private final TextLines file;
  private final List<String> types;

  public SvampSource(TextLines file, List<String> types) {
    this.file = file;
    this.types = List.copyOf(types);
  }

  @Override
  public void each(Consumer<LocatedQuestion> taker) {
    new JsonRecords(file)
        .each(
            fields -> {
              if (types.isEmpty() || types.contains(type(fields.text("Type")))) {
                taker.accept(new LocatedQuestion(question(fields), fields.place()));
              }
            });
  }

  /** One record of the published file has its type misspelt. */
  private static String type(String written) {
    String type = written.toLowerCase(Locale.ROOT);
    return type.equals("common-divison") ? "common-division" : type;
  }

  private static Question question(JsonFields fields) {
    String body = fields.text("Body");
    String joint = MARKS.indexOf(body.charAt(body.length() - 1)) < 0 ? ", " : " ";
    return new Question(
        fields.text("ID"), body + joint + fields.text("Question"), "", number(fields));
  }

  /** Answers are written with a point, {@code 51.0}, and mean whole numbers. */
  private static String number(JsonFields fields) {
    String written = fields.textOrNumber("Answer");
    return written.contains(".") ? written.replaceFirst("\\.?0+$", "") : written;
  }

  @Override
  public String digest() {
    return file.digest();
  }
}
