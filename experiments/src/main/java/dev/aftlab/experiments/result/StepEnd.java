package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** How a step ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(StepEnd.Done.class),
  @JsonSubTypes.Type(StepEnd.Failed.class),
  @JsonSubTypes.Type(StepEnd.Cancelled.class)
})
public sealed interface StepEnd {

  /** The end as one word: done, failed or cancelled. */
  default String word() {
    return switch (this) {
      case Done done -> "done";
      case Failed failed -> "failed";
      case Cancelled cancelled -> "cancelled";
    };
  }

  /**
   * The artifact is committed.
   *
   * @param reused whether the artifact existed before the requesting run needed it
   * @param deviceSeconds seconds that devices were busy making it, whenever that was
   */
  @JsonTypeName("done")
  record Done(boolean reused, double deviceSeconds) implements StepEnd {

    /** The same artifact as another run sees it. */
    public Done withReused(boolean nowReused) {
      return new Done(nowReused, deviceSeconds);
    }
  }

  /**
   * The step failed; the run that requested it does not retry it.
   *
   * @param cause why
   */
  @JsonTypeName("failed")
  record Failed(FailureCause cause) implements StepEnd {}

  /** The step was cancelled: on the server, or because no arm waits for it any more. */
  @JsonTypeName("cancelled")
  record Cancelled() implements StepEnd {}
}
