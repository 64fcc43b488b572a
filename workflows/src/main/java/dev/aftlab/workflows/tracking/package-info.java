/**
 * The workflow that synchronizes a run to a tracker. Start reading at {@link
 * dev.aftlab.workflows.tracking.TrackingWorkflow}.
 */
@NullMarked
package dev.aftlab.workflows.tracking;

import org.jspecify.annotations.NullMarked;
