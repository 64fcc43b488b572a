package dev.aftlab.activities.dataset.text;

/**
 * White space in the wide sense: Java's, the no-break spaces, zero-width marks and the line
 * separators of Unicode.
 */
public final class Whitespace {
  private Whitespace() {}

  /** The text without blanks at both ends; those inside stay as they are. */
  public static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\u200B'
        || c == '\uFEFF'
        || c == '\u2060';
  }
}
