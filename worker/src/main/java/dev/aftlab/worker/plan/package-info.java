/**
 * Plans an experiment on the command line and shows what would run. Start reading at {@link
 * dev.aftlab.worker.plan.ExperimentPlanning}.
 */
@NullMarked
package dev.aftlab.worker.plan;

import org.jspecify.annotations.NullMarked;
