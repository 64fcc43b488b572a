package dev.aftlab.activities.label;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Distinguishes cues that state an answer from headings above a solution whose answer comes later:
 * {@code A: Let's think step by step.}, {@code Answer:} before a numbered list, {@code #### Total
 * cost} and {@code #### 2. Total cost} in Markdown.
 */
final class SolutionHeadings {
  private static final String NUMBER = "[*_]{0,3}(?i:step )?+([0-9]{1,2})[.):]";
  private static final Pattern IN_LIST =
      Pattern.compile(
          "(?m)^[ \\t>-]*+(####++ *+)?+" + NUMBER + "(?=[*_]{0,3} )", Pattern.UNIX_LINES);
  private static final Pattern NUMBERED = Pattern.compile("\\s*+" + NUMBER + "[*_]{0,3} ++(?=\\S)");

  private final String text;
  private final Set<Integer> listed = new HashSet<>();
  private final Set<Integer> headed = new HashSet<>();
  private int lastNumber = -1;

  private SolutionHeadings(String text) {
    this.text = text;
  }

  /** Those of a text with these tokens. */
  static SolutionHeadings in(String text, List<Token> tokens) {
    SolutionHeadings headings = new SolutionHeadings(text);
    for (Matcher item = IN_LIST.matcher(text); item.find(); ) {
      (item.group(1) == null ? headings.listed : headings.headed)
          .add(Integer.valueOf(item.group(2)));
    }
    tokens.stream().filter(Token::numeric).forEach(number -> headings.lastNumber = number.start());
    return headings;
  }

  /**
   * Whether a cue heads a solution: what follows it begins a numbered list, or states no number,
   * neither digits nor words, and numbers come later.
   */
  boolean contain(AnswerCues.Cue cue, Statement statement) {
    if (!cue.heads()) {
      return false;
    }
    return statement.hasNumber()
        ? beginsList(cue)
        : !statement.hasNumberWord() && lastNumber > cue.end();
  }

  private boolean beginsList(AnswerCues.Cue cue) {
    Matcher first = NUMBERED.matcher(text).region(cue.end(), text.length());
    if (!first.lookingAt()) {
      return false;
    }
    int number = Integer.parseInt(first.group(1));
    return text.startsWith("####", cue.start())
        ? headed.contains(number - 1) || headed.contains(number + 1)
        : number == 1 && listed.contains(2);
  }
}
