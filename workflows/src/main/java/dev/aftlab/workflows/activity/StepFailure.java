package dev.aftlab.workflows.activity;

/**
 * Why a step failed.
 *
 * @param type one of {@link FailureTypes}, or the name of an unexpected exception
 * @param message one line for people
 */
public record StepFailure(String type, String message) {}
