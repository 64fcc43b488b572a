package dev.aftlab.experiments.result;

/**
 * Why something failed.
 *
 * @param kind the kind of failure
 * @param message one human-readable line
 */
public record FailureCause(FailureKind kind, String message) {}
