package dev.aftlab.workflows.activity;

/**
 * Why a step failed.
 *
 * @param type the {@link Failure#type} of one of the {@link Failure}s, or the name of an unexpected
 *     exception
 * @param message one human-readable line
 */
public record StepFailure(String type, String message) {}
