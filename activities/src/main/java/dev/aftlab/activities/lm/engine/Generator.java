package dev.aftlab.activities.lm.engine;

import dev.aftlab.activities.progress.ProgressListener;
import java.util.List;

/** Draws completions of prompts. */
public interface Generator {

  /**
   * Draws samples firstSample … firstSample + sampleCount − 1 of each prompt. The same request
   * gives the same completions, and a sample depends neither on how many others are drawn nor on
   * their order.
   *
   * @param listener receives the completions done, with the drawn tokens as metric {@code tokens}
   * @return the completions, by prompt in the given order, then by sample number
   * @throws dev.aftlab.activities.lm.TooLongException when a prompt and the longest completion
   *     together exceed the model's positions
   * @throws dev.aftlab.activities.progress.StoppedException when the listener requests a stop
   */
  List<Completion> generate(GenerationRequest request, ProgressListener listener);
}
