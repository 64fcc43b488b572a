/**
 * Objectives: pure functions from scores to a value and its analytic gradient, in doubles. Must not
 * depend on the engine nor on any other package of the learner. Start at {@link Objective}.
 */
@NullMarked
package dev.aftlab.activities.lm.loss;

import org.jspecify.annotations.NullMarked;
