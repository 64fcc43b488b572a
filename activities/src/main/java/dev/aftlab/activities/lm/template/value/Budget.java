package dev.aftlab.activities.lm.template.value;

/**
 * Limits the work of one rendering, so that no untrusted template runs or grows without end. Far
 * beyond what any chat needs.
 */
public final class Budget {
  /** The most characters of any one text. */
  static final int MOST_CHARACTERS = 4_000_000;

  private static final int MOST_STEPS = 5_000_000;
  private static final int DEEPEST_CALLS = 100;

  private int steps;
  private int calls;

  public void step() {
    if (++steps > MOST_STEPS) {
      throw TemplateException.unsupported("a template of more than " + MOST_STEPS + " steps");
    }
  }

  public void enterCall() {
    if (++calls > DEEPEST_CALLS) {
      throw TemplateException.unsupported(
          "macros that call each other deeper than " + DEEPEST_CALLS);
    }
  }

  public void leaveCall() {
    calls--;
  }

  /**
   * Refuses a text that is too long.
   *
   * @param characters of a text that is about to be made
   */
  public static void checkLength(long characters) {
    if (characters > MOST_CHARACTERS) {
      throw TemplateException.unsupported("a text of more than " + MOST_CHARACTERS + " characters");
    }
  }
}
