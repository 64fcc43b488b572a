package dev.aftlab.worker.run;

import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.runtime.ActivityRuntime;
import dev.aftlab.worker.runtime.TemporalSession;
import dev.aftlab.worker.temporal.RemoteTemporal;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.TrackingSummary;
import dev.aftlab.workflows.activity.TrackingTarget;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/**
 * Waits some seconds for the tracking of a run, and reports when that is not enough. The run's
 * folder is complete in any case.
 */
public final class TrackingEnd {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration TICK = Duration.ofMillis(50);

  private final CommandContext session;
  private final ActivityRuntime runtime;
  private final TemporalSession temporalSession;
  private final TrackingTarget target;
  private final PrintWriter console;

  public TrackingEnd(
      CommandContext session,
      ActivityRuntime runtime,
      TemporalSession temporalSession,
      TrackingTarget target,
      PrintWriter console) {
    this.session = session;
    this.runtime = runtime;
    this.temporalSession = temporalSession;
    this.target = target;
    this.console = console;
  }

  public void await(RunRecord run) {
    boolean finished = run.stateNow() != RunState.INTERRUPTED && finished(run);
    if (!finished || temporalSession.workers().isEmpty()) {
      // Remote workers have no access to the run's folder.
      folderAlone(run);
    }
    if (!finished) {
      target.mlflow().ifPresent(address -> console.println(later(run, address)));
    } else {
      target
          .mlflow()
          .ifPresent(address -> console.println("curves and results are in MLflow at " + address));
    }
  }

  /** Waits for the end of tracking, up to the given time or until Ctrl-C. */
  private boolean finished(RunRecord run) {
    CompletableFuture<TrackingSummary> result = tracking(run).getResultAsync(TrackingSummary.class);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!result.isDone() && System.nanoTime() < end && !session.interruption().await(TICK)) {
      console.flush();
    }
    if (result.isCompletedExceptionally()) {
      LoggerFactory.getLogger(TrackingEnd.class)
          .warn("the tracking of {} has failed", run.id(), result.exceptionNow());
    }
    return result.isDone() && !result.isCompletedExceptionally();
  }

  private WorkflowStub tracking(RunRecord run) {
    WorkflowClient client = temporalSession.server().client();
    return client.newUntypedWorkflowStub(WorkflowIds.tracking(run.id()));
  }

  private void folderAlone(RunRecord run) {
    try {
      runtime.track(TrackingRequests.of(run, TrackingTarget.FOLDER));
    } catch (TrackingException failure) {
      console.println("the run's folder is not complete: " + failure.getMessage());
    }
  }

  private String later(RunRecord run, String address) {
    String continuation =
        temporalSession.server() instanceof RemoteTemporal
            ? "; a worker continues; to synchronize it manually: "
            : "; synchronize it with: ";
    return "MLflow at "
        + address
        + " does not have everything yet"
        + reason(run)
        + continuation
        + "aft track "
        + run.id();
  }

  private String reason(RunRecord run) {
    try {
      return tracking(run).describe().getRawDescription().getPendingActivitiesList().stream()
          .filter(PendingActivityInfo::hasLastFailure)
          .map(activity -> activity.getLastFailure().getMessage())
          .findFirst()
          .map(message -> " (" + message + ")")
          .orElse("");
    } catch (WorkflowException ended) {
      return Optional.ofNullable(ended.getCause())
          .map(cause -> " (" + cause.getMessage() + ")")
          .orElse("");
    }
  }
}
