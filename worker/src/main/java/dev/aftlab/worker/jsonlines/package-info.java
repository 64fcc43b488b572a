/**
 * Commands that read JSON lines and write JSON lines: their options, input and output. Start
 * reading at {@link dev.aftlab.worker.jsonlines.JsonLinesOptions}.
 */
@NullMarked
package dev.aftlab.worker.jsonlines;

import org.jspecify.annotations.NullMarked;
