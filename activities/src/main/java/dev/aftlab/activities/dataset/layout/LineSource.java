package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.LocatedQuestion;
import dev.aftlab.activities.dataset.text.SourcePosition;
import dev.aftlab.activities.dataset.text.TextLines;
import java.util.function.Consumer;

/** A file with one question a line. */
final class LineSource implements QuestionSource {
  private final TextLines file;
  private final LineFormat format;

  LineSource(TextLines file, LineFormat format) {
    this.file = file;
    this.format = format;
  }

  /** Turns a line into a question. */
  interface LineFormat {
    Question question(SourcePosition place, String line);
  }

  @Override
  public void each(Consumer<LocatedQuestion> taker) {
    file.eachLine(
        line -> {
          SourcePosition place = new SourcePosition(file, line.number());
          taker.accept(new LocatedQuestion(format.question(place, line.text()), place));
        });
  }

  @Override
  public String digest() {
    return file.digest();
  }
}
