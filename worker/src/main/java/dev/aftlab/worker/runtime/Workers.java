package dev.aftlab.worker.runtime;

import dev.aftlab.worker.temporal.TemporalServer;
import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.pipeline.PipelineWorkflowImpl;
import dev.aftlab.workflows.step.StepWorkflowImpl;
import dev.aftlab.workflows.sweep.SweepWorkflowImpl;
import dev.aftlab.workflows.tracking.TrackingWorkflowImpl;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The workers of this process. Platform threads only: the engine keeps state by thread, and virtual
 * threads change theirs.
 */
public final class Workers implements AutoCloseable {
  private static final int LIGHT_SLOTS = 16;
  private static final int MIRROR_SLOTS = 100;
  private static final long PATIENCE_SECONDS = 20;

  private final WorkerFactory factory;
  private final ActivityRuntime workbench;

  private Workers(WorkerFactory factory, ActivityRuntime workbench) {
    this.factory = factory;
    this.workbench = workbench;
  }

  /** Which queues are served. */
  public enum Queues {
    CONTROL,
    GPU,
    BOTH
  }

  /**
   * What workers do, and who they are.
   *
   * @param queues which queues they serve
   * @param slots how many activities of the device queue run at once
   * @param identity their name on the server; empty for process and host
   * @param version the deployment and version that they belong to; empty for none
   */
  public record Role(
      Queues queues,
      int slots,
      Optional<String> identity,
      Optional<WorkerDeploymentVersion> version) {

    /** Nobody in particular. */
    public static Role of(Queues queues, int slots) {
      return new Role(queues, slots, Optional.empty(), Optional.empty());
    }

    /** Its version in brackets, for people; nothing when it has none. */
    public String versionNote() {
      return version
          .map(known -> " (" + known.getDeploymentName() + " " + known.getBuildId() + ")")
          .orElse("");
    }
  }

  /** Starts workers. */
  static Workers start(TemporalServer server, ActivityRuntime workbench, Role role) {
    WorkerFactory factory = WorkerFactory.newInstance(server.client(), lightThreads());
    if (role.queues() != Queues.GPU) {
      Worker control = factory.newWorker(TaskQueues.CONTROL, options(server, role, LIGHT_SLOTS));
      control.registerWorkflowImplementationTypes(
          SweepWorkflowImpl.class,
          PipelineWorkflowImpl.class,
          StepWorkflowImpl.class,
          TrackingWorkflowImpl.class);
      control.registerActivitiesImplementations(
          workbench.controlActivities(server.client()).toArray());
      Worker track = factory.newWorker(TaskQueues.TRACK, options(server, role, MIRROR_SLOTS));
      track.registerActivitiesImplementations(workbench.trackActivities(server.client()).toArray());
    }
    if (role.queues() != Queues.CONTROL) {
      factory
          .newWorker(TaskQueues.GPU, options(server, role, role.slots()))
          .registerActivitiesImplementations(workbench.gpuActivities().toArray());
    }
    factory.start();
    return new Workers(factory, workbench);
  }

  /**
   * Workflow code waits most of its life: that costs least on virtual threads. What computes runs
   * elsewhere.
   */
  public static WorkerFactoryOptions lightThreads() {
    return WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build();
  }

  private static WorkerOptions options(TemporalServer server, Role role, int slots) {
    WorkerOptions.Builder options =
        WorkerOptions.newBuilder()
            .setMaxConcurrentActivityExecutionSize(slots)
            .setMaxHeartbeatThrottleInterval(server.heartbeatThrottle())
            .setDefaultHeartbeatThrottleInterval(server.heartbeatThrottle());
    role.identity().ifPresent(options::setIdentity);
    role.version().ifPresent(version -> options.setDeploymentOptions(versioned(version)));
    return options.build();
  }

  /**
   * Every workflow moves to the newest version with its next task. A step pinned to the version
   * that began it would need that version's workers until its end, and they are on machines that
   * vanish; checkpoints and histories are made to be taken up by a later version.
   */
  private static WorkerDeploymentOptions versioned(WorkerDeploymentVersion version) {
    return WorkerDeploymentOptions.newBuilder()
        .setUseVersioning(true)
        .setVersion(version)
        .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
        .build();
  }

  /**
   * Takes no more work, asks running work to stop at its next step, and waits until it has. Working
   * threads are not interrupted.
   */
  @Override
  public void close() {
    workbench.stop();
    factory.shutdown();
    factory.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
