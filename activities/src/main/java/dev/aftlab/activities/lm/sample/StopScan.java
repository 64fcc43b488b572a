package dev.aftlab.activities.lm.sample;

/**
 * Looks for stop texts in one completion that grows by a token at a time. It decodes a tail of it
 * alone: a stop text that is new ends in the newest token, so the tail begins at least the longest
 * stop text before that, and at the beginning of a character. Bytes that are no characters make the
 * tail longer, since several tokens may share a character.
 */
final class StopScan {
  /** Further characters of the tail: a decoder may drop a blank at its beginning. */
  private static final int SLACK = 16;

  private static final char INCOMPLETE = '\uFFFD';

  private final StopTexts stops;
  private final int enough;
  private int from;
  private int later;
  private int charactersBeforeLater;

  StopScan(StopTexts stops) {
    this.stops = stops;
    this.enough = stops.longest() + SLACK;
  }

  /** Whether a stop text is there; called after every token. */
  boolean found(int[] tokens, int length) {
    String tail = stops.decoded(tokens, from, length);
    if (stops.in(tail) >= 0) {
      return stops.in(stops.decoded(tokens, 0, length)) >= 0;
    }
    boolean complete = !tail.isEmpty() && tail.charAt(tail.length() - 1) != INCOMPLETE;
    if (complete && tail.length() - charactersBeforeLater >= enough) {
      from = later;
      later = length;
      charactersBeforeLater = stops.decoded(tokens, from, length).length();
    }
    return false;
  }

  /** What is left of the completion after {@link #found}. */
  StopTexts.Cut before(int[] tokens, int length) {
    return stops.before(tokens, length);
  }
}
