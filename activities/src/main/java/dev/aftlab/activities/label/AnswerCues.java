package dev.aftlab.activities.label;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where a text says that its answer follows: {@code ####}, {@code \boxed{}}, {@code answer
 * is}, {@code answer:}, {@code <answer>}, a line that is {@code Final answer}, and {@code A:} at a
 * line's beginning.
 */
final class AnswerCues {
  private static final String VERB =
      "(?:is|was|are|will be|would be|should be|must be|equals|comes to)\\b(?!['\u2019])";
  private static final String SUBJECT =
      "\\b(?:answer|ans)(?:\\b,? (?:to|for|of)\\b[^.:=\\n0-9]{0,80}?)?";
  private static final String MARKS = "[*_\"')\\]}]{0,4}";
  private static final Pattern CUE =
      Pattern.compile(
          "(?m)(?<hashes>####++)(?!"
              + " *(?i:step|part|case|method|solution|explanation|conclusion|calculation"
              + "|example|section|problem|question)\\b)|(?<heading>^["
              + " \\t>*_#-]*+(?i:the )?+(?i:final |correct )?+(?i:answer)"
              + MARKS
              + "[ \\t]*+$)"
              + "|(?<label>^[ \\t>*_#-]*+(?:(?i:the |final |correct ){0,2}(?i:answer)|A)"
              + MARKS
              + " ?:)"
              + "|(?i:"
              + SUBJECT
              + MARKS
              + "[ \\t]?(?:"
              + VERB
              + "[ \\t]?:?|[:=]|(?=isn't|wasn't|isn\u2019t)))"
              + "|(?i:<answer>)|\u7B54\u6848\u4E3A?(?:\u662F|\u4E3A|\u70BA|:)+|\u7B54:"
              + "|(?<box>\\\\f?boxed[ ]?(?<brace>\\{)?)",
          Pattern.UNIX_LINES);

  private AnswerCues() {}

  /**
   * A position after which an answer follows.
   *
   * @param start where the cue begins
   * @param end where what it announces begins
   * @param close where that ends, at the latest
   * @param heads whether it may also precede a solution: {@code ####}, or {@code A:} or {@code
   *     Answer} at a line's beginning
   */
  record Cue(int start, int end, int close, boolean heads) {}

  /** The cues of a text in their order; what one announces ends where the next begins. */
  static List<Cue> in(String text) {
    int[] closings = text.contains("boxed") ? closings(text) : new int[0];
    List<Cue> cues = new ArrayList<>();
    for (Matcher cue = CUE.matcher(text); cue.find(); ) {
      if (!cues.isEmpty() && cues.getLast().close() > cue.start()) {
        Cue before = cues.removeLast();
        cues.add(new Cue(before.start(), before.end(), cue.start(), before.heads()));
      }
      boolean heads =
          cue.group("hashes") != null || cue.group("heading") != null || cue.group("label") != null;
      cues.add(
          new Cue(
              cue.start(),
              cue.end(),
              cue.group("brace") == null ? text.length() : closings[cue.start("brace")],
              heads));
    }
    return cues;
  }

  /** Where the brace that is opened at a place is closed; the end of the text if it never is. */
  private static int[] closings(String text) {
    int[] closings = new int[text.length()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < text.length(); i++) {
      closings[i] = text.length();
      if (text.charAt(i) == '{') {
        open.push(i);
      } else if (text.charAt(i) == '}' && !open.isEmpty()) {
        closings[open.pop()] = i;
      }
    }
    return closings;
  }
}
