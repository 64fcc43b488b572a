package dev.aftlab.activities.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a text as {@link NumberText} writes it into words, numbers, operators and marks, in one
 * pass. A number is one whole token: with its groups of thousands, its point and its exponent, and
 * with all that is written onto it. Where that makes it another number than its digits say ({@code
 * 18k}, {@code 2x}, {@code 1.2.3}, {@code 3,14}, {@code 5½}) it is no plain one. Marks of emphasis,
 * quotation, currency, degrees and percent leave nothing behind.
 */
final class NumberTokens {
  private static final String SUPERSCRIPTS =
      "\u00B2\u00B3\u00B9\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u207A\u207B\u207F";
  private static final String MAGNITUDE_CHARACTERS =
      "\u4E07\u842C\u5343\u767E\u4EBF\u5104\u534A\u70B9\u9EDE";
  private static final String EQUALS = "\u2248\u2243\u2245\u2192\u21D2\u27F9\u27F6\u2261\u2234";
  private static final String INEQUALITIES = "\u2260\u2264\u2265\u2A7D\u2A7E\u226A\u226B";
  private static final String CONSTANTS = "\u03C0\u221E\u03C6";
  private static final String ROOTS = "\u221A\u221B\u221C";
  private static final String TIMES = "\u00D7\u00B7\u22C5\u2217\u2715\u2A2F";
  private static final int LONGEST_TAG = 40;
  private static final int LONGEST_NOTE = 200;

  /** Nine digits, the letter and a sign: a longer one fits no comparison. */
  private static final int LONGEST_EXPONENT = 11;

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  /** How many stars opened the emphasis that is not closed yet on this line; 0 if none is. */
  private int emphasis;

  private NumberTokens(String text) {
    this.text = text;
  }

  /** Whether a word is a currency's abbreviation. */
  static boolean isCurrency(Token token) {
    return token.is(Token.Kind.WORD)
        && NumberWords.CURRENCIES.contains(token.text().toLowerCase(Locale.ROOT));
  }

  /** The tokens of a text, in their order. */
  static List<Token> of(String text) {
    NumberTokens reading = new NumberTokens(text);
    while (reading.at < text.length()) {
      reading.read(text.charAt(reading.at));
    }
    return reading.tokens;
  }

  private void read(char c) {
    if (isDigit(at) || (c == '.' && isDigit(at + 1) && !endsWord())) {
      number();
    } else if (isLetter(at)) {
      word();
    } else if (c == '\\') {
      at = LatexCommand.read(text, at, tokens);
    } else if (c == '^' || SUPERSCRIPTS.indexOf(c) >= 0) {
      power();
    } else if (CONSTANTS.indexOf(c) >= 0 || ROOTS.indexOf(c) >= 0 || isFraction(at)) {
      add(Token.Kind.OTHER_NUMBER, at + 1);
    } else {
      mark(c);
    }
  }

  private boolean endsWord() {
    return !tokens.isEmpty()
        && tokens.getLast().is(Token.Kind.WORD)
        && tokens.getLast().end() == at;
  }

  private void mark(char c) {
    switch (c) {
      case '\n' -> line();
      case '|' -> bar();
      case '<' -> less();
      case '>' -> greater();
      case '=' -> equals();
      case '-' -> minus();
      case '*' -> stars();
      case '!' -> exclamation();
      case '.' -> dots();
      case '?', '\u3002' -> add(Token.Kind.END, at + 1);
      case ',', ';', '\u3001' -> add(Token.Kind.COMMA, at + 1);
      case ':' -> add(Token.Kind.COLON, at + 1);
      case '\u2026' -> add(Token.Kind.ELLIPSIS, at + 1);
      case '(', '[' -> add(Token.Kind.OPEN, at + 1);
      case ')', ']' -> add(Token.Kind.CLOSE, at + 1);
      case '+' -> add(Token.Kind.OPERATOR, "+", at + 1);
      case '/', '\u00F7', '\u2044', '\u2215' -> add(Token.Kind.OPERATOR, "/", at + 1);
      case '\u00B1', '\u2213' -> add(Token.Kind.OPERATOR, "p", at + 1);
      case '~', '\u301C' -> tilde();
      default -> other(c);
    }
  }

  private void line() {
    emphasis = 0;
    add(Token.Kind.LINE, at + 1);
  }

