package dev.aftlab.activities.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One of the answers that a question offers.
 *
 * @param letter a capital letter; the options of a question have A, B, C and so on
 * @param text the answer itself; two options of a question may have the same
 */
public record Option(String letter, String text) {
  private static final int MOST = 26;

  /** Checks the letter. */
  public Option {
    Objects.requireNonNull(text, "text");
    if (!letter.matches("[A-Z]")) {
      throw new IllegalArgumentException(
          "the letter of an option must be a capital letter, is '" + letter + "'");
    }
  }

  /** The letter of an option by its place, from 0 to 25. */
  public static String letter(int place) {
    if (place < 0 || place >= MOST) {
      throw new IllegalArgumentException("a question has at most " + MOST + " options");
    }
    return String.valueOf((char) ('A' + place));
  }

  /** Options with the letters A, B, C and so on. */
  public static List<Option> lettered(List<String> texts) {
    List<Option> options = new ArrayList<>();
    texts.forEach(text -> options.add(new Option(letter(options.size()), text)));
    return List.copyOf(options);
  }

  /** How a prompt shows options: the line {@code Options:}, then one {@code (A) text} a line. */
  public static String shown(List<Option> options) {
    return options.stream()
        .map(option -> "\n(" + option.letter() + ") " + option.text())
        .collect(Collectors.joining("", "Options:", ""));
  }
}
