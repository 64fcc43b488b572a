package dev.aftlab.workflows.tracking;

import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.RunEnding;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.TrackingActivities;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingSummary;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/** Two activities after each other: one that follows, one that completes. */
public final class TrackingWorkflowImpl implements TrackingWorkflow {

  private final TrackingActivities tracks =
      Workflow.newActivityStub(
          TrackingActivities.class,
          ActivityPolicies.mirroring(TaskQueues.TRACK, RunTimings.DEFAULT.heartbeat()));
  private Optional<RunEnding> ending = Optional.empty();

  @Override
  public TrackingSummary run(TrackingRequest request) {
    CompletablePromise<RunEnding> following = Workflow.newPromise();
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> following.completeFrom(Async.function(tracks::follow, request)));
    scope.run();
    try {
      Workflow.await(() -> ending.isPresent() || following.isCompleted());
    } catch (CanceledFailure cancelled) {
      Workflow.newDetachedCancellationScope(() -> Workflow.await(following::isCompleted)).run();
      throw cancelled;
    }
    RunEnding how = ending.orElseGet(following::get);
    scope.cancel("the run has ended");
    Workflow.await(following::isCompleted);
    return tracks.complete(request.ended(how));
  }

  @Override
  public void finish(RunEnding how) {
    ending = Optional.of(how);
  }
}
