package dev.aftlab.activities.lm.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A question with its completions, as token ids. A completion includes its end token. The arrays
 * are not copied and must not be changed.
 *
 * @param id name of the question
 * @param prompt at least one token
 * @param reference empty when there is none
 * @param positives right completions, none of them empty
 * @param negatives wrong completions, none of them empty
 * @param ratings of the right completions and then of the wrong ones, higher is better; empty where
 *     they have no ratings
 * @param contexts for each of {@link #completions} how many tokens of the prompt it follows, 1 or
 *     more; empty where each follows all of it
 */
public record TrainingGroup(
    String id,
    int[] prompt,
    int[] reference,
    List<int[]> positives,
    List<int[]> negatives,
    double[] ratings,
    int[] contexts) {
  public TrainingGroup {
    positives = List.copyOf(positives);
    negatives = List.copyOf(negatives);
    if (prompt.length == 0) {
      throw new IllegalArgumentException(
          "question " + id + ": the prompt is empty; at least one token is needed");
    }
    if (positives.stream().anyMatch(c -> c.length == 0)
        || negatives.stream().anyMatch(c -> c.length == 0)) {
      throw new IllegalArgumentException(
          "question " + id + ": a completion is empty; at least its end token is needed");
    }
    int completions = positives.size() + negatives.size() + (reference.length > 0 ? 1 : 0);
    if (contexts.length > 0 && contexts.length != completions) {
      throw new IllegalArgumentException(
          "question "
              + id
              + ": "
              + contexts.length
              + " contexts of "
              + completions
              + " completions");
    }
  }

  /** Completions that follow the whole prompt, without ratings. */
  public TrainingGroup(
      String id, int[] prompt, int[] reference, List<int[]> positives, List<int[]> negatives) {
    this(id, prompt, reference, positives, negatives, new double[0], new int[0]);
  }

  /** The completions behind what each of them follows, in their order. */
  public List<PromptGroup> prompts() {
    return PromptGroup.of(prompt, completions(), contexts);
  }

  /** All completions: the reference, if there is one, then the positives, then the negatives. */
  public List<int[]> completions() {
    List<int[]> all = new ArrayList<>(1 + positives.size() + negatives.size());
    if (reference.length > 0) {
      all.add(reference);
    }
    all.addAll(positives);
    all.addAll(negatives);
    return all;
  }

  /** Tokens of the prompt, once, and of all completions. */
  public int tokens() {
    return prompt.length + completions().stream().mapToInt(c -> c.length).sum();
  }
}
