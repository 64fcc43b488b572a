package dev.aftlab.activities.lm.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.aftlab.activities.lm.DivergedException;
import dev.aftlab.activities.lm.data.BatchOrder;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.data.Packer;
import dev.aftlab.activities.lm.data.PromptGroup;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.loss.GroupScores;
import dev.aftlab.activities.lm.loss.Objective;
import dev.aftlab.activities.lm.loss.ObjectiveValue;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.Scoring;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a model in place. A step: the scores of the whole batch, the objective's value and
 * gradient by those scores (plain Java), the vector-Jacobian product of that gradient through the
 * network, clipping, AdamW.
 *
 * <p>A batch of one micro-batch takes one forward pass. A larger one is first scored without
 * gradients, so that the objective sees all of it, and then taken forward and back one micro-batch
 * after the other, the gradients summed.
 *
 * <p>Steps are a pure function of weights, moments and step number: resuming from {@link #restore}
 * gives the bits of an uninterrupted training within one numeric environment. Not safe for
 * concurrent use; call it from platform threads only.
 */
public final class Trainer implements AutoCloseable {
  private final CausalModel model;
  private final List<TrainingGroup> groups;
  private final TrainerSettings settings;
  private final Objective objective;
  private final Packer packer;
  private final BatchOrder order;
  private final AdamW optimizer;
  private int nextStep;
  private int cachedEpoch = -1;
  private List<int[]> cachedBatches = List.of();

  /**
   * Orders the data by the groups' own lengths.
   *
   * @param model is changed in place and stays owned by the caller
   * @param groups at least one
   */
  public Trainer(
      CausalModel model,
      List<TrainingGroup> groups,
      TrainerSettings settings,
      Objective objective) {
    this(
        model,
        groups,
        groups.stream().mapToInt(TrainingGroup::tokens).toArray(),
        settings,
        objective);
  }

  /**
   * Orders the data by given lengths, so that trainings whose objectives leave different
   * completions out see the same batches.
   *
   * @param model is changed in place and stays owned by the caller
   * @param groups at least one
   * @param lengths one per group
   */
  public Trainer(
      CausalModel model,
      List<TrainingGroup> groups,
      int[] lengths,
      TrainerSettings settings,
      Objective objective) {
    this.model = model;
    this.groups = List.copyOf(groups);
    this.settings = settings;
    this.objective = objective;
    this.packer = new Packer(settings.microBatchTokens(), model.config().maxPositions());
    this.order = new BatchOrder(lengths.clone(), settings.batchSize(), settings.seed());
    model.parameters().forEach(parameter -> parameter.setRequiresGradient(true));
    this.optimizer = new AdamW(model, settings.optimizer());
  }

  /** Steps of the whole training. */
  public int totalSteps() {
    return Math.multiplyExact(settings.epochs(), order.batchesPerEpoch());
  }

  /** The step to do next, from 0; equal to {@link #totalSteps()} when done. */
  public int nextStep() {
    return nextStep;
  }

  /** Does all remaining steps, unless the observer asks to stop. */
  public void run(TrainingObserver observer) {
    while (nextStep < totalSteps() && !observer.stopRequested()) {
      observer.afterStep(step());
    }
  }

  /**
   * Does the next step.
   *
   * @throws DivergedException when loss, gradient or norm is not finite; the weights are then those
   *     of the step's start
   * @throws IllegalStateException when there is none
   */
  public StepReport step() {
    if (nextStep >= totalSteps()) {
      throw new IllegalStateException("all " + totalSteps() + " steps are done");
    }
    List<TrainingGroup> batch = batch(nextStep);
    List<PromptGroup> prompts = batch.stream().flatMap(g -> g.prompts().stream()).toList();
    double learningRate = LearningRate.at(settings.optimizer(), nextStep, totalSteps());
    try (NDManager scope = model.manager().newSubManager()) {
      StepReport report =
          step(new ScoredBatch(batch, prompts), packer.pack(prompts), learningRate, scope);
      nextStep++;
      return report;
    }
  }

  /**
   * Writes weights, moments and step number, exactly, into one file of a folder that holds no
   * training yet.
   *
   * @param folder made when missing
   */
  public void save(Path folder) {
    TrainingState.save(folder, model, optimizer, nextStep, totalSteps());
  }

  /** About how many bytes {@link #save} writes: weights and both moments in F32. */
  public long stateBytes() {
    return 3 * Float.BYTES * model.parameters().stream().mapToLong(NDArray::size).sum();
  }

  /**
   * Takes weights, moments and step number from a folder that {@link #save} wrote.
   *
   * @throws dev.aftlab.activities.lm.DamagedModelException when the file is damaged or of another
   *     model or training
   */
  public void restore(Path folder) {
    nextStep = TrainingState.restore(folder, model, optimizer, totalSteps());
  }

  @Override
  public void close() {
    optimizer.close();
    model.parameters().forEach(parameter -> parameter.setRequiresGradient(false));
  }

  private List<TrainingGroup> batch(int step) {
    int epoch = step / order.batchesPerEpoch();
    if (epoch != cachedEpoch) {
      cachedBatches = order.epoch(epoch);
      cachedEpoch = epoch;
    }
    int[] indices = cachedBatches.get(step % order.batchesPerEpoch());
    return Arrays.stream(indices).mapToObj(groups::get).toList();
  }

  private StepReport step(
      ScoredBatch scored, List<MicroBatch> parts, double learningRate, NDManager scope) {
    ObjectiveValue value;
    NDList gradients;
    if (parts.size() == 1) {
      NDArray sums = Scoring.differentiableSums(model, parts.getFirst(), scope);
      scored.put(parts.getFirst(), sums.toDoubleArray());
      value = evaluate(scored);
      gradients = backward(parts.getFirst(), sums, scored.gradient(value), scope);
    } else {
      parts.forEach(part -> scored.put(part, Scoring.sums(model, part)));
      value = evaluate(scored);
      gradients = accumulated(parts, scored.gradient(value), scope);
    }
    double norm =
        gradients.isEmpty() ? 0 : optimizer.update(gradients, learningRate, nextStep + 1, scope);
    requireFinite("gradient norm", norm);
    return new StepReport(
        nextStep, value.loss(), value.metrics(), learningRate, norm, scored.tokens());
  }

  private ObjectiveValue evaluate(ScoredBatch scored) {
    List<GroupScores> scores = scored.scores();
    for (GroupScores group : scores) {
      for (double[] side : List.of(group.reference(), group.positives(), group.negatives())) {
        for (double score : side) {
          requireScore(score);
        }
      }
    }
    ObjectiveValue value = objective.evaluate(scores);
    requireFinite("loss", value.loss());
    value.metrics().forEach((name, number) -> requireFinite("metric " + name, number));
    return value;
  }

  private NDList accumulated(List<MicroBatch> parts, double[] gradient, NDManager scope) {
    NDList total = new NDList();
    for (MicroBatch part : parts) {
      try (NDManager inner = scope.newSubManager()) {
        NDList one =
            backward(part, Scoring.differentiableSums(model, part, inner), gradient, inner);
        if (total.isEmpty()) {
          one.attach(scope);
          total = one;
        } else {
          model.script().call("accumulate", inner, total, one);
        }
      }
    }
    return total;
  }

  /**
   * The vector-Jacobian product of a micro-batch's part of the gradient: one array per parameter.
   */
  private NDList backward(MicroBatch part, NDArray sums, double[] gradient, NDManager scope) {
    double[] incoming = new double[part.completions().length];
    for (int i = 0; i < incoming.length; i++) {
      incoming[i] = gradient[part.completions()[i]] / part.lengths()[i];
      requireFinite("the loss's gradient", incoming[i]);
    }
    return model
        .script()
        .call(
            "backward",
            scope,
            model.parameters(),
            new NDList(sums),
            new NDList(scope.create(incoming)));
  }

  private void requireScore(double score) {
    String quantity = "a completion's score";
    if (nextStep == 0 && !Double.isFinite(score)) {
      throw DivergedException.fromTheStart(quantity, score);
    }
    requireFinite(quantity, score);
  }

  private void requireFinite(String quantity, double value) {
    if (!Double.isFinite(value)) {
      throw new DivergedException(nextStep, quantity, value);
    }
  }
}
