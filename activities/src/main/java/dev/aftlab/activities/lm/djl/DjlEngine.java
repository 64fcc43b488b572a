package dev.aftlab.activities.lm.djl;

import ai.djl.engine.Engine;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.lm.engine.LanguageModel;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.engine.ModelEngine;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.Engines;
import dev.aftlab.experiments.spec.OptimizerSpec;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** DJL with PyTorch inside this process. The native library starts with the first model. */
public final class DjlEngine implements ModelEngine {
  private final String device;

  /** On a device. The threads count where the native library has not started yet. */
  public DjlEngine(EngineOptions options) {
    this.device = options.device();
    options.threads().ifPresent(Engines::preferThreads);
  }

  @Override
  public LanguageModel load(Path folder) {
    return new DjlLanguageModel(DjlFailures.guard(() -> CausalModel.load(folder, device)));
  }

  @Override
  public LearnerSession train(Path folder, OptimizerSpec optimizer) {
    return DjlFailures.guard(
        () -> {
          CausalModel model = CausalModel.load(folder, device);
          try {
            return new DjlLearnerSession(model, optimizer);
          } catch (RuntimeException failure) {
            model.close();
            throw failure;
          }
        });
  }

  @Override
  public SortedMap<String, String> environment() {
    Engine engine = Engines.start();
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("device", device);
    environment.put(
        "engine",
        engine.getEngineName() + " " + engine.getVersion() + ", DJL " + Engine.getDjlVersion());
    environment.put("graphOptimizer", System.getProperty("ai.djl.pytorch.graph_optimizer", "true"));
    environment.put("nativeThreads", System.getProperty("ai.djl.pytorch.num_threads", "default"));
    return environment;
  }
}
