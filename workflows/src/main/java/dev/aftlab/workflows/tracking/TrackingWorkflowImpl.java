package dev.aftlab.workflows.tracking;

import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.TrackingActivities;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingSummary;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/**
 * Two activities after each other: one that follows, which is restarted when the run has another
 * page, and one that completes.
 */
public final class TrackingWorkflowImpl implements TrackingWorkflow {

  private final TrackingActivities tracks =
      Workflow.newActivityStub(
          TrackingActivities.class,
          ActivityPolicies.mirroring(TaskQueues.TRACK, RunTimings.DEFAULT.heartbeat()));
  private Optional<RunEnd> ending = Optional.empty();
  private List<String> pages = List.of();

  @Override
  public TrackingSummary run(TrackingRequest request) {
    if (pages.isEmpty()) {
      pages = request.pages();
    }
    while (ending.isEmpty()) {
      ending = follow(request.withPages(pages)).or(() -> ending);
    }
    return tracks.complete(request.withPages(pages).ended(ending.get()));
  }

  /** How the run ended; empty when there is another page to follow, or the run said it itself. */
  private Optional<RunEnd> follow(TrackingRequest request) {
    CompletablePromise<RunEnd> following = Workflow.newPromise();
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> following.completeFrom(Async.function(tracks::follow, request)));
    scope.run();
    try {
      Workflow.await(() -> ending.isPresent() || following.isCompleted() || morePages(request));
    } catch (CanceledFailure cancelled) {
      Workflow.newDetachedCancellationScope(() -> Workflow.await(following::isCompleted)).run();
      throw cancelled;
    }
    if (following.isCompleted() && ending.isEmpty()) {
      return Optional.of(following.get());
    }
    scope.cancel("the run has ended, or has another page");
    Workflow.await(following::isCompleted);
    return Optional.empty();
  }

  private boolean morePages(TrackingRequest request) {
    return pages.size() > request.pages().size();
  }

  @Override
  public void pages(List<String> plans) {
    pages = List.copyOf(plans);
  }

  @Override
  public void finish(RunEnd end) {
    ending = Optional.of(end);
  }
}
