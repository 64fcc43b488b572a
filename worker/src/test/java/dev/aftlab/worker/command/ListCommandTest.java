package dev.aftlab.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.worker.NoWork;
import dev.aftlab.worker.TemporalNamespace;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.run.RunRecord;
import dev.aftlab.worker.run.SweepStart;
import dev.aftlab.worker.temporal.RemoteTemporal;
import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.client.ListedRun;
import dev.aftlab.workflows.client.RunList;
import dev.aftlab.workflows.client.StepLookupActivitiesImpl;
import dev.aftlab.workflows.pipeline.PipelineWorkflowImpl;
import dev.aftlab.workflows.step.StepWorkflowImpl;
import dev.aftlab.workflows.sweep.RunMemo;
import dev.aftlab.workflows.sweep.SweepRequest;
import dev.aftlab.workflows.sweep.SweepResult;
import dev.aftlab.workflows.sweep.SweepWorkflow;
import dev.aftlab.workflows.sweep.SweepWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of a real server, of runs whose steps do nothing. */
@Tag("integration")
final class ListCommandTest {
  private static final int ARMS = 12;
  private static final String STARTED = "2026-11-25T18:00:00Z";

  @TempDir private Path folder;
  private TemporalNamespace namespace;
  private RemoteTemporal temporal;
  private WorkerFactory workers;

  @BeforeEach
  void connect() {
    namespace = TemporalNamespace.create("listed");
    temporal = RemoteTemporal.connect(namespace.environment(), Optional.empty());
    NoWork work = new NoWork(ARMS);
    workers = WorkerFactory.newInstance(temporal.client());
    Worker control = workers.newWorker(TaskQueues.CONTROL);
    control.registerWorkflowImplementationTypes(
        SweepWorkflowImpl.class, PipelineWorkflowImpl.class, StepWorkflowImpl.class);
    control.registerActivitiesImplementations(
        work,
        new StepLookupActivitiesImpl(
            temporal.client(),
            (String plan, Fingerprint step, String run) ->
                work.find(step).map(found -> found.withReused(true))));
    workers.newWorker(TaskQueues.GPU).registerActivitiesImplementations(work.onDevice());
    workers.start();
  }

  @AfterEach
  void disconnect() {
    // Without a server the test was skipped before anything was opened.
    if (workers != null) {
      workers.shutdownNow();
      temporal.close();
    }
  }

  private static RunRecord record(String plan) {
    return new RunRecord(
        "many-1",
        "many",
        "many.yaml",
        List.of(),
        plan,
        List.of(plan),
        ARMS,
        ARMS,
        STARTED,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @Test
  void run_continuedAsNew_isListedOnceWithItsStart() throws Exception {
    String plan = "many:" + ARMS;
    CommandContext session =
        CommandContext.of(
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            Map.of(),
            folder);
    SweepRequest request =
        SweepRequest.of(plan, PlanPage.only(plan, ARMS), "many-1", "store", 1)
            .withPace(new RunTimings(5_000, 60_000, 20));

    assertEquals(
        ARMS,
        new SweepStart(session, temporal)
            .start(record(plan), request)
            .getResult(SweepResult.class)
            .done());

    assertTrue(
        eventually(
            () -> namespace.count("AftRun = 'many-1' AND ExecutionStatus = 'ContinuedAsNew'") > 1),
        "the history was short");
    List<ListedRun> runs = new RunList(temporal.client()).of("many");
    assertEquals(1, runs.size());
    assertEquals(RunState.DONE, runs.getFirst().state());
    assertEquals(Instant.parse(STARTED), runs.getFirst().started());
    assertEquals(ARMS, runs.getFirst().memo().orElseThrow().arms());
  }

  @Test
  void run_onAServerWithoutAttributes_isFoundByItsMemo() throws Exception {
    RunMemo memo = new RunMemo("many", "many.yaml", List.of(), "many:1", "store", 1, 1, STARTED);
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.sweep("many-2"))
            .setTaskQueue(TaskQueues.CONTROL)
            .setMemo(Map.of(RunMemo.KEY, memo))
            .build();
    SweepWorkflow sweep = temporal.client().newWorkflowStub(SweepWorkflow.class, options);

    WorkflowClient.execute(
            sweep::run, SweepRequest.of("many:1", PlanPage.only("many:1", 1), "many-2", "store", 1))
        .join();

    RunList list = new RunList(temporal.client());
    assertTrue(eventually(() -> list.all().stream().anyMatch(run -> run.state() == RunState.DONE)));
    assertEquals(List.of("many-2"), list.of("many").stream().map(ListedRun::run).toList());
    assertEquals(List.of(), list.of("another"));
    assertEquals(Optional.of(RunState.DONE), list.find("many-2").map(ListedRun::state));
  }

  /** A server's list is updated some milliseconds later. */
  private static boolean eventually(BooleanSupplier seen) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!seen.getAsBoolean() && Instant.now().isBefore(end)) {
      Thread.sleep(100);
    }
    return seen.getAsBoolean();
  }
}
