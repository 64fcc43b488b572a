package dev.aftlab.workflows.activity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Fingerprint;
import io.temporal.failure.ApplicationFailure;

/**
 * What can go wrong with a step. What is done about each is in {@link FailurePolicy}, one row each,
 * and published in {@code docs/failures.md}. Crosses the border between activities and workflows as
 * the type and the first detail of an {@link ApplicationFailure}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "failure")
public sealed interface Failure {

  /** One human-readable line: what happened, where, and what helps. */
  String message();

  /** Its kind, which names it outside of activities and workflows. */
  @JsonIgnore
  default FailureKind kind() {
    return switch (this) {
      case InvalidSpec failure -> FailureKind.INVALID_SPEC;
      case CorruptInput failure -> FailureKind.CORRUPT_INPUT;
      case CorruptArtifact failure -> FailureKind.CORRUPT_ARTIFACT;
      case Diverged failure -> FailureKind.DIVERGED;
      case OutOfMemory failure -> FailureKind.OUT_OF_MEMORY;
      case DiskFull failure -> FailureKind.DISK_FULL;
      case TooFewPairs failure -> FailureKind.TOO_FEW_PAIRS;
      case Stalled failure -> FailureKind.STALLED;
      case WorkerLost failure -> FailureKind.WORKER_LOST;
      case ServerUnreachable failure -> FailureKind.SERVER_UNREACHABLE;
      case TransientError failure -> FailureKind.TRANSIENT_ERROR;
      case RetriesExhausted failure -> FailureKind.RETRIES_EXHAUSTED;
      case TrackerUnreachable failure -> FailureKind.TRACKER_UNREACHABLE;
      case LeaseLost failure -> FailureKind.LEASE_LOST;
      case StepCancelled failure -> FailureKind.STEP_CANCELLED;
      case Bug failure -> FailureKind.BUG;
    };
  }

  /** The type of its failure in Temporal. */
  @JsonIgnore
  default String type() {
    return kind().type();
  }

  /**
   * The failure as an activity throws it: tried again by the server only where the policy says so.
   */
  default ApplicationFailure thrown(Throwable cause) {
    return builder().setCause(cause).build();
  }

  /** The same without a cause. */
  default ApplicationFailure thrown() {
    return builder().build();
  }

  private ApplicationFailure.Builder builder() {
    return ApplicationFailure.newBuilder()
        .setMessage(message())
        .setType(type())
        .setNonRetryable(!FailurePolicy.of(this).triedAgain())
        .setDetails(this);
  }

  /** A setting or an input's name is wrong. */
  record InvalidSpec(String message) implements Failure {}

  /** A user's file is truncated, changed or of another format. */
  record CorruptInput(String message) implements Failure {}

  /**
   * A file of an artifact is not what its manifest says; the artifact was quarantined.
   *
   * @param message what is wrong with which file
   * @param artifact the step that made it
   */
  record CorruptArtifact(String message, Fingerprint artifact) implements Failure {}

  /**
   * The loss or the weights stopped being numbers, also after going back to the last good
   * checkpoint once.
   */
  record Diverged(String message) implements Failure {}

  /** The device or the process ran out of memory. */
  record OutOfMemory(String message) implements Failure {}

  /**
   * The store has no space.
   *
   * @param message what could not be written
   * @param neededBytes the space it needs in bytes, as far as known; 0 when it is not
   */
  record DiskFull(String message, long neededBytes) implements Failure {}

  /** Too few questions have both right and wrong samples, or too few pairs for β. */
  record TooFewPairs(String message) implements Failure {}

  /** The work made no progress for longer than its stage's timeout, though its process is alive. */
  record Stalled(String message) implements Failure {}

  /**
   * A worker gave no sign of life for longer than the heartbeat timeout: killed, frozen or cut off.
   * Noticed by the server.
   */
  record WorkerLost(String message) implements Failure {}

  /**
   * The server could not be reached for longer than the heartbeat timeout, so that it will have
   * given the attempt up. Noticed by the worker.
   */
  record ServerUnreachable(String message) implements Failure {}

  /**
   * A worker was stopped, a network or a shared disk was unreachable, or another transient cause.
   */
  record TransientError(String message) implements Failure {}

  /** Attempt after attempt failed of things that pass, and none got any further. */
  record RetriesExhausted(String message) implements Failure {}

  /** A tracker does not answer or refuses. */
  record TrackerUnreachable(String message) implements Failure {}

  /** Another process took over the step's lease. */
  record LeaseLost(String message) implements Failure {}

  /** The step's workflow was cancelled from outside while arms waited for it. */
  record StepCancelled(String message) implements Failure {}

  /** A defect of this program. */
  record Bug(String message) implements Failure {}
}
