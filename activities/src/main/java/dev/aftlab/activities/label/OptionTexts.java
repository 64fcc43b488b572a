package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds an option by its text: a whole line, or what stands behind the line's last equals sign. Case, blanks and marks at the ends do not count. */
final class OptionTexts {
  /** More than the marks and blanks around an answer: a longer line is not looked at, so that long lines cost nothing. */
  private static final int MARGIN = 100;

  private static final String OPENING = "\"'\u201C\u201D\u2018\u2019([{";
  private static final String CLOSING = "\"'\u201C\u201D\u2018\u2019)]}.,;:!";
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern THOUSANDS = Pattern.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))");

  private OptionTexts() {}

  /** The option that the line from a place to its end is; ambiguous when two have its text. */
  static Choice chosen(String text, int from, int end, List<Option> options) {
    int longest = options.stream().mapToInt(option -> option.text().length()).max().orElse(0) + MARGIN;
    Choice whole = end - from > longest ? Choice.NOTHING : named(text.substring(from, end), options);
    int equals = text.lastIndexOf('=', end - 1);
    boolean tail = whole.state() == Choice.State.NOTHING && equals >= from && end - equals <= longest;
    return tail ? named(text.substring(equals + 1, end), options) : whole;
  }

  private static Choice named(String text, List<Option> options) {
    String wanted = normalized(text);
    List<Option> same = options.stream().filter(option -> !wanted.isEmpty() && normalized(option.text()).equals(wanted)).toList();
    return switch (same.size()) {
      case 0 -> Choice.NOTHING;
      case 1 -> Choice.of(same.getFirst().letter());
      default -> Choice.AMBIGUOUS;
    };
  }

  private static String normalized(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isOneOf(OPENING, text.charAt(start))) {
      start++;
    }
    while (end > start && isOneOf(CLOSING, text.charAt(end - 1))) {
      end--;
    }
    String bare = BLANKS.matcher(text.substring(start, end)).replaceAll(" ").toLowerCase(Locale.ROOT);
    return THOUSANDS.matcher(bare).replaceAll("");
  }

  private static boolean isOneOf(String marks, char c) {
    return Character.isWhitespace(c) || marks.indexOf(c) >= 0;
  }
}
