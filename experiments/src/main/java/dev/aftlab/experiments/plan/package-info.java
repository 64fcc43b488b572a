/**
 * Planning: steps with fingerprints, the graph of distinct steps of an experiment, and the
 * difference from an earlier plan. Must not read data or use a server; facts about inputs come from
 * {@code InputResolver}. Called by activities, never by workflow code. Start reading at {@link
 * dev.aftlab.experiments.plan.Planner}.
 */
@NullMarked
package dev.aftlab.experiments.plan;

import org.jspecify.annotations.NullMarked;
