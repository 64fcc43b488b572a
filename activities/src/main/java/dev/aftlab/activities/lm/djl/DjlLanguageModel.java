package dev.aftlab.activities.lm.djl;

import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.GenerationRequest;
import dev.aftlab.activities.lm.engine.LanguageModel;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.Scoring;
import dev.aftlab.activities.lm.sample.Sampler;
import dev.aftlab.activities.progress.ProgressListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Generates and scores with the learner's TorchScript. Compiles the sampler on first use. */
public final class DjlLanguageModel implements LanguageModel {
  private final CausalModel model;
  private Optional<Sampler> sampler = Optional.empty();

  /**
   * Over a loaded model.
   *
   * @param model is closed with this one
   */
  public DjlLanguageModel(CausalModel model) {
    this.model = model;
  }

  @Override
  public Path folder() {
    return model.folder();
  }

  @Override
  public int vocabulary() {
    return model.config().vocabulary();
  }

  @Override
  public int maxPositions() {
    return model.config().maxPositions();
  }

  @Override
  public double[] scores(MicroBatch batch) {
    return DjlFailures.guard(() -> Scoring.sums(model, batch));
  }

  @Override
  public List<Completion> generate(GenerationRequest request, ProgressListener listener) {
    return DjlFailures.guard(() -> sampler().generate(request, listener));
  }

  private Sampler sampler() {
    Sampler open = sampler.orElseGet(() -> new Sampler(model));
    sampler = Optional.of(open);
    return open;
  }

  @Override
  public void close() {
    sampler.ifPresent(Sampler::close);
    model.close();
  }
}
