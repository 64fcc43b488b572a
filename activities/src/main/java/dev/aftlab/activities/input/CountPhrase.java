package dev.aftlab.activities.input;

/** Says how many of a set's questions something holds for. */
final class CountPhrase {
  private CountPhrase() {}

  /**
   * {@code 3 of its 5 questions are}, {@code 1 of its 5 questions is}, {@code its only question
   * is}.
   */
  static String of(int some, int all, String one, String several) {
    if (all == 1) {
      return "its only question " + one;
    }
    return some + " of its " + all + " questions " + (some == 1 ? one : several);
  }
}
