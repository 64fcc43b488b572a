package dev.aftlab.experiments.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Quotes words for shells and YAML, so that a message's proposal can be typed verbatim. */
public final class Quoted {
  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private Quoted() {}

  /** A word as POSIX shell input, quoted where needed. */
  public static String shell(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Text as YAML, in double quotation marks. */
  public static String yaml(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default ->
                    quoted.append(
                        Character.isISOControl(c)
                            ? String.format(Locale.ROOT, "\\x%02x", c)
                            : Character.toString(c));
              }
            });
    return quoted.append('"').toString();
  }
}
