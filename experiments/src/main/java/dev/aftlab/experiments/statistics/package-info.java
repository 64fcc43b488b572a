/**
 * Intervals, tests and corrections as pure functions. Must not depend on experiments. Start reading
 * at {@link dev.aftlab.experiments.statistics.Bootstrap}.
 */
@NullMarked
package dev.aftlab.experiments.statistics;

import org.jspecify.annotations.NullMarked;
