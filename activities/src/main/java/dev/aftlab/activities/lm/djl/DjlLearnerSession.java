package dev.aftlab.activities.lm.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.Scoring;
import dev.aftlab.experiments.spec.OptimizerSpec;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains a model in place with the learner's TorchScript and {@link AdamW}. Arrays of a pass live
 * until its backward, gradients until the update.
 */
public final class DjlLearnerSession implements LearnerSession {
  private final CausalModel model;
  private final AdamW optimizer;
  private NDManager scope;
  private NDList gradients = new NDList();
  private Optional<Pass> latest = Optional.empty();

  /** A forward pass whose graph is kept: the scores [K], and what owns its arrays. */
  private record Pass(NDManager scope, NDArray scores) {}

  /**
   * A session that has no gradients yet.
   *
   * @param model is changed in place, and closed with the session
   */
  public DjlLearnerSession(CausalModel model, OptimizerSpec settings) {
    this.model = model;
    model.parameters().forEach(parameter -> parameter.setRequiresGradient(true));
    this.optimizer = new AdamW(model, settings);
    this.scope = model.manager().newSubManager();
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
  public boolean scoresEqualForward(MicroBatch batch) {
    return Scoring.isHeadWhole(model, batch);
  }

  @Override
  public double[] forward(MicroBatch batch) {
    endPass();
    return DjlFailures.guard(() -> pass(batch));
  }

  private double[] pass(MicroBatch batch) {
    NDManager own = scope.newSubManager();
    try {
      NDArray scores = Scoring.differentiableSums(model, batch, own);
      latest = Optional.of(new Pass(own, scores));
      return scores.toDoubleArray();
    } catch (RuntimeException failure) {
      own.close();
      throw failure;
    }
  }

  @Override
  public void backward(double[] scoreGradient) {
    Pass pass =
        latest.orElseThrow(
            () -> new IllegalStateException("backward needs a forward pass before it"));
    try {
      add(DjlFailures.guard(() -> gradients(pass, scoreGradient)), pass.scope());
    } finally {
      endPass();
    }
  }

  /** The vector-Jacobian product: one array per parameter, in the pass's scope. */
  private NDList gradients(Pass pass, double[] scoreGradient) {
    return model
        .script()
        .call(
            "backward",
            pass.scope(),
            model.parameters(),
            new NDList(pass.scores()),
            new NDList(pass.scope().create(scoreGradient)));
  }

  private void add(NDList more, NDManager passing) {
    if (gradients.isEmpty()) {
      more.attach(scope);
      gradients = more;
    } else {
      model.script().call("accumulate", passing, gradients, more);
    }
  }

  @Override
  public double update(double learningRate, int update) {
    try {
      return gradients.isEmpty()
          ? 0
          : DjlFailures.guard(() -> optimizer.update(gradients, learningRate, update, scope));
    } finally {
      zeroGradients();
    }
  }

  @Override
  public void zeroGradients() {
    endPass();
    scope.close();
    gradients = new NDList();
    scope = model.manager().newSubManager();
  }

  private void endPass() {
    latest.ifPresent(pass -> pass.scope().close());
    latest = Optional.empty();
  }

  @Override
  public long stateBytes() {
    return 3 * Float.BYTES * model.parameterCount();
  }

  @Override
  public void save(Path folder, int nextStep, int totalSteps) {
    TrainingState.save(folder, model, optimizer, nextStep, totalSteps);
  }

  @Override
  public int restore(Path folder, int totalSteps) {
    return TrainingState.restore(folder, model, optimizer, totalSteps);
  }

  @Override
  public void export(Path folder) {
    model.save(folder);
  }

  @Override
  public void close() {
    endPass();
    optimizer.close();
    model.close();
  }
}
