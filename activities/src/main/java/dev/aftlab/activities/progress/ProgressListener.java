package dev.aftlab.activities.progress;

import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Receives the progress of a piece of work, and can request that it stops. Called on the working
 * thread, often: both methods must return quickly.
 */
@FunctionalInterface
public interface ProgressListener {

  /** Ignores progress and never requests a stop. */
  ProgressListener NONE = progress -> {};

  /** Receives how far the work is. */
  void onProgress(Progress progress);

  /**
   * Whether the work is to stop as soon as it can, with a {@link StoppedException}. What is done by
   * then may be kept.
   */
  default boolean stopRequested() {
    return false;
  }

  /**
   * Ends the work when a stop is requested.
   *
   * @param work what is stopped, a noun for the exception's message
   * @throws StoppedException when it is
   */
  default void throwIfStopRequested(String work) {
    if (stopRequested()) {
      throw new StoppedException(work + " was stopped on request");
    }
  }

  /** A listener for a part of this listener's work: reports are converted, stops are those here. */
  default ProgressListener mapping(UnaryOperator<Progress> conversion) {
    ProgressListener whole = this;
    return new ProgressListener() {
      @Override
      public void onProgress(Progress progress) {
        whole.onProgress(conversion.apply(progress));
      }

      @Override
      public boolean stopRequested() {
        return whole.stopRequested();
      }
    };
  }

  /** Ignores progress and requests a stop when the condition is true. */
  static ProgressListener stoppingWhen(BooleanSupplier condition) {
    return new ProgressListener() {
      @Override
      public void onProgress(Progress progress) {}

      @Override
      public boolean stopRequested() {
        return condition.getAsBoolean();
      }
    };
  }
}
