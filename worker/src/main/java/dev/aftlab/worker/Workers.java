package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import dev.aftlab.workflows.MirrorWorkflowImpl;
import dev.aftlab.workflows.PipelineWorkflowImpl;
import dev.aftlab.workflows.StepWorkflowImpl;
import dev.aftlab.workflows.SweepWorkflowImpl;
import dev.aftlab.workflows.TaskQueues;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.concurrent.TimeUnit;

/** The workers of this process. Platform threads only: the engine keeps state by thread, and virtual threads change theirs. */
final class Workers implements AutoCloseable {
  private static final int LIGHT_SLOTS = 16;
  private static final int MIRROR_SLOTS = 100;
  private static final long PATIENCE_SECONDS = 20;

  private final WorkerFactory factory;
  private final Workbench workbench;

  private Workers(WorkerFactory factory, Workbench workbench) {
    this.factory = factory;
    this.workbench = workbench;
  }

  /** Which queues are served. */
  enum Queues {
    CONTROL,
    GPU,
    BOTH
  }

  /** Starts workers; {@code slots} is how many activities of the device queue run at once. */
  static Workers start(TemporalServer server, Workbench workbench, Queues queues, int slots) {
    WorkerFactory factory = WorkerFactory.newInstance(server.client());
    if (queues != Queues.GPU) {
      Worker control = factory.newWorker(TaskQueues.CONTROL, options(server, LIGHT_SLOTS));
      control.registerWorkflowImplementationTypes(SweepWorkflowImpl.class, PipelineWorkflowImpl.class, StepWorkflowImpl.class, MirrorWorkflowImpl.class);
      control.registerActivitiesImplementations(workbench.controlActivities(server.client()).toArray());
      Worker track = factory.newWorker(TaskQueues.TRACK, options(server, MIRROR_SLOTS));
      track.registerActivitiesImplementations(workbench.trackActivities(server.client()).toArray());
    }
    if (queues != Queues.CONTROL) {
      factory.newWorker(TaskQueues.GPU, options(server, slots)).registerActivitiesImplementations(workbench.gpuActivities().toArray());
    }
    factory.start();
    return new Workers(factory, workbench);
  }

  private static WorkerOptions options(TemporalServer server, int slots) {
    return WorkerOptions.newBuilder()
        .setMaxConcurrentActivityExecutionSize(slots)
        .setMaxHeartbeatThrottleInterval(server.heartbeatThrottle())
        .setDefaultHeartbeatThrottleInterval(server.heartbeatThrottle())
        .build();
  }

  /** Takes no more work, asks running work to stop at its next step, and waits until it has. Working threads are not interrupted. */
  @Override
  public void close() {
    workbench.stop();
    factory.shutdown();
    factory.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
