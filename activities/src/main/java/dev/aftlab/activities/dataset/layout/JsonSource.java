package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.text.JsonRecords;
import dev.aftlab.activities.dataset.text.LocatedQuestion;
import dev.aftlab.activities.dataset.text.TextLines;
import java.util.function.Consumer;

/** A file with one question a JSON object. */
public final class JsonSource implements QuestionSource {
  private final TextLines file;
  private final QuestionLine format;

  public JsonSource(TextLines file, QuestionLine format) {
    this.file = file;
    this.format = format;
  }

  @Override
  public void each(Consumer<LocatedQuestion> taker) {
    new JsonRecords(file)
        .each(fields -> taker.accept(new LocatedQuestion(format.question(fields), fields.place())));
  }

  @Override
  public String digest() {
    return file.digest();
  }
}
