package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.text.SourcePosition;
import java.util.List;

/**
 * A line of the FLAN collection's chain-of-thought files: question with options, answer and
 * explanation, separated by tabs. A line break is written as backslash and n; other backslashes are
 * text, left over from formulas.
 *
 * @param place position of the line
 * @param question the question without its options
 * @param options one option a text, as they are written
 * @param answer the answer, as it is written
 * @param explanation the explanation
 */
record FlanLine(
    SourcePosition place,
    String question,
    List<String> options,
    String answer,
    String explanation) {
  private static final String HEADING = "\nOptions:\n";

  static FlanLine parse(SourcePosition place, String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 3) {
      throw place.error(
          "the line has "
              + columns.length
              + " columns; it needs question, answer and explanation, separated by tabs");
    }
    String asked = text(place, "question", columns[0]);
    int heading = asked.lastIndexOf(HEADING);
    if (heading < 0) {
      throw place.error("the question has no line 'Options:' with the options after it");
    }
    String question = place.whole("question", asked.substring(0, heading));
    List<String> options = List.of(asked.substring(heading + HEADING.length()).split("\n", -1));
    return new FlanLine(
        place,
        question,
        options,
        text(place, "answer", columns[1]),
        text(place, "explanation", columns[2]));
  }

  private static String text(SourcePosition place, String column, String written) {
    return place.whole(column, written.replace("\\n", "\n"));
  }
}
