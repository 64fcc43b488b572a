/**
 * Objectives: pure functions from a batch's scores to a value and its analytic gradient, as flat
 * arrays of doubles. Must not depend on the engine nor on any other package of the learner. Start
 * at {@link Objective} and {@link BatchScores}; {@link Objectives} makes them from specs.
 */
@NullMarked
package dev.aftlab.activities.lm.loss;

import org.jspecify.annotations.NullMarked;
