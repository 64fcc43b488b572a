/**
 * Intervals, tests and corrections as pure functions. Knows nothing of experiments. Start reading
 * at {@link dev.aftlab.experiments.statistics.Bootstrap}.
 */
package dev.aftlab.experiments.statistics;
