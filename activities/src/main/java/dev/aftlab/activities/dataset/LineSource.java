package dev.aftlab.activities.dataset;

import java.util.function.Consumer;

/** A file with one question a line. */
final class LineSource implements QuestionSource {
  private final QuestionFile file;
  private final LineFormat format;

  LineSource(QuestionFile file, LineFormat format) {
    this.file = file;
    this.format = format;
  }

  /** Turns a line into a question. */
  interface LineFormat {
    Question question(Place place, String line);
  }

  @Override
  public void each(Consumer<Placed> taker) {
    file.eachLine(
        line -> {
          Place place = new Place(file, line.number());
          taker.accept(new Placed(format.question(place, line.text()), place));
        });
  }

  @Override
  public String digest() {
    return file.digest();
  }
}
