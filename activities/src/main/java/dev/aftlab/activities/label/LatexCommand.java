package dev.aftlab.activities.label;

import java.util.List;
import java.util.Set;

/**
 * Reads a command of LaTeX as far as it matters for numbers: fractions and roots with their
 * arguments are one token.
 */
final class LatexCommand {
  private static final Set<String> FRACTIONS =
      NumberWords.words("frac dfrac tfrac cfrac binom dbinom tbinom");
  private static final Set<String> WRAPPERS =
      NumberWords.words("sqrt overline overrightarrow bar hat vec");
  private static final Set<String> CONSTANTS =
      NumberWords.words(
          "pi infty log ln lg sin cos tan cot sec csc exp arcsin arccos arctan phi int sum prod"
              + " lim");
  private static final Set<String> EQUALS =
      NumberWords.words(
          "approx equiv to rightarrow Rightarrow longrightarrow Longrightarrow implies therefore"
              + " cong simeq iff Leftrightarrow");
  private static final Set<String> INEQUALITIES =
      NumberWords.words("le leq leqslant lt ge geq geqslant gt ne neq ll gg in");
  private static final Set<String> TIMES = NumberWords.words("times cdot ast bullet");
  private static final Set<String> SIGNS = NumberWords.words("pm mp");
  private static final Set<String> ELLIPSES = NumberWords.words("ldots dots cdots dotsc");
  private static final Set<String> UNSEEN =
      NumberWords.words(
          "text textbf textit textrm mathrm mathbf mathit mbox boxed fbox underline quad qquad"
              + " displaystyle left right big Big bigl",
          "bigr Bigl Bigr circ degree sim newline item boldsymbol bf rm color textcolor space"
              + " thinspace dollar percent hline");

  private LatexCommand() {}

  /** Adds what the command at a place is; where it ends. */
  static int read(String text, int start, List<Token> tokens) {
    int end = start + 1;
    while (end < text.length() && isAsciiLetter(text.charAt(end))) {
      end++;
    }
    String name = text.substring(start + 1, end);
    if (FRACTIONS.contains(name)) {
      end = argument(text, argument(text, end));
    } else if (WRAPPERS.contains(name)) {
      end = group(text, optional(text, end));
    } else if (name.equals("begin") || name.equals("end")) {
      return group(text, end);
    }
    if (!UNSEEN.contains(name) && !name.isEmpty()) {
      tokens.add(new Token(kind(name), as(name, text.substring(start, end)), start, end));
    }
    return end;
  }

  /** The end of an argument of a fraction, which without braces is one digit or letter. */
  private static int argument(String text, int start) {
    int end = group(text, start);
    int last = end - 1;
    if (end == start || text.charAt(last) == '}' || text.indexOf('\\', start, end) >= 0) {
      return end;
    }
    int first = start;
    while (text.charAt(first) == ' ') {
      first++;
    }
    return Character.isLetterOrDigit(text.charAt(first)) ? first + 1 : start;
  }

  private static Token.Kind kind(String name) {
    if (FRACTIONS.contains(name) || WRAPPERS.contains(name) || CONSTANTS.contains(name)) {
      return Token.Kind.OTHER_NUMBER;
    }
    if (TIMES.contains(name) || SIGNS.contains(name) || name.equals("div")) {
      return Token.Kind.OPERATOR;
    }
    if (EQUALS.contains(name)) {
      return Token.Kind.EQUALS;
    }
    if (INEQUALITIES.contains(name)) {
      return Token.Kind.INEQUALITY;
    }
    return ELLIPSES.contains(name) ? Token.Kind.ELLIPSIS : Token.Kind.WORD;
  }

  /** An operator as the token has it. */
  private static String as(String name, String written) {
    if (TIMES.contains(name)) {
      return "*";
    }
    if (SIGNS.contains(name)) {
      return "p";
    }
    return name.equals("div") ? "/" : written;
  }

  /**
   * Where the argument at a place ends: a group in braces, a command, a number, or one character.
   */
  static int group(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at == text.length() || text.charAt(at) == '\n') {
      return start;
    }
    if (text.charAt(at) == '{') {
      return closing(text, at, '{', '}');
    }
    return text.charAt(at) == '\\' ? commandEnd(text, at + 1) : plainEnd(text, at);
  }

  /** The end of a group in braces, or of the text where it is not closed. */
  static int closing(String text, int open, char opening, char closing) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == opening ? 1 : text.charAt(i) == closing ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static int optional(String text, int at) {
    return at < text.length() && text.charAt(at) == '[' ? closing(text, at, '[', ']') : at;
  }

  private static int commandEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isAsciiLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** An exponent without braces: a sign and the letters and digits behind it. */
  private static int plainEnd(String text, int from) {
    int end = "+-(".indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return Math.max(end, from + 1);
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