  /** The border of a table's cell, or an absolute value that was not computed. */
  private void bar() {
    int end = at + 2;
    while (isDigit(end) || at(end) == '.') {
      end++;
    }
    end = text.startsWith("\\right", end) ? end + "\\right".length() : end;
    boolean apart =
        at == 0
            || text.startsWith("\\left", at - "\\left".length())
            || " {$=(".indexOf(text.charAt(at - 1)) >= 0;
    if (apart && at(at + 1) == '-' && isDigit(at + 2) && at(end) == '|') {
      add(Token.Kind.OTHER_NUMBER, end + 1);
    } else {
      line();
    }
  }

  private void other(char c) {
    if (TIMES.indexOf(c) >= 0) {
      add(Token.Kind.OPERATOR, "*", at + 1);
    } else if (EQUALS.indexOf(c) >= 0) {
      add(Token.Kind.EQUALS, at + 1);
    } else if (INEQUALITIES.indexOf(c) >= 0) {
      add(Token.Kind.INEQUALITY, at + 1);
    } else {
      at++;
    }
  }

  private void number() {
    int start = at;
    boolean plain = digits();
    String digits = text.substring(start, at).replaceAll("[^0-9.]", "");
    int exponent = exponentEnd();
    if (exponent > at) {
      digits += text.substring(at, exponent);
      plain &= exponent - at <= LONGEST_EXPONENT;
      at = exponent;
    }
    int suffix = suffixEnd(at);
    if (NumberWords.ORDINALS.contains(lower(at, suffix)) && plain && digits.indexOf('.') < 0) {
      add(Token.Kind.WORD, start, suffix);
      return;
    }
    if (!plain || !isUnit(start, suffix)) {
      add(Token.Kind.OTHER_NUMBER, start, Math.max(suffix, at));
    } else {
      tokens.add(new Token(Token.Kind.NUMBER, digits, start, at));
    }
  }

  /** Goes to the end of all digits, points, commas and the like; whether they are one number. */
  private boolean digits() {
    int first = at;
    skipDigits();
    boolean plain = true;
    char group = at - first > 0 && at - first <= 3 && text.charAt(first) != '0' ? at(at) : 0;
    if (isGroupMark(group)) {
      while (at(at) == group && groupOfThree(at + 1)) {
        at += 4;
      }
    }
    if (at(at) == '.' && isDigit(at + 1)) {
      at++;
      skipDigits();
    }
    if (at(at) == '.'
        && (text.startsWith("\\overline", at + 1) || (at(at + 1) == '(' && isDigit(at + 2)))) {
      at++;
      return false;
    }
    while (at < text.length()
        && (at(at) == '.' || (isGroupMark(at(at)) && at(at) != NumberText.THIN))
        && isDigit(at + 1)) {
      plain = false;
      at++;
      skipDigits();
    }
    return plain;
  }

  private static boolean isGroupMark(char c) {
    return c == ',' || c == NumberText.THIN || c == '\'' || c == '\u2019';
  }

  private boolean groupOfThree(int from) {
    return isDigit(from) && isDigit(from + 1) && isDigit(from + 2) && !isDigit(from + 3);
  }

  /** The end of an exponent like {@code e-3} that begins here; here if there is none. */
  private int exponentEnd() {
    int digits = at + 1;
    if (at(at) != 'e' && at(at) != 'E') {
      return at;
    }
    if (at(digits) == '-' || at(digits) == '+') {
      digits++;
    }
    int end = digits;
    while (isDigit(end)) {
      end++;
    }
    return end == digits || isLetter(end) ? at : end;
  }

  /** Where what is written onto a number ends: letters and digits. */
  private int suffixEnd(int from) {
    int end = from;
    while (isLetter(end)
        || (end > from && isDigit(end))
        || (at(end) == '_' && Character.isLetterOrDigit(at(end + 1)))) {
      end++;
    }
    return end;
  }

