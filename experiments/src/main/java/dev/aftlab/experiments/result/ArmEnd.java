package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;

/** How an arm ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(ArmEnd.Done.class),
  @JsonSubTypes.Type(ArmEnd.Failed.class),
  @JsonSubTypes.Type(ArmEnd.Cancelled.class)
})
public sealed interface ArmEnd {

  /** The end as one word: done, failed or cancelled. */
  default String word() {
    return switch (this) {
      case Done done -> "done";
      case Failed failed -> "failed";
      case Cancelled cancelled -> "cancelled";
    };
  }

  /** Why the arm is not done, as one human-readable line; empty when it is. */
  default String reason() {
    return switch (this) {
      case Done done -> "";
      case Failed failed ->
          failed.step().map(title -> title + ": ").orElse("") + failed.cause().message();
      case Cancelled cancelled -> cancelled.by();
    };
  }

  /** All its steps are done. */
  @JsonTypeName("done")
  record Done() implements ArmEnd {}

  /**
   * The arm failed.
   *
   * @param step the title of the step that failed; empty when no step did
   * @param cause why
   */
  @JsonTypeName("failed")
  record Failed(Optional<String> step, FailureCause cause) implements ArmEnd {}

  /**
   * The arm was cancelled, or was never started.
   *
   * @param by who cancelled it and why, as one human-readable line
   */
  @JsonTypeName("cancelled")
  record Cancelled(String by) implements ArmEnd {}
}
