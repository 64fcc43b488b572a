/**
 * Finds answers in completions, judges them, and sorts samples into right and wrong. Pure
 * functions; must not know the learner or the store. Start reading at {@link
 * dev.aftlab.activities.label.Extractors}.
 */
@NullMarked
package dev.aftlab.activities.label;

import org.jspecify.annotations.NullMarked;
