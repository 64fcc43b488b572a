/**
 * The workflow of a run: starts arms, applies control commands, keeps the receipt. Start reading at
 * {@link dev.aftlab.workflows.sweep.SweepWorkflowImpl}.
 */
@NullMarked
package dev.aftlab.workflows.sweep;

import org.jspecify.annotations.NullMarked;
