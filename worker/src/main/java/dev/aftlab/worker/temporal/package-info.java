/**
 * Connections to a Temporal server, remote or inside the process, and their diagnosis. Start
 * reading at {@link dev.aftlab.worker.temporal.TemporalServer}.
 */
@NullMarked
package dev.aftlab.worker.temporal;

import org.jspecify.annotations.NullMarked;
