package dev.aftlab.activities.lm.train;

import dev.aftlab.activities.lm.DivergedException;
import dev.aftlab.activities.lm.data.BatchOrder;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.data.Packer;
import dev.aftlab.activities.lm.data.PromptGroup;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.loss.GroupScores;
import dev.aftlab.activities.lm.loss.Objective;
import dev.aftlab.activities.lm.loss.ObjectiveValue;
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
public final class Trainer {
  private final LearnerSession session;
  private final List<TrainingGroup> groups;
  private final TrainerSettings settings;
  private final Objective objective;
  private final Packer packer;
  private final BatchOrder order;
  private int nextStep;
  private int cachedEpoch = -1;
  private List<int[]> cachedBatches = List.of();

  /**
   * Orders the data by the groups' own lengths.
   *
   * @param session is changed in place and stays owned by the caller
   * @param groups at least one
   */
  public Trainer(
      LearnerSession session,
      List<TrainingGroup> groups,
      TrainerSettings settings,
      Objective objective) {
    this(
        session,
        groups,
        groups.stream().mapToInt(TrainingGroup::tokens).toArray(),
        settings,
        objective);
  }

  /**
   * Orders the data by given lengths, so that trainings whose objectives leave different
   * completions out see the same batches.
   *
   * @param session is changed in place and stays owned by the caller
   * @param groups at least one
   * @param lengths one per group
   */
  public Trainer(
      LearnerSession session,
      List<TrainingGroup> groups,
      int[] lengths,
      TrainerSettings settings,
      Objective objective) {
    this.session = session;
    this.groups = List.copyOf(groups);
    this.settings = settings;
    this.objective = objective;
    this.packer = new Packer(settings.microBatchTokens(), session.maxPositions());
    this.order = new BatchOrder(lengths.clone(), settings.batchSize(), settings.seed());
  }

  /** Steps of the whole training. */
  public int totalSteps() {
    return Math.multiplyExact(settings.epochs(), order.batchesPerEpoch());
  }

  /** The step to do next, from 0; equal to {@link #totalSteps()} when done. */
  public int nextStep() {
    return nextStep;
  }

  /** Whether all steps are done. */
  public boolean isDone() {
    return nextStep >= totalSteps();
  }

  /**
   * Does the next step.
   *
   * @throws DivergedException when loss, gradient or norm is not finite; the weights are then those
   *     of the step's start
   * @throws IllegalStateException when there is none
   */
  public StepReport step() {
    if (isDone()) {
      throw new IllegalStateException("all " + totalSteps() + " steps are done");
    }
    List<TrainingGroup> batch = batch(nextStep);
    List<PromptGroup> prompts = batch.stream().flatMap(g -> g.prompts().stream()).toList();
    double learningRate = LearningRate.at(settings.optimizer(), nextStep, totalSteps());
    try {
      StepReport report = step(new ScoredBatch(batch, prompts), packer.pack(prompts), learningRate);
      nextStep++;
      return report;
    } finally {
      session.zeroGradients();
    }
  }

  /**
   * Writes weights, moments and step number, exactly, into one file of a folder that holds no
   * training yet.
   *
   * @param folder made when missing
   */
  public void save(Path folder) {
    session.save(folder, nextStep, totalSteps());
  }

  /** About how many bytes {@link #save} writes. */
  public long stateBytes() {
    return session.stateBytes();
  }

  /**
   * Takes weights, moments and step number from a folder that {@link #save} wrote.
   *
   * @throws dev.aftlab.activities.lm.DamagedModelException when the file is damaged or of another
   *     model or training
   */
  public void restore(Path folder) {
    nextStep = session.restore(folder, totalSteps());
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

  private StepReport step(ScoredBatch scored, List<MicroBatch> parts, double learningRate) {
    ObjectiveValue value;
    if (parts.size() == 1) {
      scored.put(parts.getFirst(), session.forward(parts.getFirst()));
      value = evaluate(scored);
      session.backward(incoming(parts.getFirst(), scored.gradient(value)));
    } else {
      parts.forEach(part -> scored.put(part, session.scores(part)));
      value = evaluate(scored);
      double[] gradient = scored.gradient(value);
      for (MicroBatch part : parts) {
        session.forward(part);
        session.backward(incoming(part, gradient));
      }
    }
    double norm = session.update(learningRate, nextStep + 1);
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

  /** The part of a gradient by mean scores that a micro-batch has, by its summed scores. */
  private double[] incoming(MicroBatch part, double[] gradient) {
    double[] incoming = new double[part.completions().length];
    for (int i = 0; i < incoming.length; i++) {
      incoming[i] = gradient[part.completions()[i]] / part.lengths()[i];
      requireFinite("the loss's gradient", incoming[i]);
    }
    return incoming;
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
