package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The number that a completion gives as its answer, compared by value.
 *
 * <p>A completion ends where the next question begins ({@link OwnAnswer}). Of its cues ({@link
 * AnswerCues}) the last that states a number decides; a heading above a whole solution ({@link
 * SolutionHeadings}) is none. A cue is followed by one statement, which ends with its sentence; of
 * it the first number counts, after the last equals sign where there is one. What is said in round
 * brackets behind a number, or behind {@code because} and its like, explains it and does not count.
 * Without a cue the last number of all decides. Where the number that decides is not a plain one
 * ({@link PlainNumber}), there is no answer: no other number is used, and no part of it.
 */
final class NumericExtractor implements Extractor {
  @Override
  public String name() {
    return "numeric";
  }

  @Override
  public String extract(String completion, List<Option> options) {
    String text = NumberText.of(OwnAnswer.of(completion));
    List<Token> tokens = Scientific.joined(NumberTokens.of(text));
    SolutionHeadings headings = SolutionHeadings.in(text, tokens);
    boolean stated = false;
    for (AnswerCues.Cue cue : AnswerCues.in(text).reversed()) {
      Statement statement = Statement.after(cue, text, tokens);
      boolean heading = headings.contain(cue, statement);
      if (statement.hasNumber() && !heading) {
        return statement.number();
      }
      stated |= !heading;
    }
    return stated ? "" : last(text, tokens);
  }

  private static String last(String text, List<Token> tokens) {
    int last = tokens.size() - 1;
    while (last >= 0 && !tokens.get(last).numeric()) {
      last--;
    }
    return last < 0 ? "" : new PlainNumber(text, tokens).at(last).orElse("");
  }

  /** By value. */
  @Override
  public boolean matches(String extracted, String gold) {
    Optional<String> right = whole(gold);
    return !extracted.isEmpty()
        && right.isPresent()
        && Decimal.of(extracted).equals(Decimal.of(right.get()));
  }

  @Override
  public boolean canMatch(String gold, List<Option> options) {
    return options.isEmpty() && whole(gold).isPresent();
  }

  /** The number that a text is, its currency and unit aside; empty where it says anything else. */
  private static Optional<String> whole(String gold) {
    String text = NumberText.of(gold.strip());
    if (text.contains("--")) {
      return Optional.empty();
    }
    List<Token> tokens = new ArrayList<>(NumberTokens.of(text));
    if (!tokens.isEmpty()
        && tokens.getLast().is(Token.Kind.END)
        && tokens.getLast().text().equals(".")) {
      tokens.removeLast();
    }
    int number = 0;
    while (number < tokens.size()
        && (tokens.get(number).is(Token.Kind.OPERATOR)
            || NumberTokens.isCurrency(tokens.get(number)))) {
      number++;
    }
    boolean units =
        number < tokens.size()
            && tokens.subList(number + 1, tokens.size()).stream()
                .allMatch(NumericExtractor::belongsToUnit);
    return units ? new PlainNumber(text, tokens).at(number) : Optional.empty();
  }

  private static boolean belongsToUnit(Token token) {
    return token.is(Token.Kind.WORD)
        || token.is(Token.Kind.POWER)
        || token.is(Token.Kind.OPERATOR, "/");
  }
}
