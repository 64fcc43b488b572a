package dev.aftlab.workflows.activity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.experiments.result.StepKind;

/** The result of preparing a step: it is done, ready to run, or blocked. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(PrepareResult.Done.class),
  @JsonSubTypes.Type(PrepareResult.Ready.class),
  @JsonSubTypes.Type(PrepareResult.Busy.class)
})
public sealed interface PrepareResult {

  /**
   * The artifact is there already.
   *
   * @param end its end, marked as reused
   */
  @JsonTypeName("done")
  record Done(StepEnd.Done end) implements PrepareResult {}

  /**
   * The lease is ours; work may begin.
   *
   * @param kind what to do
   * @param shards how many shards; at least 1, and 1 where the kind has none
   */
  @JsonTypeName("ready")
  record Ready(StepKind kind, int shards) implements PrepareResult {}

  /**
   * Another process holds the lease.
   *
   * @param holder the holder, human-readable
   */
  @JsonTypeName("busy")
  record Busy(String holder) implements PrepareResult {}
}
