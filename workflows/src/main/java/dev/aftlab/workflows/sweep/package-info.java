/**
 * The workflow of a run: starts arms, applies control commands, keeps the receipt. Start reading at
 * {@link dev.aftlab.workflows.sweep.SweepWorkflowImpl}.
 */
package dev.aftlab.workflows.sweep;
