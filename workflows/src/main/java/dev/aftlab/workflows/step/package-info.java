/**
 * The workflow of one fingerprint: attempts, shards, retries, and the notification of its waiters.
 * Start reading at {@link dev.aftlab.workflows.step.StepWorkflowImpl}.
 */
@NullMarked
package dev.aftlab.workflows.step;

import org.jspecify.annotations.NullMarked;
