package dev.aftlab.workflows.sweep;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** A command to a running run, as it was applied. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(ControlCommand.Pause.class),
  @JsonSubTypes.Type(ControlCommand.Resume.class),
  @JsonSubTypes.Type(ControlCommand.Stop.class),
  @JsonSubTypes.Type(ControlCommand.Retries.class),
  @JsonSubTypes.Type(ControlCommand.Checkpoint.class)
})
public sealed interface ControlCommand {

  /** What it did, in one or two words: {@code paused}, {@code stopped boundary seed 5}. */
  default String text() {
    return switch (this) {
      case Pause pause -> "paused";
      case Resume resume -> "resumed";
      case Stop stop -> "stopped " + stop.arm();
      case Retries retries -> "retries " + retries.attempts();
      case Checkpoint checkpoint -> "checkpoint";
    };
  }

  /** Pauses the run. */
  @JsonTypeName("pause")
  record Pause() implements ControlCommand {}

  /** Resumes the run. */
  @JsonTypeName("resume")
  record Resume() implements ControlCommand {}

  /**
   * Stops one arm.
   *
   * @param arm its title or number
   */
  @JsonTypeName("stop")
  record Stop(String arm) implements ControlCommand {

    /** Whether it stops the arm with this number and title. */
    boolean names(int index, String title) {
      return arm.equals(title) || arm.equals(Integer.toString(index));
    }
  }

  /**
   * Raises the retry budget.
   *
   * @param attempts the new budget
   */
  @JsonTypeName("retries")
  record Retries(int attempts) implements ControlCommand {}

  /** Requests a checkpoint of every step. */
  @JsonTypeName("checkpoint")
  record Checkpoint() implements ControlCommand {}
}
