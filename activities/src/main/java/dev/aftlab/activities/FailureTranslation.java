package dev.aftlab.activities;

import ai.djl.engine.EngineException;
import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.label.UnknownExtractorException;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.DivergedException;
import dev.aftlab.activities.lm.MissingDeviceException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.activities.lm.loss.TooFewPairsException;
import dev.aftlab.activities.lm.sample.SamplingStoppedException;
import dev.aftlab.activities.step.DamagedInputException;
import dev.aftlab.activities.step.StoppedWorkException;
import dev.aftlab.activities.step.WrongSpecException;
import dev.aftlab.activities.store.DamagedArtifactException;
import dev.aftlab.activities.store.FencedException;
import dev.aftlab.activities.store.NoSpaceException;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.workflows.activity.FailureTypes;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.io.UncheckedIOException;

/** Says of every exception of the work which kind of failure it is; what is not listed is a bug. */
final class FailureTranslation {
  private FailureTranslation() {}

  /** Whether the work ended because it was told to. */
  static boolean isStop(Throwable failure) {
    return failure instanceof StoppedWorkException || failure instanceof SamplingStoppedException;
  }

  /** The failure in Temporal's words. */
  static RuntimeException translate(Throwable failure) {
    if (isStop(failure)) {
      return FailureTypes.hiccup("the worker is stopping: " + failure.getMessage(), failure);
    }
    return switch (failure) {
      case ApplicationFailure known -> known;
      case ActivityCompletionException told -> told;
      case WrongSpecException wrong -> lasting(FailureTypes.SPEC_WRONG, wrong);
      case UnknownExtractorException wrong -> lasting(FailureTypes.SPEC_WRONG, wrong);
      case UnsupportedModelException wrong -> lasting(FailureTypes.SPEC_WRONG, wrong);
      case MissingDeviceException wrong -> lasting(FailureTypes.SPEC_WRONG, wrong);
      case DamagedInputException damaged -> lasting(FailureTypes.INPUT_DAMAGED, damaged);
      case DatasetException damaged -> lasting(FailureTypes.INPUT_DAMAGED, damaged);
      case DamagedModelException damaged -> lasting(FailureTypes.INPUT_DAMAGED, damaged);
      case DamagedArtifactException damaged -> lasting(FailureTypes.INPUT_DAMAGED, damaged);
      case DivergedException diverged -> lasting(FailureTypes.DIVERGED, diverged);
      case TooFewPairsException few -> lasting(FailureTypes.TOO_FEW_PAIRS, few);
      case FencedException fenced -> lasting(FailureTypes.LEASE_LOST, fenced);
      case NoSpaceException full -> lasting(FailureTypes.DISK_FULL, full);
      case StoreException hiccup -> FailureTypes.hiccup(hiccup.getMessage(), hiccup);
      case UncheckedIOException io -> noSpace(io) ? lasting(FailureTypes.DISK_FULL, io) : FailureTypes.hiccup(String.valueOf(io.getMessage()), io);
      case OutOfMemoryError full -> outOfMemory(full);
      case EngineException engine when String.valueOf(engine.getMessage()).contains("out of memory") -> outOfMemory(engine);
      default -> FailureTypes.lasting(FailureTypes.BUG, failure.getClass().getSimpleName() + ": " + failure.getMessage(), failure);
    };
  }

  private static RuntimeException lasting(String type, Throwable failure) {
    return FailureTypes.lasting(type, String.valueOf(failure.getMessage()), failure);
  }

  private static boolean noSpace(UncheckedIOException failure) {
    String message = String.valueOf(failure.getCause().getMessage());
    return message.contains("No space left") || message.contains("Disk quota exceeded");
  }

  private static RuntimeException outOfMemory(Throwable failure) {
    String message = "out of memory: lower microBatchTokens, batchSequences or scoreTokens, or the number of slots (" + failure.getMessage() + ")";
    return FailureTypes.lasting(FailureTypes.OUT_OF_MEMORY, message, failure);
  }
}
