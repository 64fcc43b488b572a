/**
 * What of a run is shown in trackers: read from plan and store only, so that it can be synchronized
 * during the run, after it, and by command. Uses {@code store}, {@code tracking} and {@code
 * experiments}; must not know Temporal. Start reading at {@link
 * dev.aftlab.activities.tracking.run.RunMirror}.
 */
@NullMarked
package dev.aftlab.activities.tracking.run;

import org.jspecify.annotations.NullMarked;
