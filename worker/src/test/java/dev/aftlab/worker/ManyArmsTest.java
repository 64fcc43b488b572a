package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.worker.runtime.Workers;
import dev.aftlab.workflows.DataConverters;
import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.client.StepLookupActivitiesImpl;
import dev.aftlab.workflows.pipeline.PipelineWorkflowImpl;
import dev.aftlab.workflows.step.StepWorkflowImpl;
import dev.aftlab.workflows.sweep.SweepRequest;
import dev.aftlab.workflows.sweep.SweepResult;
import dev.aftlab.workflows.sweep.SweepWorkflow;
import dev.aftlab.workflows.sweep.SweepWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cost of orchestrating two hundred arms of five steps, five hundred distinct, that do nothing:
 * sweep, pipeline and step workflows on the real server. The measurements are always printed; the
 * time is asserted with {@code -Daftlab.bench=true}, on an idle machine. One run goes before,
 * without which the figure would be the JVM's compiler.
 */
@Tag("slow")
final class ManyArmsTest {

  private static final int ARMS = 200;
  private static final int DISTINCT = 500;
  private static final int LONGEST_HISTORY = 4_000;
  private static final boolean JUDGED = Boolean.getBoolean("aftlab.bench");
  private static final double MOST_MILLIS_A_STEP = 20;
  private static final double NANOS_PER_MILLI = 1e6;

  @TempDir private Path folder;

  @Test
  void twoHundredArms_ofStepsThatDoNothing_costLittle() throws Exception {
    try (PrivateTemporal server = PrivateTemporal.start(folder)) {
      WorkflowServiceStubs stubs =
          WorkflowServiceStubs.newConnectedServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build(),
              Duration.ofSeconds(10));
      WorkflowClient client =
          WorkflowClient.newInstance(
              stubs,
              WorkflowClientOptions.newBuilder().setDataConverter(DataConverters.create()).build());
      WorkerFactory workers = workers(client, new NoWork(ARMS));
      try {
        run(client, "warm-up", ARMS);
        measure(server, client);
      } finally {
        workers.shutdownNow();
        stubs.shutdownNow();
      }
    }
  }

  private static void measure(PrivateTemporal server, WorkflowClient client) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long wall = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    Duration serverCpu = server.cpu();
    SweepResult result = run(client, "many", ARMS);
    double workerMillis = (system.getProcessCpuTime() - cpu) / NANOS_PER_MILLI;
    double wallMillis = (System.nanoTime() - wall) / NANOS_PER_MILLI;
    int longest =
        Math.max(
            events(client, WorkflowIds.sweep("many")),
            IntStream.range(0, ARMS)
                .map(arm -> events(client, WorkflowIds.arm("many", arm)))
                .max()
                .orElseThrow());
    System.out.printf(
        "many arms: %d arms, %d distinct steps: %.1f s wall, %.1f s of server CPU, %.1f s of worker"
            + " CPU (%.1f ms a step), longest history %d events%n",
        ARMS,
        DISTINCT,
        wallMillis / 1e3,
        server.cpu().minus(serverCpu).toMillis() / 1e3,
        workerMillis / 1e3,
        workerMillis / DISTINCT,
        longest);
    assertEquals(ARMS, result.done());
    assertEquals(DISTINCT, result.receipt().executed());
    assertTrue(longest < LONGEST_HISTORY, longest + " events");
    if (JUDGED) {
      assertTrue(
          workerMillis / DISTINCT <= MOST_MILLIS_A_STEP,
          workerMillis / DISTINCT + " ms of worker CPU a step");
    }
  }

  private static int events(WorkflowClient client, String workflow) {
    return client.fetchHistory(workflow).getEvents().size();
  }

  /** The first arms of a plan whose steps bear the run's name, so that runs share none. */
  private static SweepResult run(WorkflowClient client, String run, int arms) {
    String plan = "plan of " + run;
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.sweep(run))
            .setTaskQueue(TaskQueues.CONTROL)
            .build();
    return client
        .newWorkflowStub(SweepWorkflow.class, options)
        .run(SweepRequest.of(plan, PlanPage.only(plan, arms), run, "store", 50));
  }

  private static WorkerFactory workers(WorkflowClient client, NoWork work) {
    WorkerFactory workers = WorkerFactory.newInstance(client, Workers.lightThreads());
    Worker control = workers.newWorker(TaskQueues.CONTROL);
    control.registerWorkflowImplementationTypes(
        SweepWorkflowImpl.class, PipelineWorkflowImpl.class, StepWorkflowImpl.class);
    control.registerActivitiesImplementations(
        work,
        new StepLookupActivitiesImpl(
            client,
            (String plan, Fingerprint step, String run) ->
                work.find(step).map(found -> found.withReused(true))));
    workers.newWorker(TaskQueues.GPU).registerActivitiesImplementations(work.onDevice());
    workers.start();
    return workers;
  }
}
