/**
 * One class for each layout of a public data set. Must not know slices or mixtures. Start reading
 * at {@link dev.aftlab.activities.dataset.layout.QuestionSource}.
 */
@NullMarked
package dev.aftlab.activities.dataset.layout;

import org.jspecify.annotations.NullMarked;
