package dev.aftlab.activities.label;

import java.util.Map;

/**
 * Writes a text for {@link NumberTokens}: Unicode's and LaTeX's ways to write blanks, minus signs,
 * commas and plain characters become one each.
 */
final class NumberText {
  /** Separates the groups of a number, instead of no-break and thin blanks. */
  static final char THIN = '\u2009';

  private static final String INVISIBLE = "\u200B\u200E\u200F\u2060\uFEFF\u00AD";
  private static final String THIN_BLANKS = "\u00A0\u2007\u2009\u202F";
  private static final String DASHES = "\u2212\u2010\u2011\u2013\uFE63";

  /**
   * Commands of one character; the one that draws its neighbours together takes the blanks behind
   * it along.
   */
  private static final Map<String, String> LATEX =
      Map.ofEntries(
          Map.entry("\\$", "$"),
          Map.entry("\\%", "%"),
          Map.entry("\\#", "#"),
          Map.entry("\\&", "&"),
          Map.entry("\\_", "_"),
          Map.entry("\\!", ""),
          Map.entry("\\,", "" + THIN),
          Map.entry("\\;", "" + THIN),
          Map.entry("\\:", "" + THIN),
          Map.entry("\\ ", "" + THIN),
          Map.entry("\\(", " "),
          Map.entry("\\)", " "),
          Map.entry("\\[", " "),
          Map.entry("\\]", " "),
          Map.entry("\\{", "("),
          Map.entry("\\}", ")"),
          Map.entry("\\\\", " "));

  private NumberText() {}

  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      String latex =
          text.charAt(i) == '\\' && i + 1 < text.length()
              ? LATEX.get(text.substring(i, i + 2))
              : null;
      if (latex != null) {
        plain.append(latex);
        i++;
        while (latex.isEmpty() && i + 1 < text.length() && text.charAt(i + 1) == ' ') {
          i++;
        }
      } else if (text.startsWith("{,}", i)) {
        plain.append(',');
        i += 2;
      } else if (INVISIBLE.indexOf(text.charAt(i)) < 0) {
        plain.append(plain(text.charAt(i)));
      }
    }
    return plain.toString();
  }

  private static char plain(char c) {
    if (THIN_BLANKS.indexOf(c) >= 0) {
      return THIN;
    }
    if (DASHES.indexOf(c) >= 0) {
      return '-';
    }
    return c == '\n' || (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) ? narrow(c) : ' ';
  }

  /** The character of ASCII for one of twice its width. */
  static char narrow(char c) {
    return c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - '\uFF01' + '!') : c;
  }
}
