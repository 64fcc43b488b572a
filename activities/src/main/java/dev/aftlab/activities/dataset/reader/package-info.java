/**
 * Reads the questions of a data set spec: layouts, slices, mixtures. Start reading at {@link
 * dev.aftlab.activities.dataset.reader.Datasets}.
 */
package dev.aftlab.activities.dataset.reader;
