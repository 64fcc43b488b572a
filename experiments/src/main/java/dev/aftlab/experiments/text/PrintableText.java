package dev.aftlab.experiments.text;

import java.util.Locale;

/**
 * Escapes untrusted text for terminals, logs and pages: characters that control the terminal,
 * reorder the line or are invisible are written as escapes, such as {@code \u001b}. Ordinary text
 * of every script, including joiners within words and emoji, is unchanged. Within JSON the result
 * has the same meaning.
 */
public final class PrintableText {
  private static final int LONGEST = 300;

  private PrintableText() {}

  /** Escapes text of several lines: keeps line breaks and tabs. */
  public static String text(String text) {
    return escaped(text, false);
  }

  /** Escapes text of one line: line breaks and tabs too. */
  public static String line(String text) {
    return escaped(text, true);
  }

  /** Escapes text of one line and truncates it. */
  public static String brief(String text) {
    if (text.length() <= LONGEST) {
      return line(text);
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line(text.substring(0, end)) + "… (" + text.length() + " characters)";
  }

  private static String escaped(String text, boolean oneLine) {
    if (text.codePoints().noneMatch(c -> isEscaped(c, oneLine))) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    text.codePoints().forEach(c -> append(result, c, oneLine));
    return result.toString();
  }

  private static void append(StringBuilder result, int character, boolean oneLine) {
    if (!isEscaped(character, oneLine)) {
      result.appendCodePoint(character);
      return;
    }
    switch (character) {
      case '\n' -> result.append("\\n");
      case '\r' -> result.append("\\r");
      case '\t' -> result.append("\\t");
      default ->
          Character.toString(character)
              .chars()
              .forEach(unit -> result.append(String.format(Locale.ROOT, "\\u%04x", unit)));
    }
  }

  private static boolean isEscaped(int character, boolean oneLine) {
    if (character == '\n' || character == '\t') {
      return oneLine;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Joiners are part of the spelling of several languages, and of emoji.
      case Character.FORMAT ->
          character != 0x200C
              && character != 0x200D
              && character != 0x00AD
              && !isOfAScript(character);
      default -> false;
    };
  }

  /**
   * Formatting characters that are part of scripts: signs before Arabic and Kaithi numbers,
   * hieroglyphs, shorthand and musical notation.
   */
  private static boolean isOfAScript(int character) {
    return (Character.UnicodeScript.of(character) != Character.UnicodeScript.COMMON
            && Character.UnicodeScript.of(character) != Character.UnicodeScript.INHERITED
            && character != 0x061C)
        || (character >= 0x0600 && character <= 0x0605)
        || character == 0x06DD;
  }
}
