package dev.aftlab.activities.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a cue announces: the tokens up to the end of the sentence or the line. Where the cue's own
 * line says nothing, the next line that does is the statement.
 */
final class Statement {
  private static final Set<String> EXPLAINING = Set.of("because", "since", "when", "where", "if");
  private static final Set<String> DENYING =
      Set.of("not", "isn't", "isn\u2019t", "wasn't", "never");

  private final String text;
  private final List<Token> tokens;

  private Statement(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /** The statement behind a cue of a text with these tokens. */
  static Statement after(AnswerCues.Cue cue, String text, List<Token> tokens) {
    List<Token> own = new ArrayList<>();
    boolean said = false;
    boolean numbers = false;
    for (int i = firstFrom(cue.end(), tokens);
        i < tokens.size() && tokens.get(i).start() < cue.close();
        i++) {
      Token token = tokens.get(i);
      boolean ends =
          token.is(Token.Kind.END) || token.is(Token.Kind.LINE) || (explains(token) && numbers);
      if (ends && said) {
        break;
      }
      own.add(token);
      numbers |= token.numeric();
      said |= token.numeric() || token.is(Token.Kind.WORD);
    }
    return new Statement(text, own);
  }

  private static boolean explains(Token token) {
    return EXPLAINING.contains(lower(token));
  }

  private static int firstFrom(int start, List<Token> tokens) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (tokens.get(middle).start() < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether it has a number of any sort. */
  boolean hasNumber() {
    return tokens.stream().anyMatch(Token::numeric);
  }

  /** Whether it has a number word. */
  boolean hasNumberWord() {
    for (int i = 0; i < tokens.size(); i++) {
      String next = i + 1 < tokens.size() ? lower(tokens.get(i + 1)) : "";
      if (NumberWords.isNumber(lower(tokens.get(i)))
          && !NumberWords.COUNTED_IN_PLANS.contains(next)) {
        return true;
      }
    }
    return false;
  }

  private static String lower(Token token) {
    return token.is(Token.Kind.WORD) ? token.text().toLowerCase(Locale.ROOT) : "";
  }

  /** The number that it states; empty where that is not a plain one. */
  String number() {
    int first = first(true);
    first = first < 0 ? first(false) : first;
    return first < 0 ? "" : new PlainNumber(text, tokens).at(first).orElse("");
  }

  /** The first number behind the last equals sign that has one behind it; -1 if there is none. */
  private int first(boolean outsideBrackets) {
    int found = -1;
    int depth = 0;
    boolean open = true;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += token.is(Token.Kind.OPEN) ? 1 : token.is(Token.Kind.CLOSE) && depth > 0 ? -1 : 0;
      boolean counts = depth == 0 || !outsideBrackets;
      open |= counts && token.is(Token.Kind.EQUALS);
      if (open && counts && token.numeric() && !denied(i)) {
        found = i;
        open = false;
      }
    }
    return found;
  }

  private boolean denied(int place) {
    int before = place - 1;
    while (before >= 0 && tokens.get(before).is(Token.Kind.OPERATOR)) {
      before--;
    }
    return before >= 0
        && tokens.get(before).is(Token.Kind.WORD)
        && DENYING.contains(tokens.get(before).text().toLowerCase(Locale.ROOT));
  }
}
