/**
 * Scores without training: summed and mean log-probabilities of given completions. Must not depend
 * on training or sampling. Start at {@link Scorer}.
 */
package dev.aftlab.activities.lm.score;