  /** Whether the text between here and a number's position leaves the number as it is. */
  private boolean isUnit(int start, int end) {
    String suffix = lower(at, end);
    if (suffix.isEmpty()) {
      return MAGNITUDE_CHARACTERS.indexOf(at(end)) < 0 && !isFraction(end);
    }
    String unit =
        suffix.endsWith("2") || suffix.endsWith("3")
            ? suffix.substring(0, suffix.length() - 1)
            : suffix;
    boolean money = start > 0 && "$\u20AC\u00A3\u00A5\u20B9".indexOf(text.charAt(start - 1)) >= 0;
    boolean giga = at + 1 == end && Character.isUpperCase(at(at)) && at(at) != 'L';
    boolean letters = unit.chars().allMatch(Character::isLetter);
    boolean known =
        NumberWords.SHORT_UNITS.contains(unit)
            ? !money || unit.length() > 1
            : unit.length() > 2 && !NumberWords.MAGNITUDES.contains(unit);
    return letters && !giga && known;
  }

  private void word() {
    int start = at;
    while (isLetter(at)) {
      at++;
    }
    if (NumberWords.CURRENCIES.contains(lower(start, at)) && isDigit(at)) {
      add(Token.Kind.WORD, start, at);
      return;
    }
    while (at < text.length() && (isLetter(at) || isDigit(at) || joins(at, start))) {
      at++;
    }
    add(
        CONSTANTS.indexOf(text.charAt(start)) >= 0 && at == start + 1
            ? Token.Kind.OTHER_NUMBER
            : Token.Kind.WORD,
        start,
        at);
  }

  /**
   * Whether a mark is within a word: {@code isn't}, {@code x_1}, {@code i.e}, {@code F-16}, but
   * {@code x-1} is a difference.
   */
  private boolean joins(int place, int start) {
    char next = at(place + 1);
    if (!isLetter(place + 1) && !isDigit(place + 1)) {
      return false;
    }
    return switch (text.charAt(place)) {
      case '\'', '\u2019' -> isLetter(place + 1);
      case '_' -> true;
      case '.' -> Character.isLowerCase(next) && place - start == 1;
      case '-' ->
          (isLetter(place + 1) && place - start > 1)
              || (isDigit(place + 1)
                  && (place - start > 1 || Character.isUpperCase(text.charAt(start))));
      default -> false;
    };
  }

  private void power() {
    int end = at + 1;
    if (text.charAt(at) != '^') {
      while (SUPERSCRIPTS.indexOf(at(end)) >= 0 && end < text.length()) {
        end++;
      }
      add(Token.Kind.POWER, end);
      return;
    }
    while (at(end) == '^' || at(end) == ' ') {
      end++;
    }
    end = LatexCommand.group(text, end);
    String exponent = text.substring(at, end);
    if (exponent.contains("circ") || exponent.contains("\u00B0") || exponent.contains("degree")) {
      at = end;
    } else {
      add(Token.Kind.POWER, end);
    }
  }

  /**
   * An inequality, or the start of a tag or of a calculator's note, which are no part of the text.
   */
  private void less() {
    int close =
        text.startsWith("<<", at)
            ? text.indexOf(">>", at, Math.min(text.length(), at + LONGEST_NOTE))
            : -1;
    if (close > 0 && text.indexOf('\n', at, close) < 0) {
      at = close + 2;
      return;
    }
    int end = at + 1;
    if (at(end) == '/' || isLetter(end) || at(end) == '|') {
      while (end < text.length()
          && end - at < LONGEST_TAG
          && at(end) != '>'
          && at(end) != '<'
          && at(end) != '\n') {
        end++;
      }
      if (at(end) == '>') {
        at = end + 1;
        return;
      }
    }
    add(Token.Kind.INEQUALITY, at(at + 1) == '=' ? at + 2 : at + 1);
  }

  private void greater() {
    boolean quoted = at == 0 || text.charAt(at - 1) == '\n';
    if (quoted || at(at + 1) == '>' || text.charAt(at - 1) == '>') {
      at++;
    } else {
      add(Token.Kind.INEQUALITY, at(at + 1) == '=' ? at + 2 : at + 1);
    }
  }

  private void equals() {
    int end = at;
    while (at(end) == '=') {
      end++;
    }
    add(Token.Kind.EQUALS, at(end) == '>' ? end + 1 : end);
  }

  /** A minus, an arrow, or a dash that is written as several and says nothing. */
  private void minus() {
    int end = at;
    while (at(end) == '-') {
      end++;
    }
    if (at(end) == '>') {
      add(Token.Kind.EQUALS, end + 1);
    } else if (end - at == 1) {
      add(Token.Kind.OPERATOR, "-", end);
    } else {
      at = end;
    }
  }

