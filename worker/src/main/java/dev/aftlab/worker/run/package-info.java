/**
 * Runs on the command line: their folders, records, progress, status and summary. Start reading at
 * {@link dev.aftlab.worker.run.ExperimentRun}.
 */
@NullMarked
package dev.aftlab.worker.run;

import org.jspecify.annotations.NullMarked;
