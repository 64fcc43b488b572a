/**
 * The progress of a run on the console: a redrawn block on a terminal, lines elsewhere. Reads runs
 * and changes nothing. Start reading at {@link dev.aftlab.worker.progress.ProgressView}.
 */
@NullMarked
package dev.aftlab.worker.progress;

import org.jspecify.annotations.NullMarked;