  /** Emphasis, or an operator between two operands: {@code 2*3}, {@code 2 * 3}, {@code 2**3}. */
  private void stars() {
    int end = at;
    while (at(end) == '*') {
      end++;
    }
    int left = at;
    while (left > 0 && text.charAt(left - 1) == ' ') {
      left--;
    }
    int right = end;
    while (at(right) == ' ') {
      right++;
    }
    boolean closes = emphasis == end - at;
    boolean even = !closes && (left == at) == (right == end);
    boolean operand =
        isDigit(right)
            || isLetter(right)
            || (right < text.length() && "($\\.-".indexOf(at(right)) >= 0);
    boolean operator = even && operand && left > 0 && isOperandEnd(left - 1);
    if (!operator) {
      emphasis = closes ? 0 : end - at;
      at = end;
    } else if (end - at == 2) {
      add(Token.Kind.POWER, isDigit(right) ? digitsEnd(right) : end);
    } else {
      add(Token.Kind.OPERATOR, "*", end);
    }
  }

  private boolean isOperandEnd(int place) {
    boolean letter = isLetter(place) && (place == 0 || !isLetter(place - 1));
    return isDigit(place) || ")%".indexOf(text.charAt(place)) >= 0 || letter;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (isDigit(end)) {
      end++;
    }
    return end;
  }

  private void exclamation() {
    boolean glued = at > 0 && (isDigit(at - 1) || text.charAt(at - 1) == ')');
    char next =
        at(at + 1) == ' ' && "=+*/".indexOf(at(at + 2)) >= 0 && at + 2 < text.length()
            ? '^'
            : at(at + 1);
    if (next == '=') {
      add(Token.Kind.INEQUALITY, at + 2);
    } else if (glued
        && next != 0
        && ("$}]+-/^\\".indexOf(next) >= 0 || isDigit(at + 1) || isLetter(at + 1))) {
      add(Token.Kind.FACTORIAL, at + 1);
    } else {
      add(Token.Kind.END, at + 1);
    }
  }

  private void dots() {
    int end = at;
    while (at(end) == '.') {
      end++;
    }
    if (end - at > 1) {
      add(Token.Kind.ELLIPSIS, end);
      return;
    }
    boolean ends = end == text.length() || (!Character.isLowerCase(at(end)) && !isDigit(end));
    boolean shortened =
        endsWord()
            && NumberWords.ABBREVIATIONS.contains(tokens.getLast().text().toLowerCase(Locale.ROOT));
    if (ends && !shortened) {
      add(Token.Kind.END, end);
    } else {
      at = end;
    }
  }

  /** About, or a range. */
  private void tilde() {
    boolean range =
        !tokens.isEmpty()
            && tokens.getLast().numeric()
            && (isDigit(at + 1) || (at(at + 1) == ' ' && isDigit(at + 2)));
    if (range) {
      add(Token.Kind.OPERATOR, "-", at + 1);
    } else {
      at++;
    }
  }

  private void add(Token.Kind kind, int end) {
    add(kind, at, end);
  }

  private void add(Token.Kind kind, String as, int end) {
    tokens.add(new Token(kind, as, at, end));
    at = end;
  }

  private void add(Token.Kind kind, int start, int end) {
    tokens.add(new Token(kind, text.substring(start, end), start, end));
    at = end;
  }

  private String lower(int start, int end) {
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private void skipDigits() {
    at = digitsEnd(at);
  }

  /** The character at a place; 0 behind the end. */
  private char at(int place) {
    return place < text.length() ? text.charAt(place) : 0;
  }

  private boolean isDigit(int place) {
    return at(place) >= '0' && at(place) <= '9';
  }

  /**
   * Whether a letter of an alphabet is at a place; Chinese and similar scripts are written without
   * blanks, so each character is a word.
   */
  private boolean isLetter(int place) {
    char c = at(place);
    return Character.isLetter(c)
        && !Character.isIdeographic(c)
        && CONSTANTS.indexOf(c) < 0
        && c < '\u3040';
  }

  private boolean isFraction(int place) {
    char c = at(place);
    return (c >= '\u00BC' && c <= '\u00BE') || (c >= '\u2150' && c <= '\u215F');
  }
}
