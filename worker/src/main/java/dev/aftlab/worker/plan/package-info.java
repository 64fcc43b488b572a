/**
 * Plans an experiment on the command line and shows what would run. Start reading at {@link
 * dev.aftlab.worker.plan.ExperimentPlanning}.
 */
package dev.aftlab.worker.plan;
