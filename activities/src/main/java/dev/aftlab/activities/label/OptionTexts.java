package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds an option by its text: a whole line, or the text after the line's last equals sign. Case,
 * blanks and marks at the ends do not count.
 */
final class OptionTexts {
  /**
   * More than the marks and blanks around an answer: a longer line is skipped, so that long lines
   * cost nothing.
   */
  private static final int MARGIN = 100;

  private static final String OPENING = "\"'\u201C\u201D\u2018\u2019([{";
  private static final String CLOSING = "\"'\u201C\u201D\u2018\u2019)]}.,;:!";
  private static final Pattern ARTICLE = Pattern.compile("^(?:an?|the) ");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern THOUSANDS = Pattern.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))");

  private OptionTexts() {}

  /** The option that the line from a place to its end is; ambiguous when two have its text. */
  static OptionMatch chosen(String text, int from, int end, List<Option> options) {
    int longest = longest(options);
    OptionMatch whole =
        end - from > longest ? OptionMatch.NOTHING : named(text.substring(from, end), options);
    int equals = lastEquals(text, Math.max(from, end - longest), end);
    boolean tail = whole.state() == OptionMatch.State.NOTHING && equals >= from;
    return tail ? named(text.substring(equals + 1, end), options) : whole;
  }

  private static int lastEquals(String text, int from, int end) {
    int at = end - 1;
    while (at >= from && text.charAt(at) != '=') {
      at--;
    }
    return at >= from ? at : -1;
  }

  /**
   * Whether what follows a letter, to the end of the line or of its first sentence, is the text of
   * another option.
   */
  static boolean contradict(String text, int from, int end, String letter, List<Option> options) {
    int start = from;
    while (start < end
        && (isOneOf(").:]}>,\u2013\u2014", text.charAt(start)) || text.startsWith("- ", start))) {
      start++;
    }
    int limit = Math.min(end, start + longest(options));
    int sentence = text.indexOf(". ", start, limit);
    return (end == limit && others(text.substring(start, end), letter, options))
        || (sentence > 0 && others(text.substring(start, sentence), letter, options));
  }

  private static boolean others(String text, String letter, List<Option> options) {
    List<Option> same = same(normalized(text), true, options);
    return !same.isEmpty() && same.stream().noneMatch(option -> option.letter().equals(letter));
  }

  /** Whether a text begins with that of an option, and with no longer one of another. */
  static boolean begins(String text, int from, int end, String letter, List<Option> options) {
    String start = normalized(text.substring(from, Math.min(end, from + longest(options))));
    int own = 0;
    int other = 0;
    for (Option option : options) {
      String wanted = normalized(option.text());
      int length =
          start.startsWith(wanted) && !continues(start, wanted.length()) ? wanted.length() : 0;
      own = option.letter().equals(letter) ? length : own;
      other = option.letter().equals(letter) ? other : Math.max(other, length);
    }
    return own > 0 && own >= other;
  }

  private static boolean continues(String text, int at) {
    return at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  private static int longest(List<Option> options) {
    return options.stream().mapToInt(option -> option.text().length()).max().orElse(0) + MARGIN;
  }

  private static OptionMatch named(String text, List<Option> options) {
    List<Option> same = same(normalized(text), !text.stripLeading().startsWith("A "), options);
    return switch (same.size()) {
      case 0 -> OptionMatch.NOTHING;
      case 1 -> OptionMatch.of(same.getFirst().letter());
      default -> OptionMatch.AMBIGUOUS;
    };
  }

  /**
   * The options with a text; where none has it, those that have it but for an article, unless that
   * may be the letter A.
   */
  private static List<Option> same(String wanted, boolean articles, List<Option> options) {
    List<Option> same =
        options.stream()
            .filter(option -> !wanted.isEmpty() && normalized(option.text()).equals(wanted))
            .toList();
    String bare = withoutArticle(wanted);
    if (!articles || !same.isEmpty() || bare.isEmpty()) {
      return same;
    }
    return options.stream()
        .filter(option -> withoutArticle(normalized(option.text())).equals(bare))
        .toList();
  }

  private static String withoutArticle(String text) {
    return ARTICLE.matcher(text).replaceFirst("");
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
    String bare =
        BLANKS.matcher(text.substring(start, end)).replaceAll(" ").toLowerCase(Locale.ROOT);
    return THOUSANDS.matcher(bare).replaceAll("");
  }

  private static boolean isOneOf(String marks, char c) {
    return Character.isWhitespace(c) || marks.indexOf(c) >= 0;
  }
}
