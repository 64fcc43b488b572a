/**
 * Lines, JSON and CSV of data files with the position of every field, and the detection of foreign
 * formats. Must not know a data set's layout. Start reading at {@link
 * dev.aftlab.activities.dataset.text.TextLines}.
 */
@NullMarked
package dev.aftlab.activities.dataset.text;

import org.jspecify.annotations.NullMarked;
