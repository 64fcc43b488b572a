package dev.aftlab.activities.label;

/**
 * A piece of a text that states a number.
 *
 * @param kind what it is
 * @param text a number in plain notation, or the characters
 * @param start where it begins, within the text that was read
 * @param end where it ends
 */
record Token(Kind kind, String text, int start, int end) {

  enum Kind {
    /** Digits, maybe with a point and an exponent: {@code 1,234.5} as {@code 1234.5}. */
    NUMBER,
    /** A number, but not a plain one: a fraction, a root, a constant, digits with a letter. */
    OTHER_NUMBER,
    WORD,
    /** A base's exponent, the caret included. */
    POWER,
    /** One of {@code + - * /} or, for ±, {@code p}. */
    OPERATOR,
    /** An equals sign, or an arrow. */
    EQUALS,
    INEQUALITY,
    COMMA,
    COLON,
    ELLIPSIS,
    /** The mark of a factorial. */
    FACTORIAL,
    OPEN,
    CLOSE,
    /** The end of a sentence. */
    END,
    /** The end of a line. */
    LINE
  }

  boolean is(Kind asked) {
    return kind == asked;
  }

  boolean is(Kind asked, String characters) {
    return kind == asked && text.equals(characters);
  }

  /** Whether it is a number of some sort. */
  boolean numeric() {
    return kind == Kind.NUMBER || kind == Kind.OTHER_NUMBER;
  }

  /** Whether nothing is between this one and the next. */
  boolean touches(Token next) {
    return end == next.start;
  }
}
