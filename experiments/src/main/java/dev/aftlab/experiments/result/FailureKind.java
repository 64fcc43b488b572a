package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The kind of a failure; its type is the name in JSON and the type of Temporal's failure. */
public enum FailureKind {
  INVALID_SPEC("InvalidSpec"),
  CORRUPT_INPUT("CorruptInput"),
  CORRUPT_ARTIFACT("CorruptArtifact"),
  DIVERGED("Diverged"),
  OUT_OF_MEMORY("OutOfMemory"),
  DISK_FULL("DiskFull"),
  TOO_FEW_PAIRS("TooFewPairs"),
  STALLED("Stalled"),
  WORKER_LOST("WorkerLost"),
  SERVER_UNREACHABLE("ServerUnreachable"),
  TRANSIENT_ERROR("TransientError"),
  RETRIES_EXHAUSTED("RetriesExhausted"),
  TRACKER_UNREACHABLE("TrackerUnreachable"),
  LEASE_LOST("LeaseLost"),
  STEP_CANCELLED("StepCancelled"),
  /** A defect of this program. */
  BUG("Bug"),
  /** A workflow was terminated. */
  TERMINATED("Terminated"),
  /** An exception of a type that is none of these. */
  UNEXPECTED("Unexpected");

  private final String type;

  FailureKind(String type) {
    this.type = type;
  }

  /** Its name in JSON and in Temporal. */
  @JsonValue
  public String type() {
    return type;
  }

  /** The kind of a type; {@link #UNEXPECTED} for the type of any other exception. */
  @JsonCreator
  public static FailureKind of(String type) {
    return Arrays.stream(values())
        .filter(kind -> kind.type.equals(type))
        .findFirst()
        .orElse(UNEXPECTED);
  }
}
