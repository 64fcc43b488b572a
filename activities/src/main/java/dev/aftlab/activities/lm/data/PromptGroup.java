package dev.aftlab.activities.lm.data;

import java.util.ArrayList;
import java.util.Arrays;
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

  /**
   * Completions of a prompt of which some follow only its first tokens: a group for each run of
   * neighbours that follow equally many, so that the completions keep their order.
   *
   * @param contexts for each completion how many tokens of the prompt it follows; empty where each
   *     follows all of it
   */
  public static List<PromptGroup> of(int[] prompt, List<int[]> completions, int[] contexts) {
    if (contexts.length == 0) {
      return List.of(new PromptGroup(prompt, completions));
    }
    List<PromptGroup> groups = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= contexts.length; end++) {
      if (end == contexts.length || contexts[end] != contexts[start]) {
        groups.add(
            new PromptGroup(
                contexts[start] == prompt.length ? prompt : Arrays.copyOf(prompt, contexts[start]),
                completions.subList(start, end)));
        start = end;
      }
    }
    return groups;
  }
}
