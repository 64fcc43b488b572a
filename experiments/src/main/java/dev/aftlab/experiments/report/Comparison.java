package dev.aftlab.experiments.report;

/** A comparison of accuracies: an arm against another. */
public record Comparison(String arm, String against) {}
