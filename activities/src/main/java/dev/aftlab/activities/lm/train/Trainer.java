package dev.aftlab.activities.lm.train;

import dev.aftlab.activities.lm.DivergedException;
import dev.aftlab.activities.lm.data.BatchOrder;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.data.Packer;
import dev.aftlab.activities.lm.data.PromptGroup;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.loss.Objective;
import dev.aftlab.activities.lm.loss.ObjectiveValue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a model in place. A step: the scores of the batch, the objective's value and gradient by
 * those scores (plain Java), the vector-Jacobian product of that gradient through the network,
 * clipping, AdamW.
 *
 * <p>A batch of several micro-batches is taken forward and back one micro-batch after the other,
 * the gradients summed. The objective's scope decides what must be scored without gradients before:
 * the whole batch, only what is needed for whole questions, or nothing, so that each micro-batch
 * takes one forward pass. A micro-batch is also scored before where the engine's scores without
 * gradients differ in bits from those with them: weights do not depend on how a batch is cut.
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
      StepReport report =
          step(new ScoredBatch(batch, objective), packer.pack(prompts), learningRate);
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
    for (MicroBatch part : parts) {
      if (parts.size() > 1 && isScoredBefore(part, scored)) {
        put(scored, part, session.scores(part));
      }
    }
    for (MicroBatch part : parts) {
      double[] sums = session.forward(part);
      if (!scored.knows(part)) {
        put(scored, part, sums);
      }
      session.backward(incoming(part, evaluate(scored)));
    }
    ObjectiveValue value = evaluate(scored);
    double norm = session.update(learningRate, nextStep + 1);
    requireFinite("gradient norm", norm);
    return new StepReport(
        nextStep, value.loss(), value.metrics(), learningRate, norm, scored.tokens());
  }

  /** Whether a micro-batch is scored before the first backward pass of its batch. */
  private boolean isScoredBefore(MicroBatch part, ScoredBatch scored) {
    return switch (objective.scope()) {
      case CONSTANT -> false;
      case QUESTION -> !scored.holdsWholeQuestions(part) || !session.scoresEqualForward(part);
      case BATCH -> true;
    };
  }

  private void put(ScoredBatch scored, MicroBatch part, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      requireScore(sums[i] / part.lengths()[i]);
    }
    scored.put(part, sums);
  }

  private ObjectiveValue evaluate(ScoredBatch scored) {
    ObjectiveValue value = scored.value();
    if (scored.isComplete()) {
      requireFinite("loss", value.loss());
      value.metrics().forEach((name, number) -> requireFinite("metric " + name, number));
    }
    return value;
  }

  /** The part of a gradient that a micro-batch has. */
  private double[] incoming(MicroBatch part, ObjectiveValue value) {
    double[] incoming = new double[part.completions().length];
    for (int i = 0; i < incoming.length; i++) {
      incoming[i] = value.gradient()[part.completions()[i]];
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
