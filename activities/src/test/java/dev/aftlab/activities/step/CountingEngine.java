package dev.aftlab.activities.step;

import dev.aftlab.activities.lm.djl.DjlEngine;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.lm.engine.LanguageModel;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.engine.ModelEngine;
import dev.aftlab.experiments.spec.OptimizerSpec;
import java.nio.file.Path;
import java.util.SortedMap;

/** The usual engine, which counts how often a model is loaded for reading. */
final class CountingEngine implements ModelEngine {
  private final ModelEngine engine = new DjlEngine(EngineOptions.of("cpu"));
  private int loads;

  int loads() {
    return loads;
  }

  @Override
  public LanguageModel load(Path folder) {
    loads++;
    return engine.load(folder);
  }

  @Override
  public LearnerSession train(Path folder, OptimizerSpec optimizer) {
    return engine.train(folder, optimizer);
  }

  @Override
  public SortedMap<String, String> environment() {
    return engine.environment();
  }
}
