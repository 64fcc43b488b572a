package dev.aftlab.activities.lm.score;

import java.util.List;

/**
 * A prompt and the completions to score after it, as token ids. A completion includes its end token.
 *
 * @param prompt at least one token
 * @param completions possibly none; each with at least one token
 */
public record ScoreRequest(int[] prompt, List<int[]> completions) {
  public ScoreRequest {
    completions = List.copyOf(completions);
  }
}
