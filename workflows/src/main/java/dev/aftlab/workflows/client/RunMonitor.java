package dev.aftlab.workflows.client;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.Heartbeat;
import dev.aftlab.workflows.pipeline.PipelineProgress;
import dev.aftlab.workflows.pipeline.PipelineProgress.StepWait;
import dev.aftlab.workflows.pipeline.PipelineWorkflow;
import dev.aftlab.workflows.step.StepProgress;
import dev.aftlab.workflows.step.StepWorkflow;
import dev.aftlab.workflows.sweep.SweepProgress;
import dev.aftlab.workflows.sweep.SweepWorkflow;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.common.converter.DataConverter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Monitors a run from outside: the sweep, its arms in flight, the distinct steps they wait for, and
 * what the activities last said.
 */
public final class RunMonitor {

  private final WorkflowClient client;

  /** A watch over one server. */
  public RunMonitor(WorkflowClient client) {
    this.client = client;
  }

  /**
   * A run at one moment. Costs one query for the run and for each arm in flight, and two calls for
   * each distinct step that is waited for; what ends meanwhile is left out.
   *
   * @throws WorkflowException when the run itself cannot be queried
   */
  public RunView query(String run) {
    SweepProgress sweep =
        client.newWorkflowStub(SweepWorkflow.class, WorkflowIds.sweep(run)).progress();
    List<PipelineProgress> arms = new ArrayList<>();
    Map<Fingerprint, StepWait> waited = new LinkedHashMap<>();
    for (SweepProgress.RunningArm arm : sweep.running()) {
      Optional<PipelineProgress> progress = arm(arm.workflowId());
      progress.ifPresent(arms::add);
      progress.ifPresent(
          now -> now.waits().forEach(wait -> waited.putIfAbsent(wait.fingerprint(), wait)));
    }
    return new RunView(
        sweep, arms, waited.values().stream().map(this::step).flatMap(Optional::stream).toList());
  }

  private Optional<PipelineProgress> arm(String workflowId) {
    try {
      return Optional.of(client.newWorkflowStub(PipelineWorkflow.class, workflowId).progress());
    } catch (WorkflowException ended) {
      return Optional.empty();
    }
  }

  private Optional<StepView> step(StepWait wait) {
    try {
      StepProgress progress =
          client.newWorkflowStub(StepWorkflow.class, wait.workflowId()).progress();
      return Optional.of(new StepView(wait, progress, working(wait.workflowId())));
    } catch (WorkflowException ended) {
      return Optional.empty();
    }
  }

  private List<Working> working(String workflowId) {
    return client
        .newUntypedWorkflowStub(workflowId)
        .describe()
        .getRawDescription()
        .getPendingActivitiesList()
        .stream()
        .map(this::working)
        .toList();
  }

  private Working working(PendingActivityInfo activity) {
    DataConverter converter = client.getOptions().getDataConverter();
    Heartbeat silent = new Heartbeat("", 0, 0, 0, new TreeMap<>());
    Heartbeat last =
        activity.hasHeartbeatDetails() && activity.getHeartbeatDetails().getPayloadsCount() > 0
            ? heartbeat(converter, activity.getHeartbeatDetails())
            : silent;
    String failure = activity.hasLastFailure() ? activity.getLastFailure().getMessage() : "";
    boolean started = activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED;
    return new Working(
        activity.getActivityType().getName(),
        activity.getAttempt(),
        started,
        last,
        failure,
        activity.getLastWorkerIdentity());
  }

  private static Heartbeat heartbeat(DataConverter converter, Payloads details) {
    return converter.fromPayloads(0, Optional.of(details), Heartbeat.class, Heartbeat.class);
  }

  /**
   * A run at one moment.
   *
   * @param sweep counts, and the arms in flight
   * @param arms where those arms are
   * @param steps the distinct steps they wait for
   */
  public record RunView(SweepProgress sweep, List<PipelineProgress> arms, List<StepView> steps) {

    /** Requested and executed steps so far, of ended and running arms. */
    public Receipt receipt() {
      return sweep.receiptWith(arms.stream().flatMap(arm -> arm.ends().stream()).toList());
    }
  }

  /**
   * A step at one moment.
   *
   * @param waited which step, and its part in the arm that named it first
   * @param progress what its workflow says
   * @param activities what its pending activities said last
   */
  public record StepView(StepWait waited, StepProgress progress, List<Working> activities) {}

  /**
   * A pending activity.
   *
   * @param type its name
   * @param attempt from 1
   * @param started whether this attempt is or was on a worker; false while it waits for a slot
   * @param heartbeat its last word; stage is empty when there was none
   * @param lastFailure why the attempt before failed; empty when there was none
   * @param worker identity of the worker that had it last; empty when the server does not say
   */
  public record Working(
      String type,
      int attempt,
      boolean started,
      Heartbeat heartbeat,
      String lastFailure,
      String worker) {}
}
