package dev.aftlab.activities.lm.train;

import java.util.SortedMap;

/**
 * What happened in one step.
 *
 * @param step counted from 0
 * @param loss the objective's value before the update
 * @param metrics the objective's further numbers
 * @param learningRate of the update
 * @param gradientNorm global L2 norm before clipping
 * @param trainedTokens completion tokens whose probabilities the step computed
 */
public record StepReport(
    int step,
    double loss,
    SortedMap<String, Double> metrics,
    double learningRate,
    double gradientNorm,
    long trainedTokens) {}
