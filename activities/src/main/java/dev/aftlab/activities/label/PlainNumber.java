package dev.aftlab.activities.label;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says whether a number among its neighbours is a plain one, and which. It is none where it is a
 * part of something else: of an expression that was not computed ({@code 5 * 4}), a power, a
 * fraction, a ratio or a time ({@code 3:30}), a range ({@code 50-60}, {@code 3 to 4}), a list or a
 * choice ({@code 3 or 4}), an inequality, a product with a variable ({@code 5 x}), a mixed number,
 * a number word ({@code 1.8 billion}), or a quantity in two units ({@code 12 ft 3 in}).
 */
final class PlainNumber {
  /** Single letters that follow a number as a unit or a word. */
  private static final String HARMLESS_LETTERS = "mglLshdCFaAI";

  private static final Token OUTSIDE = new Token(Token.Kind.END, "", -1, -1);

  private final String text;
  private final List<Token> tokens;

  /** Of a statement. What is before and behind its tokens does not count. */
  PlainNumber(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /**
   * The number at a place with its sign, in plain or scientific notation; empty where it is not a
   * plain one.
   */
  Optional<String> at(int place) {
    if (!tokens.get(place).is(Token.Kind.NUMBER) || continued(place) || !begins(place)) {
      return Optional.empty();
    }
    return sign(place).map(sign -> sign + tokens.get(place).text());
  }

  /** Whether what follows makes another number of it. */
  private boolean continued(int place) {
    Token number = tokens.get(place);
    Token next = token(place + 1);
    return switch (next.kind()) {
      case NUMBER, OTHER_NUMBER, POWER, FACTORIAL, INEQUALITY -> true;
      case OPERATOR -> operates(place + 1);
      case WORD -> continuedBy(place + 1);
      case COMMA -> token(place + 2).numeric() || joined(place + 2);
      case COLON ->
          token(place + 2).numeric() && number.touches(next) == next.touches(token(place + 2));
      case ELLIPSIS ->
          token(place + 2).numeric() || (number.touches(next) && number.text().indexOf('.') >= 0);
      case OPEN -> number.touches(next);
      case EQUALS, CLOSE, END, LINE -> false;
    };
  }

  /** Whether an operator behind an operand has another one. */
  private boolean operates(int place) {
    int right = place;
    while (token(right).is(Token.Kind.OPERATOR)) {
      right++;
    }
    Token operand = token(right);
    boolean unit =
        tokens.get(place).is(Token.Kind.OPERATOR, "/")
            && operand.is(Token.Kind.WORD)
            && HARMLESS_LETTERS.contains(operand.text());
    return operand.numeric() || operand.is(Token.Kind.OPEN) || (isVariable(operand) && !unit);
  }

  private boolean continuedBy(int word) {
    Token next = token(word);
    String lower = lower(next);
    boolean product =
        lower.equals("x") && (token(word + 1).numeric() || token(word + 1).is(Token.Kind.OPEN));
    boolean letter = next.text().length() == 1 && !HARMLESS_LETTERS.contains(next.text());
    boolean changed =
        product || letter || next.text().startsWith("\\") || NumberWords.MAGNITUDES.contains(lower);
    return changed
        || shareOf(word)
        || joined(word)
        || inTwoUnits(word)
        || mixed(word)
        || operand(word);
  }

  /** Whether a unit is followed by an operator and a number: {@code 9 eggs * 2}. */
  private boolean operand(int unit) {
    Token next = token(unit + 1);
    return (next.is(Token.Kind.OPERATOR) || lower(next).equals("x"))
        && (token(unit + 2).numeric() || token(unit + 2).is(Token.Kind.OPEN));
  }

  /** Whether a number of percent is of another number: {@code 10% of 50}. */
  private boolean shareOf(int word) {
    boolean named = lower(token(word)).equals("percent");
    int of = named ? word + 1 : word;
    boolean percent =
        named || text.substring(token(word - 1).end(), token(word).start()).indexOf('%') >= 0;
    return percent && lower(token(of)).equals("of") && token(of + 1).numeric();
  }

  /** Whether a word joins the number before it to one behind: {@code or}, {@code divided by}. */
  private boolean joined(int word) {
    int last =
        token(word).is(Token.Kind.WORD) && NumberWords.OPERATIONS.contains(lower(token(word)))
            ? word + 1
            : word;
    if (!token(last).is(Token.Kind.WORD) || !NumberWords.JOINING.contains(lower(token(last)))) {
      return false;
    }
    int right = token(last + 1).is(Token.Kind.OPERATOR) ? last + 2 : last + 1;
    return token(right).numeric()
        && !(NumberWords.MAYBE_JOINING.contains(lower(token(last)))
            && token(right + 1).is(Token.Kind.WORD));
  }

  private boolean inTwoUnits(int word) {
    String unit = lower(token(word));
    int next = word + 1;
    while (token(next).is(Token.Kind.COMMA) || lower(token(next)).equals("and")) {
      next++;
    }
    Token other = token(next + 1);
    boolean bare = next == word + 1 && !other.is(Token.Kind.WORD);
    return token(next).numeric()
        && NumberWords.isUnit(unit)
        && (bare || NumberWords.sameDimension(unit, lower(other)));
  }

  /**
   * Whether a number with its unit is the second part of a quantity, as 30 is in {@code 2 hours and
   * 30 minutes}.
   */
  private boolean endsTwoUnits(int place) {
    int unit = place - 1;
    while (token(unit).is(Token.Kind.COMMA) || lower(token(unit)).equals("and")) {
      unit--;
    }
    return token(unit - 1).numeric()
        && NumberWords.sameDimension(lower(token(unit)), lower(token(place + 1)));
  }

  /** {@code and a half}, {@code and two thirds}. */
  private boolean mixed(int word) {
    return lower(token(word)).equals("and")
        && (NumberWords.PARTS.contains(lower(token(word + 1)))
            || NumberWords.PARTS.contains(lower(token(word + 2))));
  }

  /** Whether nothing before it makes a part of it, its sign aside. */
  private boolean begins(int place) {
    Token before = token(place - 1);
    return switch (before.kind()) {
      case NUMBER, OTHER_NUMBER, INEQUALITY -> false;
      case OPERATOR -> before.text().equals("-") || before.text().equals("+");
      case COLON ->
          !token(place - 2).numeric()
              || token(place - 2).touches(before) != before.touches(tokens.get(place));
      case WORD -> !follows(place - 1) && !endsTwoUnits(place);
      case COMMA -> !token(place - 2).numeric() && !endsTwoUnits(place);
      case OPEN ->
          !(token(place - 2).is(Token.Kind.WORD)
              && NumberWords.FUNCTIONS.contains(withoutIndex(lower(token(place - 2)))));
      case POWER, FACTORIAL, EQUALS, ELLIPSIS, CLOSE, END, LINE -> true;
    };
  }

  /** Whether the number behind a word is a part of what the word belongs to. */
  private boolean follows(int word) {
    String lower = lower(token(word));
    boolean joins =
        NumberWords.JOINING.contains(lower) && token(word - 1).numeric() && joined(word);
    boolean part = lower.equals("of") && NumberWords.PARTS.contains(lower(token(word - 1)));
    boolean by = lower.equals("by") && NumberWords.OPERATIONS.contains(lower(token(word - 1)));
    return joins
        || part
        || by
        || lower.equals("x")
        || NumberWords.FUNCTIONS.contains(withoutIndex(lower));
  }

  /** A function's name without its base: {@code log_2}. */
  private static String withoutIndex(String word) {
    int index = word.indexOf('_');
    return index < 0 ? word : word.substring(0, index);
  }

  /**
   * A minus or nothing; empty where it is in the middle of an expression. A dash between words and
   * a bullet at a line's beginning are no minus.
   */
  private Optional<String> sign(int place) {
    Token mark = token(place - 1);
    Token left = token(place - 2);
    boolean word = left.is(Token.Kind.WORD) && !NumberWords.VERBS.contains(lower(left));
    if (NumberWords.NEGATIVE.contains(lower(mark))) {
      return word ? Optional.empty() : Optional.of("-");
    }
    if (!mark.is(Token.Kind.OPERATOR)) {
      return Optional.of("");
    }
    if (isOperand(place - 2)
        || left.is(Token.Kind.OPERATOR)
        || (word && (mark.text().equals("+") || token(place - 3).numeric()))) {
      return Optional.empty();
    }
    boolean apart = Character.isWhitespace(text.charAt(mark.end()));
    boolean dash =
        apart
            && (word
                || left.is(Token.Kind.COMMA)
                || (left.start() >= 0 && (left.is(Token.Kind.END) || left.is(Token.Kind.LINE))));
    return Optional.of(mark.text().equals("-") && !dash ? "-" : "");
  }

  private boolean isOperand(int place) {
    Token token = token(place);
    return token.numeric()
        || token.is(Token.Kind.CLOSE)
        || token.is(Token.Kind.POWER)
        || token.is(Token.Kind.FACTORIAL)
        || isVariable(token);
  }

  private static boolean isVariable(Token token) {
    String text = token.text();
    return token.is(Token.Kind.WORD)
        && ((text.length() == 1 && "aAI".indexOf(text.charAt(0)) < 0) || text.startsWith("\\"));
  }

  /** The token at a place; the end of a sentence outside. */
  private Token token(int place) {
    return place >= 0 && place < tokens.size() ? tokens.get(place) : OUTSIDE;
  }

  private static String lower(Token token) {
    return token.is(Token.Kind.WORD) ? token.text().toLowerCase(Locale.ROOT) : "";
  }
}
