package dev.aftlab.worker.run;

import dev.aftlab.activities.tracking.TrackingException;
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
 * Gives a run's mirror some seconds to finish, and says so when that is not enough. The run's
 * folder is complete in any case.
 */
public final class TrackingEnd {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration TICK = Duration.ofMillis(50);

  private final CommandContext session;
  private final ActivityRuntime workbench;
  private final TemporalSession wiring;
  private final TrackingTarget target;
  private final PrintWriter people;

  public TrackingEnd(
      CommandContext session,
      ActivityRuntime workbench,
      TemporalSession wiring,
      TrackingTarget target,
      PrintWriter people) {
    this.session = session;
    this.workbench = workbench;
    this.wiring = wiring;
    this.target = target;
    this.people = people;
  }

  public void await(RunRecord run) {
    boolean finished = run.state() != RunRecord.State.INTERRUPTED && finished(run);
    if (!finished || wiring.workers().isEmpty()) {
      // Workers elsewhere do not see the run's folder.
      folderAlone(run);
    }
    if (!finished) {
      target.mlflow().ifPresent(address -> people.println(later(run, address)));
    } else {
      target
          .mlflow()
          .ifPresent(address -> people.println("curves and results are in MLflow at " + address));
    }
  }

  /** Waits for the mirror's end, for so long or until Ctrl-C. */
  private boolean finished(RunRecord run) {
    CompletableFuture<TrackingSummary> result = mirror(run).getResultAsync(TrackingSummary.class);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!result.isDone() && System.nanoTime() < end && !session.interruption().await(TICK)) {
      people.flush();
    }
    if (result.isCompletedExceptionally()) {
      LoggerFactory.getLogger(TrackingEnd.class)
          .warn("the mirror of {} has failed", run.id(), result.exceptionNow());
    }
    return result.isDone() && !result.isCompletedExceptionally();
  }

  private WorkflowStub mirror(RunRecord run) {
    WorkflowClient client = wiring.server().client();
    return client.newUntypedWorkflowStub(WorkflowIds.mirror(run.id()));
  }

  private void folderAlone(RunRecord run) {
    try {
      workbench.mirror(TrackingRequests.of(run, TrackingTarget.FOLDER));
    } catch (TrackingException failure) {
      people.println("the run's folder is not complete: " + failure.getMessage());
    }
  }

  private String later(RunRecord run, String address) {
    String goesOn =
        wiring.server() instanceof RemoteTemporal
            ? "; a worker goes on with it, and this does it by hand: "
            : "; catch up with: ";
    return "MLflow at "
        + address
        + " does not have everything yet"
        + reason(run)
        + goesOn
        + "aft track "
        + run.id();
  }

  private String reason(RunRecord run) {
    try {
      return mirror(run).describe().getRawDescription().getPendingActivitiesList().stream()
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
