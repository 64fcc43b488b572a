package dev.aftlab.activities.lm.score;

import java.util.List;

/**
 * A prompt and the completions to score after it, as token ids. A completion includes its end
 * token.
 *
 * @param prompt at least one token
 * @param completions possibly none; each with at least one token
 * @param contexts for each completion how many tokens of the prompt it follows, 1 or more; empty
 *     where each follows all of it
 */
public record ScoreRequest(int[] prompt, List<int[]> completions, int[] contexts) {
  public ScoreRequest {
    completions = List.copyOf(completions);
  }

  /** Completions that follow the whole prompt. */
  public ScoreRequest(int[] prompt, List<int[]> completions) {
    this(prompt, completions, new int[0]);
  }
}
