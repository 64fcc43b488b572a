package dev.aftlab.activities.lm.engine;

import dev.aftlab.activities.lm.data.MicroBatch;
import java.nio.file.Path;

/**
 * A loaded model that generates and scores. Not safe for concurrent use; call it from platform
 * threads only. Closing it frees the model.
 */
public interface LanguageModel extends Generator, AutoCloseable {

  /** The folder that the model was loaded from, for messages. */
  Path folder();

  /** Number of token ids, which are 0 … vocabulary − 1. */
  int vocabulary();

  /** Most tokens of a prompt and one completion together. */
  int maxPositions();

  /** Summed log-probabilities [K] of a micro-batch's completions, in nats. */
  double[] scores(MicroBatch batch);

  @Override
  void close();
}
