package dev.aftlab.activities.dataset;

import java.util.List;
import java.util.Objects;

/**
 * One question.
 *
 * @param id unique within its data set, stable, and independent of where a file lies
 * @param text the question, without its options
 * @param reference a right chain of thought that ends in the answer; empty when there is none
 * @param gold the right answer; the letter of the right option where there are options
 * @param options what can be chosen from, with the letters A, B, C and so on; empty for a question
 *     with a free answer
 */
public record Question(
    String id, String text, String reference, String gold, List<Option> options) {

  /** Refuses nulls, letters out of order and an answer that no option has. */
  public Question {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(gold, "gold");
    options = List.copyOf(options);
    for (int i = 0; i < options.size(); i++) {
      if (!options.get(i).letter().equals(Option.letter(i))) {
        throw new IllegalArgumentException(
            "option "
                + (i + 1)
                + " has the letter "
                + options.get(i).letter()
                + ", must have "
                + Option.letter(i));
      }
    }
    if (!options.isEmpty() && options.stream().noneMatch(option -> option.letter().equals(gold))) {
      throw new IllegalArgumentException(
          "the answer is '"
              + gold
              + "', but the options have the letters A to "
              + options.getLast().letter());
    }
  }

  /** A question with a free answer. */
  public Question(String id, String text, String reference, String gold) {
    this(id, text, reference, gold, List.of());
  }

  /** The question as a model receives it: the text, and under it the options, if there are any. */
  public String asked() {
    return asked(text, options);
  }

  /** A question whose answer is not known. */
  public static String asked(String text, List<Option> options) {
    return options.isEmpty() ? text : text + "\n" + Option.shown(options);
  }

  /** The same question under another id. */
  public Question named(String other) {
    return new Question(other, text, reference, gold, options);
  }
}
