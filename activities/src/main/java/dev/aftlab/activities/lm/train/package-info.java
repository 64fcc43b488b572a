/**
 * Training: scores of a batch, an objective's value and gradient, and AdamW. Observers see each
 * step; the loop knows neither clock, tracker nor store. Must not depend on sampling. Start at
 * {@link Trainer}.
 */
package dev.aftlab.activities.lm.train;
