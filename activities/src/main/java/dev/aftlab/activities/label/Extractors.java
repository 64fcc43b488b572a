package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import dev.aftlab.experiments.text.Suggestions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The extractors there are, by name. */
public final class Extractors {
  private static final Map<String, Extractor> ALL =
      byName(
          new NumericExtractor(),
          new StrictExtractor(),
          new FlexibleExtractor(),
          new DigitsExtractor(),
          new LetterExtractor(),
          new AnswerExtractor());

  private static final Pattern INDEX = Pattern.compile("[0-9]{1,2}");

  private Extractors() {}

  /** All names. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /**
   * An extractor by its name.
   *
   * @throws UnknownExtractorException naming the nearest one and all that there are
   */
  public static Extractor named(String name) {
    Extractor extractor = ALL.get(name);
    if (extractor == null) {
      String nearest =
          Suggestions.nearest(name, ALL.keySet())
              .map(near -> "; did you mean '" + near + "'?")
              .orElse("");
      throw new UnknownExtractorException(
          "label.extractor: is '"
              + name
              + "', which is not an extractor"
              + nearest
              + (nearest.isEmpty() ? "; there are " : " There are ")
              + String.join(", ", ALL.keySet()));
    }
    return extractor;
  }

  /**
   * What is wrong with a right answer that a rule never finds, and which rules do; empty when it
   * can be found.
   */
  public static Optional<String> fault(Extractor extractor, String gold, List<Option> options) {
    if (extractor.canMatch(gold, options)) {
      return Optional.empty();
    }
    List<String> able =
        ALL.values().stream()
            .filter(other -> other.canMatch(gold, options))
            .map(Extractor::name)
            .toList();
    String question =
        options.isEmpty()
            ? ""
            : " of a question with the option"
                + (options.size() == 1 ? " A" : "s A to " + options.getLast().letter());
    String way =
        able.isEmpty()
            ? "no extractor does; " + correction(gold, options)
            : "correct it, or take an extractor that does: " + String.join(", ", able);
    return Optional.of(
        "the right answer is '"
            + gold
            + "'"
            + question
            + ", which the extractor '"
            + extractor.name()
            + "' never finds; "
            + way);
  }

  /**
   * What to write instead of a right answer. One that counts options is no number: it says which
   * letter.
   */
  private static String correction(String gold, List<Option> options) {
    if (options.isEmpty()) {
      return "correct it";
    }
    if (INDEX.matcher(gold).matches() && Integer.parseInt(gold) < options.size()) {
      return "correct it: give the letter of an option, "
          + options.get(Integer.parseInt(gold)).letter()
          + " if they are counted from 0";
    }
    return "correct it: give the letter of an option";
  }

  private static Map<String, Extractor> byName(Extractor... extractors) {
    Map<String, Extractor> all = new LinkedHashMap<>();
    for (Extractor extractor : extractors) {
      all.put(extractor.name(), extractor);
    }
    return Collections.unmodifiableMap(all);
  }
}
