package dev.aftlab.activities.lm.data;

import java.util.List;

/**
 * A prompt and completions to score after it, as token ids; the arrays are not copied.
 *
 * @param prompt at least one token
 * @param completions possibly none; each with at least one token
 */
public record PromptGroup(int[] prompt, List<int[]> completions) {
  public PromptGroup {
    completions = List.copyOf(completions);
    if (prompt.length == 0 || completions.stream().anyMatch(c -> c.length == 0)) {
      throw new IllegalArgumentException("the prompt and every completion need at least one token");
    }
  }
}
