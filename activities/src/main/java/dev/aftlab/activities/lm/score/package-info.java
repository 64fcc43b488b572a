/**
 * Scores without training: summed and mean log-probabilities of given completions. Must not depend
 * on training or sampling. Start at {@link Scorer}.
 */
@NullMarked
package dev.aftlab.activities.lm.score;

import org.jspecify.annotations.NullMarked;
