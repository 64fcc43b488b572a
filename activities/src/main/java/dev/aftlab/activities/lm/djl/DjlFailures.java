package dev.aftlab.activities.lm.djl;

import ai.djl.engine.EngineException;
import dev.aftlab.activities.lm.OutOfMemoryException;
import java.util.function.Supplier;

/** Turns DJL's failures into the learner's. */
final class DjlFailures {
  private DjlFailures() {}

  /**
   * Does some work of the engine.
   *
   * @throws OutOfMemoryException when the engine is out of memory, which only its message says
   */
  static <T> T guard(Supplier<T> work) {
    try {
      return work.get();
    } catch (EngineException failure) {
      String message = String.valueOf(failure.getMessage());
      throw message.contains("out of memory")
          ? new OutOfMemoryException(message, failure)
          : failure;
    }
  }
}
