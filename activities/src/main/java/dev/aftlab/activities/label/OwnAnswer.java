package dev.aftlab.activities.label;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a completion that answers its question: the text after a model's thoughts, which end
 * with {@code </think>}, and before the next question that a model may invent when it does not
 * stop. A next question begins at a line like {@code Question:}, {@code Q2.} or {@code ###
 * Instruction}, or at a mark that a chat template puts around turns. A repetition of the question
 * at the beginning ends nothing.
 */
final class OwnAnswer {
  private static final String MARKS = "[ \\t*_>#-]*+";
  private static final String EMPHASIS = "[*_]{0,3}";
  private static final String NUMBER = " ?#?[0-9]{1,4}";
  private static final String QUESTION =
      "(?i:(?:(?:next|new|another|follow-?up|second|third)"
          + " )?(?:question|problem|exercise|instruction))";
  private static final String NAMED =
      QUESTION
          + "(?:"
          + NUMBER
          + ")?"
          + EMPHASIS
          + " ?[:)\uFF1A]|"
          + QUESTION
          + NUMBER
          + EMPHASIS
          + " ?[.]";
  private static final String LETTER = "Q ?[0-9]{0,4}" + EMPHASIS + " ?[:\uFF1A]|Q[0-9]{1,4}[.)]";
  private static final String SPEAKER = "(?:Human|User|USER|HUMAN)" + EMPHASIS + " ?:";
  private static final String CHINESE = "(?:\u95EE\u9898|\u9898\u76EE|\u554F\u984C) ?[:\uFF1A]";
  private static final String HEADING =
      "#{2,6} *(?:"
          + QUESTION
          + "|(?i:input|user|human))s?(?:"
          + NUMBER
          + ")?"
          + EMPHASIS
          + " ?(?::|$)";
  private static final Pattern NEXT_LINE =
      Pattern.compile(
          "(?m)^(?:[ \\t]*+"
              + HEADING
              + "|"
              + MARKS
              + "(?:"
              + NAMED
              + "|"
              + LETTER
              + "|"
              + SPEAKER
              + "|"
              + CHINESE
              + "))",
          Pattern.UNIX_LINES);
  private static final Pattern TURN =
      Pattern.compile(
          "<\\|(?:im_start|im_end|endoftext|eot_id|end_of_text|start_header_id|user|end"
              + "|eom_id|end_of_turn)\\|>|<(?:start|end)_of_turn>|</s>|\\[INST]");

  private static final String THOUGHTS_END = "</think>";

  private OwnAnswer() {}

  /**
   * The text up to the next question, with line ends as single line feeds. Thoughts are left out
   * where anything follows them.
   */
  static String of(String completion) {
    String text = withoutThoughts(completion.replace("\r\n", "\n").replace('\r', '\n'));
    int end = Math.min(firstAfterText(NEXT_LINE, text), firstAfterText(TURN, text));
    return text.substring(0, end);
  }

  /** The text after the first thoughts: the next ones may be those about a next question. */
  private static String withoutThoughts(String text) {
    int end = text.indexOf(THOUGHTS_END);
    String behind = end < 0 ? "" : text.substring(end + THOUGHTS_END.length());
    return behind.isBlank() ? text : behind;
  }

  /**
   * Where a pattern is first found with something but blanks before it, and before that only
   * itself; the end if nowhere.
   */
  private static int firstAfterText(Pattern pattern, String text) {
    int open = 0;
    for (Matcher next = pattern.matcher(text); next.find(); ) {
      if (!text.substring(open, next.start()).isBlank()) {
        return next.start();
      }
      open = next.end();
    }
    return text.length();
  }
}
