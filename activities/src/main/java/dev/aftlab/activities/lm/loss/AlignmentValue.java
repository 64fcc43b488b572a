package dev.aftlab.activities.lm.loss;

/**
 * The alignment loss of one question. The arrays are not copied: do not write to them.
 *
 * @param loss the value, 0 or more
 * @param positives its partial derivative by the score of each right completion
 * @param negatives its partial derivative by the score of each wrong completion
 */
record AlignmentValue(double loss, double[] positives, double[] negatives) {}
