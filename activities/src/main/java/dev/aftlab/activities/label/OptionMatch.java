package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import java.util.List;

/**
 * What a piece of a completion says about the options.
 *
 * @param state whether it says anything
 * @param letter the letter of the option that is chosen; empty unless one is
 */
record OptionMatch(State state, String letter) {
  static final OptionMatch NOTHING = new OptionMatch(State.NOTHING, "");
  static final OptionMatch AMBIGUOUS = new OptionMatch(State.AMBIGUOUS, "");

  enum State {
    NOTHING,
    ONE,
    /** Several options, or one that is not offered. */
    AMBIGUOUS
  }

  static OptionMatch of(String letter) {
    return new OptionMatch(State.ONE, letter);
  }

  /** A letter's option; any letter is one where the options are not known. */
  static OptionMatch ofLetter(String letter, List<Option> options) {
    return options.isEmpty() || options.stream().anyMatch(option -> option.letter().equals(letter))
        ? of(letter)
        : AMBIGUOUS;
  }
}
