package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** A finished sample step: all of it is in its files and its cost. */
@JsonTypeName("sample")
public record SampleResult() implements StepResult {}
