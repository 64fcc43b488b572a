package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.JsonRecords;
import dev.aftlab.activities.dataset.text.LocatedQuestion;
import dev.aftlab.activities.dataset.text.TextLines;
import dev.aftlab.activities.dataset.text.Whitespace;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * MATH in its published layout, one object a line, and as MATH-500: {@code problem}, {@code
 * solution}, {@code answer}, {@code unique_id}. Where there is no {@code answer}, it is what the
 * solution's last {@code \boxed{...}} holds. The solution is the reference; one that boxes nothing
 * gets the answer as its last line, as the references of GSM8K end.
 */
public final class MathSource implements QuestionSource {
  private static final String ANSWER = "answer";
  private static final String SOLUTION = "solution";
  private static final String BOX = "\\boxed";
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?");

  private final TextLines file;
  private final boolean numbersAlone;

  public MathSource(TextLines file, DatasetSpec.Math spec) {
    this.file = file;
    this.numbersAlone = spec.answers().equals(DatasetSpec.Math.NUMBERS);
  }

  @Override
  public void each(Consumer<LocatedQuestion> taker) {
    int[] taken = {0};
    new JsonRecords(file)
        .each(
            fields -> {
              Question question = question(fields);
              if (!numbersAlone || NUMBER.matcher(question.gold()).matches()) {
                taken[0]++;
                taker.accept(new LocatedQuestion(question, fields.place()));
              }
            });
    if (taken[0] == 0) {
      throw file.error(0, "none of the answers is a plain number; set answers to all");
    }
  }

  private static Question question(JsonFields fields) {
    String problem = fields.text("problem");
    String solution =
        fields.has(SOLUTION) && !fields.isEmptyText(SOLUTION) ? fields.text(SOLUTION) : "";
    String answer = answer(fields, solution);
    String gold = NUMBER.matcher(answer).matches() ? answer.replace(",", "") : answer;
    String reference =
        solution.isEmpty() || solution.contains(BOX) ? solution : solution + "\n#### " + gold;
    return new Question(id(fields), problem, reference, gold);
  }

  private static String id(JsonFields fields) {
    for (String field : new String[] {"unique_id", "id"}) {
      if (fields.has(field)) {
        return fields.textOrNumber(field);
      }
    }
    return "math-" + (fields.number() - 1);
  }

  private static String answer(JsonFields fields, String solution) {
    return fields.has(ANSWER)
        ? fields.textOrNumber(ANSWER)
        : boxed(solution)
            .orElseThrow(
                () ->
                    fields.error(
                        "there is no field 'answer', and the field 'solution' has no \\boxed{...}"
                            + " that holds it; add one of them"));
  }

  /**
   * What the last box holds, braces within it closed; the word or sign after it where it has no
   * braces.
   */
  private static Optional<String> boxed(String solution) {
    int box = solution.lastIndexOf(BOX);
    if (box < 0) {
      return Optional.empty();
    }
    String held = solution.substring(box + BOX.length());
    if (!held.startsWith("{")) {
      return Optional.of(Whitespace.trim(held.split("[$.,]", 2)[0]))
          .filter(text -> !text.isEmpty());
    }
    int depth = 0;
    for (int i = 0; i < held.length(); i++) {
      boolean escaped = held.charAt(i - (i > 0 ? 1 : 0)) == '\\';
      depth += escaped ? 0 : held.charAt(i) == '{' ? 1 : held.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return Optional.of(Whitespace.trim(held.substring(1, i))).filter(text -> !text.isEmpty());
      }
    }
    return Optional.empty();
  }

  @Override
  public String digest() {
    return file.digest();
  }
}
