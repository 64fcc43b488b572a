/**
 * Turns answers and scores into the item records that reports are made of. Pure; must not know the
 * learner or the store. Start reading at {@link dev.aftlab.activities.evaluate.EvaluationItems}.
 */
@NullMarked
package dev.aftlab.activities.evaluate;

import org.jspecify.annotations.NullMarked;
