package dev.aftlab.workflows;

import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.Pace;
import dev.aftlab.workflows.activity.RunEnding;
import dev.aftlab.workflows.activity.TrackActivities;
import dev.aftlab.workflows.activity.TrackRequest;
import dev.aftlab.workflows.activity.TrackSummary;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/** Two activities after each other: one that follows, one that completes. */
public final class MirrorWorkflowImpl implements MirrorWorkflow {

  private final TrackActivities tracks =
      Workflow.newActivityStub(TrackActivities.class, ActivityPolicies.mirroring(TaskQueues.TRACK, Pace.DEFAULT.heartbeat()));
  private Optional<RunEnding> ending = Optional.empty();

  @Override
  public TrackSummary run(TrackRequest request) {
    CompletablePromise<RunEnding> following = Workflow.newPromise();
    CancellationScope scope = Workflow.newCancellationScope(() -> following.completeFrom(Async.function(tracks::follow, request)));
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
