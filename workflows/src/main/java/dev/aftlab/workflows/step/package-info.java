/**
 * The workflow of one fingerprint: attempts, shards, retries, and the notification of its waiters.
 * Start reading at {@link dev.aftlab.workflows.step.StepWorkflowImpl}.
 */
package dev.aftlab.workflows.step;
