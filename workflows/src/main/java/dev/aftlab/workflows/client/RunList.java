package dev.aftlab.workflows.client;

import dev.aftlab.experiments.result.RunState;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.sweep.RunMemo;
import dev.aftlab.workflows.sweep.RunSearchAttributes;
import dev.aftlab.workflows.sweep.SweepResult;
import dev.aftlab.workflows.sweep.SweepWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All runs of a server. A server inside a process has no such list. */
public final class RunList {

  /** A part that continued as a new workflow is not a separate run. */
  private static final String SWEEPS =
      "WorkflowType = '"
          + SweepWorkflow.class.getSimpleName()
          + "' AND ExecutionStatus != 'ContinuedAsNew'";

  private final WorkflowClient client;

  /** The list of one server. */
  public RunList(WorkflowClient client) {
    this.client = client;
  }

  /**
   * All runs, newest first. One call for every thousand, and one more for each run that ended
   * without saying how.
   */
  public List<ListedRun> all() {
    return listed(SWEEPS);
  }

  /**
   * The runs of one experiment, newest first: by search attribute where the server has it, else
   * picked from all.
   */
  public List<ListedRun> of(String experiment) {
    try {
      return listed(
          SWEEPS
              + " AND "
              + RunSearchAttributes.EXPERIMENT.getName()
              + " = '"
              + escaped(experiment)
              + "'");
    } catch (RuntimeException unknownAttribute) {
      // A server that is unreachable, or rejects for another reason, fails again.
      return all().stream().filter(run -> run.experiment().equals(experiment)).toList();
    }
  }

  /** One run by its whole name. */
  public Optional<ListedRun> find(String run) {
    try {
      WorkflowExecutionMetadata description =
          client.newUntypedWorkflowStub(WorkflowIds.sweep(run)).describe();
      return Optional.of(listed(description));
    } catch (WorkflowNotFoundException none) {
      return Optional.empty();
    }
  }

  private List<ListedRun> listed(String query) {
    try (Stream<WorkflowExecutionMetadata> executions = client.listExecutions(query)) {
      return executions
          .map(this::listed)
          .sorted(Comparator.comparing(ListedRun::started).reversed())
          .toList();
    }
  }

  private ListedRun listed(WorkflowExecutionMetadata execution) {
    Optional<RunMemo> memo =
        Optional.ofNullable(execution.getMemo(RunMemo.KEY, RunMemo.class, RunMemo.class));
    String experiment =
        Optional.ofNullable(
                execution.getTypedSearchAttributes().get(RunSearchAttributes.EXPERIMENT))
            .or(() -> memo.map(RunMemo::experiment))
            .orElse("");
    Instant started =
        memo.map(RunMemo::started).map(Instant::parse).orElse(execution.getStartTime());
    String run = WorkflowIds.run(execution.getExecution().getWorkflowId());
    return new ListedRun(
        run,
        experiment,
        state(execution),
        started,
        Optional.ofNullable(execution.getCloseTime()),
        memo);
  }

  /** A run that was terminated, or ran out of time, had no chance to say so itself. */
  private RunState state(WorkflowExecutionMetadata execution) {
    Optional<RunState> said =
        Optional.ofNullable(execution.getTypedSearchAttributes().get(RunSearchAttributes.STATE))
            .flatMap(RunState::of);
    return switch (execution.getStatus()) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING ->
          said.filter(RunState.PAUSED::equals).orElse(RunState.RUNNING);
      case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
          said.filter(RunState::ended).orElseGet(() -> result(execution));
      case WORKFLOW_EXECUTION_STATUS_CANCELED, WORKFLOW_EXECUTION_STATUS_TERMINATED ->
          RunState.STOPPED;
      default -> RunState.FAILED;
    };
  }

  private RunState result(WorkflowExecutionMetadata execution) {
    try {
      return client
          .newUntypedWorkflowStub(execution.getExecution().getWorkflowId())
          .getResult(SweepResult.class)
          .end()
          .state();
    } catch (WorkflowException gone) {
      return RunState.DONE;
    }
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }
}
