/**
 * Commands that read JSON lines and write JSON lines: their options, input and output. Start
 * reading at {@link dev.aftlab.worker.jsonlines.JsonLinesOptions}.
 */
package dev.aftlab.worker.jsonlines;
