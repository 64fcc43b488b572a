/**
 * Steps on their own: lines of JSON come in, and go out with what a model or a rule found added to
 * each. Puts the learner, the prompts and the extractors together, as {@code activities.step} does
 * for experiments; must not know the store, Temporal or the command line. Start reading at {@link
 * dev.aftlab.activities.jsonlines.LineRun}.
 */
@NullMarked
package dev.aftlab.activities.jsonlines;

import org.jspecify.annotations.NullMarked;
