/**
 * The activity contracts of the workflows: activity interfaces, the records that go in and come
 * out, every timeout and retry rule, and the kinds of failures. Must not depend on workflows nor on
 * implementations; carries references, never data. Start reading at {@link
 * dev.aftlab.workflows.activity.StepActivities} and {@link
 * dev.aftlab.workflows.activity.ActivityPolicies}.
 */
@NullMarked
package dev.aftlab.workflows.activity;

import org.jspecify.annotations.NullMarked;
