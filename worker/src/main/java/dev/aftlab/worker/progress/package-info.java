/**
 * What people see while a run goes on: a block that is redrawn on a terminal, lines elsewhere.
 * Looks at runs and changes nothing. Start reading at {@link
 * dev.aftlab.worker.progress.ProgressView}.
 */
package dev.aftlab.worker.progress;
