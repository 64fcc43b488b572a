package dev.aftlab.worker.runtime;

import dev.aftlab.activities.lm.djl.DjlEngine;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.lm.engine.ModelEngine;

/** Decides which engine computes with models: the only place that names an implementation. */
public final class EngineFactory {
  private EngineFactory() {}

  /** An engine for a run's options. */
  public static ModelEngine of(EngineOptions options) {
    return new DjlEngine(options);
  }
}
