package dev.aftlab.activities.lm.engine;

import dev.aftlab.activities.lm.data.MicroBatch;
import java.nio.file.Path;

/**
 * A model that is trained, with its optimizer's state and the gradients since the last update.
 *
 * <p>An update of several micro-batches is {@link #forward} and {@link #backward} for each of them,
 * then {@link #update}. Scores are summed log-probabilities in nats, one per completion of the
 * micro-batch. Not safe for concurrent use; call it from platform threads only. Closing it frees
 * the model.
 */
public interface LearnerSession extends AutoCloseable {

  /** Most tokens of a prompt and one completion together. */
  int maxPositions();

  /** The completions' scores [K] under the current weights, without a gradient. */
  double[] scores(MicroBatch batch);

  /** Whether {@link #scores} and {@link #forward} give the same bits for a micro-batch. */
  boolean scoresEqualForward(MicroBatch batch);

  /** The completions' scores [K], ready for one {@link #backward}. Replaces an earlier pass. */
  double[] forward(MicroBatch batch);

  /**
   * Adds the vector-Jacobian product of a gradient with the latest {@link #forward} to the
   * gradients of the weights.
   *
   * @param scoreGradient [K] derivatives of the loss by the scores of that pass
   * @throws IllegalStateException when there was no such pass since the last {@code backward}
   */
  void backward(double[] scoreGradient);

  /**
   * Clips the gradients of the weights, updates the weights and forgets the gradients. Weights stay
   * as they are when there is no gradient, or the gradients' norm is not finite.
   *
   * @param update number of this update, from 1 on
   * @return the gradients' global L2 norm before clipping, 0 when there are none
   */
  double update(double learningRate, int update);

  /** Forgets the gradients since the last update, and the latest pass. */
  void zeroGradients();

  /** About how many bytes {@link #save} writes. */
  long stateBytes();

  /**
   * Writes weights and optimizer state, exactly, into a folder that holds none yet.
   *
   * @param folder made when missing
   * @param nextStep the step to do next, kept with them
   * @param totalSteps steps of the whole training, kept with them
   */
  void save(Path folder, int nextStep, int totalSteps);

  /**
   * Takes weights and optimizer state from a folder that {@link #save} wrote.
   *
   * @return the step to do next
   * @throws dev.aftlab.activities.lm.DamagedModelException when the folder is damaged, or is of
   *     another model or of a training with another number of steps
   */
  int restore(Path folder, int totalSteps);

  /**
   * Writes the model as a Hugging Face folder, with the files of the folder that it was loaded from
   * beside its weights. The same weights give the same bytes.
   *
   * @param folder made when missing; holds none of these files yet
   */
  void export(Path folder);

  @Override
  void close();
}
