package dev.aftlab.activities.lm.data;

import java.util.List;

/**
 * A question with its candidates, as token ids. The prompt is not copied and must not be changed.
 *
 * @param id name of the question
 * @param prompt at least one token
 * @param candidates the completions that a loss reads, possibly none
 */
public record TrainingGroup(String id, int[] prompt, List<Candidate> candidates) {
  public TrainingGroup {
    candidates = List.copyOf(candidates);
    if (prompt.length == 0) {
      throw new IllegalArgumentException(
          "question " + id + ": the prompt is empty; at least one token is needed");
    }
    for (Candidate candidate : candidates) {
      if (candidate.tokens().length == 0) {
        throw new IllegalArgumentException(
            "question " + id + ": a completion is empty; at least its end token is needed");
      }
      if (candidate.promptTokens() < 1 || candidate.promptTokens() > prompt.length) {
        throw new IllegalArgumentException(
            "question "
                + id
                + ": a completion follows "
                + candidate.promptTokens()
                + " tokens of a prompt of "
                + prompt.length);
      }
    }
  }

  /** The candidates behind the part of the prompt that each of them follows, in their order. */
  public List<PromptGroup> prompts() {
    int[] contexts = candidates.stream().mapToInt(Candidate::promptTokens).toArray();
    return PromptGroup.of(prompt, completions(), contexts);
  }

  /** The tokens of each candidate. */
  public List<int[]> completions() {
    return candidates.stream().map(Candidate::tokens).toList();
  }

  /** Tokens of the prompt, once, and of all candidates. */
  public int tokens() {
    return prompt.length + candidates.stream().mapToInt(c -> c.tokens().length).sum();
  }
}
