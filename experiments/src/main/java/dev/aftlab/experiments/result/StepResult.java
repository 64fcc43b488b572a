package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a finished step reports about its work; a reader needs no file of the artifact for it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(TrainResult.class),
  @JsonSubTypes.Type(SampleResult.class),
  @JsonSubTypes.Type(LabelResult.class),
  @JsonSubTypes.Type(ScoreResult.class),
  @JsonSubTypes.Type(EvaluateResult.class)
})
public sealed interface StepResult
    permits TrainResult, SampleResult, LabelResult, ScoreResult, EvaluateResult {}
