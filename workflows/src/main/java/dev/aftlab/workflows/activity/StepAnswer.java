package dev.aftlab.workflows.activity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.result.StepEnd;

/** The answer to an arm that requests a step. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(StepAnswer.Ended.class),
  @JsonSubTypes.Type(StepAnswer.Running.class)
})
public sealed interface StepAnswer {

  /**
   * The step has ended.
   *
   * @param end how; a step that failed during the arm's run is not started again by it
   */
  @JsonTypeName("ended")
  record Ended(StepEnd end) implements StepAnswer {}

  /**
   * The step's workflow knows the arm and will signal it.
   *
   * @param stepRunId run of the step's workflow that received the request
   */
  @JsonTypeName("running")
  record Running(String stepRunId) implements StepAnswer {}
}
