/**
 * What must be done: steps with an identity, the graph of the distinct ones that an experiment's
 * arms need, and what changed since last time. Must not read data or know a server; facts about
 * inputs are handed in. Called by activities, never by workflow code. Start reading at {@link
 * dev.aftlab.experiments.plan.Planner}.
 */
@NullMarked
package dev.aftlab.experiments.plan;

import org.jspecify.annotations.NullMarked;
