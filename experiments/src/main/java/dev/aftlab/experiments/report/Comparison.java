package dev.aftlab.experiments.report;

/**
 * A comparison of accuracies.
 *
 * @param arm the arm
 * @param against the arm it is compared with: its accuracy is subtracted
 */
public record Comparison(String arm, String against) {}
