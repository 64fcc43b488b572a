package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.Whitespace;
import java.util.regex.Pattern;

/**
 * GSM8K in its published layout: {@code question} and {@code answer}, the answer's last line {@code
 * #### number}. Calculator notes ({@code <<48/2=24>>}) are taken out of the reference, thousands
 * commas out of the answer.
 */
public final class Gsm8kLine implements QuestionLine {
  private static final String CUE = "#### ";
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?");

  @Override
  public Question question(JsonFields fields) {
    String answer = fields.text("answer");
    int lastLine = answer.lastIndexOf('\n') + 1;
    if (lastLine == 0
        || answer.indexOf("####") != lastLine
        || !answer.startsWith(CUE, lastLine)
        || answer.lastIndexOf("####") != lastLine) {
      throw fields.error(
          "the field 'answer' must hold '#### ' exactly once, at the beginning of its last line,"
              + " after the solution");
    }
    String number = Whitespace.trim(answer.substring(lastLine + CUE.length()));
    if (!NUMBER.matcher(number).matches()) {
      throw fields.error(
          "after '#### ' there is '"
              + number
              + "', which is no number such as 72, -10 or 109,200,000");
    }
    String gold = number.replace(",", "");
    String reference = withoutNotes(answer.substring(0, lastLine), fields) + CUE + gold;
    return new Question("gsm8k-" + (fields.number() - 1), fields.text("question"), reference, gold);
  }

  private static String withoutNotes(String text, JsonFields fields) {
    String kept = CalculatorNotes.without(text);
    if (kept.contains(CalculatorNotes.OPENING)) {
      throw fields.error(
          "the field 'answer' opens a calculator note with '<<' and never closes it; add '>>'");
    }
    return kept;
  }
}
