package dev.aftlab.activities.dataset.layout;

/** Calculator notes of GSM8K, such as {@code <<48/2=24>>}. */
final class CalculatorNotes {
  static final String OPENING = "<<";
  private static final String CLOSING = ">>";

  private CalculatorNotes() {}

  /**
   * Cuts from each {@code <<} to the next {@code >>}; a single {@code <} is text, and so is what
   * follows a {@code <<} that is never closed.
   */
  static String without(String text) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf(OPENING); open >= 0; open = text.indexOf(OPENING, from)) {
      int close = text.indexOf(CLOSING, open);
      if (close < 0) {
        break;
      }
      kept.append(text, from, open);
      from = close + CLOSING.length();
    }
    return kept.append(text, from, text.length()).toString();
  }
}
