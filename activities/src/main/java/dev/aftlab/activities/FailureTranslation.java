package dev.aftlab.activities;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.failure.CorruptInputException;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.label.UnknownExtractorException;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.DivergedException;
import dev.aftlab.activities.lm.EngineStartException;
import dev.aftlab.activities.lm.MissingDeviceException;
import dev.aftlab.activities.lm.OutOfMemoryException;
import dev.aftlab.activities.lm.TooLongException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.activities.lm.loss.TooFewPairsException;
import dev.aftlab.activities.progress.StoppedException;
import dev.aftlab.activities.store.CorruptArtifactException;
import dev.aftlab.activities.store.FencedException;
import dev.aftlab.activities.store.MissingArtifactException;
import dev.aftlab.activities.store.NoSpaceException;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.workflows.activity.Failure;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Says of every exception of the work which kind of failure it is; what is not listed is a bug. */
final class FailureTranslation {
  private FailureTranslation() {}

  /** Whether the work ended because of a stop request. */
  static boolean isStop(Throwable failure) {
    return failure instanceof StoppedException;
  }

  /** The failure in Temporal's words. */
  static RuntimeException translate(Throwable failure) {
    return switch (failure) {
      case ApplicationFailure known -> known;
      case ActivityCompletionException told -> told;
      default -> kind(failure).thrown(failure);
    };
  }

  private static Failure kind(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case StoppedException stopped ->
          new Failure.TransientError("the worker is stopping: " + message);
      case UnusableInputException wrong -> new Failure.InvalidSpec(message);
      case UnknownExtractorException wrong -> new Failure.InvalidSpec(message);
      case UnsupportedModelException wrong -> new Failure.InvalidSpec(message);
      case TooLongException wrong -> new Failure.InvalidSpec(message);
      case MissingDeviceException wrong -> new Failure.InvalidSpec(message);
      case EngineStartException wrong -> new Failure.InvalidSpec(message);
      case CorruptInputException damaged -> new Failure.CorruptInput(message);
      case DatasetException damaged -> new Failure.CorruptInput(message);
      case DamagedModelException damaged -> new Failure.CorruptInput(message);
      case CorruptArtifactException damaged ->
          new Failure.CorruptArtifact(message, damaged.manifest().fingerprint());
      case MissingArtifactException missing ->
          new Failure.CorruptArtifact(message, missing.artifact().fingerprint());
      case DivergedException diverged -> new Failure.Diverged(message);
      case TooFewPairsException few -> new Failure.TooFewPairs(message);
      case FencedException fenced -> new Failure.LeaseLost(message);
      case NoSpaceException full -> new Failure.DiskFull(message, full.neededBytes());
      case TrackingException away -> new Failure.TrackerUnreachable(message);
      case StoreException hiccup -> new Failure.TransientError(message);
      case UncheckedIOException io -> ofFiles(io, message);
      case OutOfMemoryError full -> outOfMemory(message);
      case OutOfMemoryException full -> outOfMemory(message);
      default -> new Failure.Bug(failure.getClass().getSimpleName() + ": " + message);
    };
  }

  private static Failure ofFiles(UncheckedIOException failure, String message) {
    return NoSpaceException.is(Objects.requireNonNullElse(failure.getCause(), failure))
        ? new Failure.DiskFull(message, 0)
        : new Failure.TransientError(message);
  }

  private static Failure outOfMemory(String message) {
    return new Failure.OutOfMemory(
        "out of memory: lower microBatchTokens, batchSequences or scoreTokens, or the number of"
            + " slots ("
            + message
            + ")");
  }
}
