/**
 * Reads the questions of a data set spec: layouts, slices, mixtures. Start reading at {@link
 * dev.aftlab.activities.dataset.reader.Datasets}.
 */
@NullMarked
package dev.aftlab.activities.dataset.reader;

import org.jspecify.annotations.NullMarked;
