package dev.aftlab.activities.dataset.text;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.Option;
import dev.aftlab.activities.dataset.Question;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A place in a file: where a fault is reported, and checks that are the same in all formats.
 *
 * @param file the file
 * @param line the line, from 1; 0 means the whole file
 */
public record SourcePosition(TextLines file, int line) {

  public DatasetException error(String problem) {
    return file.error(line, problem);
  }

  /** A field's text without blanks at both ends; an error when nothing is left. */
  public String whole(String field, String text) {
    String trimmed = Whitespace.trim(representable(field, text));
    if (trimmed.isEmpty()) {
      throw error("the field '" + field + "' is empty; fill it or remove the record");
    }
    return trimmed;
  }

  /** The text as it is; an error when UTF-8 has no bytes for it. */
  String representable(String field, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw error(
          "the field '"
              + field
              + "' has half of a surrogate pair (such as \\ud800 alone); correct the escape");
    }
    return text;
  }

  /** A question with options; an answer that is not among their letters is an error. */
  public Question question(
      String id, String text, String reference, String letter, List<String> options) {
    if (options.size() < 2 || options.size() > 26) {
      throw error("the question has " + options.size() + " options; it needs 2 to 26");
    }
    String last = Option.letter(options.size() - 1);
    if (!letter.matches("[A-" + last + "]")) {
      throw error(
          "the answer is '"
              + letter
              + "', which is no letter of an option; it must be one of A to "
              + last);
    }
    return new Question(id, text, reference, letter, Option.lettered(options));
  }

  /**
   * The reference of a question with options: an explanation, and the letter on its own line, as
   * the references of GSM8K end.
   */
  public static String reference(String explanation, String letter) {
    return explanation + "\n#### " + letter;
  }

  @Override
  public String toString() {
    return file.at(line);
  }
}
