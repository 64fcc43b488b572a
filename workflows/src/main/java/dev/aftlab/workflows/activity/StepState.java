package dev.aftlab.workflows.activity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** The state of a step at a lookup. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(StepState.Done.class),
  @JsonSubTypes.Type(StepState.Failed.class),
  @JsonSubTypes.Type(StepState.Running.class)
})
public sealed interface StepState {

  /** The artifact is there. */
  @JsonTypeName("done")
  record Done(StepOutcome outcome) implements StepState {}

  /** The step failed during the waiter's run, which does not retry it. */
  @JsonTypeName("failed")
  record Failed(StepFailure failure) implements StepState {}

  /**
   * The step's workflow has recorded the waiter and will signal it.
   *
   * @param stepRunId run of the step's workflow that was requested
   */
  @JsonTypeName("running")
  record Running(String stepRunId) implements StepState {}
}
