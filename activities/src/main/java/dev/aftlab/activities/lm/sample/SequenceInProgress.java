package dev.aftlab.activities.lm.sample;

import java.util.Arrays;

/** A completion that grows. */
final class SequenceInProgress {
  private final SamplingPrompt prompt;
  private final int sample;
  private int[] tokens = new int[32];
  private int length;
  private boolean finished;

  SequenceInProgress(SamplingPrompt prompt, int sample) {
    this.prompt = prompt;
    this.sample = sample;
  }

  SamplingPrompt prompt() {
    return prompt;
  }

  int sample() {
    return sample;
  }

  boolean isFinished() {
    return finished;
  }

  void append(int token, boolean end) {
    if (length == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * length);
    }
    tokens[length++] = token;
    finished = end;
  }

  Completion completion() {
    return new Completion(prompt.question(), sample, Arrays.copyOf(tokens, length), finished);
  }
}
