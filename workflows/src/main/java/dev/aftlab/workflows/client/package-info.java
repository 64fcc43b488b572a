/**
 * What is done with workflows from outside, by way of a Temporal client: requesting steps,
 * monitoring a run. Not workflow code: must not be called from a workflow but through an activity.
 * Start reading at {@link dev.aftlab.workflows.client.StepLookupActivitiesImpl}.
 */
@NullMarked
package dev.aftlab.workflows.client;

import org.jspecify.annotations.NullMarked;
