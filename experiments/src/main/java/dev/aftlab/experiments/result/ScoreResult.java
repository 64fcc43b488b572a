package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** A finished score step: all of it is in its files and its cost. */
@JsonTypeName("score")
public record ScoreResult() implements StepResult {}
