/**
 * Readers and generators of questions. May use {@code experiments}, {@code activities.files} and
 * Jackson; must not know the learner, the store or Temporal. Start reading at {@link
 * dev.aftlab.activities.dataset.reader.Datasets}.
 */
@NullMarked
package dev.aftlab.activities.dataset;

import org.jspecify.annotations.NullMarked;
