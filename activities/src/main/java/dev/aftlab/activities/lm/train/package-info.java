/**
 * Training: scores of a batch, an objective's value and gradient by them, and the learning rate.
 * Computes by a {@code lm.engine.LearnerSession}; the loop knows neither engine, clock, tracker nor
 * store. Must not depend on sampling. Start at {@link Trainer}.
 */
@NullMarked
package dev.aftlab.activities.lm.train;

import org.jspecify.annotations.NullMarked;
