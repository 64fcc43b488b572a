package dev.aftlab.activities.lm.engine;

import dev.aftlab.experiments.spec.OptimizerSpec;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * What computes with models, on one device. Starts on first use. Safe for use by several threads;
 * the models that it opens are not.
 *
 * <p>Folders are in the Hugging Face layout. Opening a model fails with the exceptions of {@code
 * lm}: a damaged or unsupported model, a missing device, an engine that does not start, too little
 * memory.
 */
public interface ModelEngine {

  /** Loads a model for generating and scoring. The caller closes it. */
  LanguageModel load(Path folder);

  /** Loads a model for training. The caller closes the session, and the model with it. */
  LearnerSession train(Path folder, OptimizerSpec optimizer);

  /** What may change bits but not meaning: the engine's version, its switches and the device. */
  SortedMap<String, String> environment();
}
