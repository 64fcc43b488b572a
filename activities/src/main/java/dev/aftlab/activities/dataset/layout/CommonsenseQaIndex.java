package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Option;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.SourcePosition;
import dev.aftlab.activities.dataset.text.TextLines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Questions of CommonsenseQA, found by id or by question and options: what ECQA takes its letters
 * from.
 */
final class CommonsenseQaIndex {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Map<String, Question> byId = new HashMap<>();
  private final Map<List<String>, Question> byContent = new HashMap<>();

  CommonsenseQaIndex(List<TextLines> files) {
    files.forEach(
        file ->
            new JsonSource(file, new ChoiceLine("commonsenseqa"))
                .each(placed -> add(placed.question())));
  }

  private void add(Question question) {
    byId.put(question.id(), question);
    byContent.put(content(question.text(), texts(question)), question);
  }

  /** The question of an id, whose options must be these. */
  Question ofId(SourcePosition place, String id, List<String> options) {
    Question found = byId.get(id);
    if (found == null) {
      throw place.error(
          "q_no '"
              + id
              + "' is in none of the files of CommonsenseQA; name all of them in commonsenseqa");
    }
    if (!texts(found).equals(options)) {
      throw place.error(
          "the options are "
              + options
              + ", but CommonsenseQA has "
              + texts(found)
              + " for '"
              + id
              + "'");
    }
    return found;
  }

  /** The question with this text and these options, in this order. */
  Question ofContent(SourcePosition place, String text, List<String> options) {
    Question found = byContent.get(content(text, options));
    if (found == null) {
      throw place.error(
          "the question is in none of the files of CommonsenseQA; name all of them in"
              + " commonsenseqa");
    }
    return found;
  }

  private static List<String> texts(Question question) {
    return question.options().stream().map(Option::text).toList();
  }

  /**
   * Blanks within texts are not compared: the FLAN collection has one where CommonsenseQA may have
   * several.
   */
  private static List<String> content(String text, List<String> options) {
    return Stream.concat(options.stream(), Stream.of(text))
        .map(part -> BLANKS.matcher(part).replaceAll(" "))
        .toList();
  }
}
