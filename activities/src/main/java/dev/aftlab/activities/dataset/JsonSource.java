package dev.aftlab.activities.dataset;

import java.util.function.Consumer;

/** A file with one question a JSON object. */
final class JsonSource implements QuestionSource {
  private final QuestionFile file;
  private final QuestionLine format;

  JsonSource(QuestionFile file, QuestionLine format) {
    this.file = file;
    this.format = format;
  }

  @Override
  public void each(Consumer<Placed> taker) {
    new JsonRecords(file).each(fields -> taker.accept(new Placed(format.question(fields), fields.place())));
  }

  @Override
  public String digest() {
    return file.digest();
  }
}
