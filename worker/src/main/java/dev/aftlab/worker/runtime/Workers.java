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
 * The workers of this process. Platform threads only: the engine keeps state per thread, and
 * virtual threads change their carriers.
 */
public final class Workers implements AutoCloseable {
  private static final int LIGHT_SLOTS = 16;
  private static final int MIRROR_SLOTS = 100;
  private static final long PATIENCE_SECONDS = 20;

  private final WorkerFactory factory;
  private final ActivityRuntime runtime;

  private Workers(WorkerFactory factory, ActivityRuntime runtime) {
    this.factory = factory;
    this.runtime = runtime;
  }

  /** The task queues to poll. */
  public enum Queues {
    CONTROL,
    GPU,
    BOTH
  }

  /**
   * The role and the identity of workers.
   *
   * @param queues the queues to poll
   * @param slots maximum of concurrent activities of the device queue
   * @param identity their name on the server; empty for process and host
   * @param version the deployment and version; empty for none
   */
  public record Role(
      Queues queues,
      int slots,
      Optional<String> identity,
      Optional<WorkerDeploymentVersion> version) {

    /** Default role. */
    public static Role of(Queues queues, int slots) {
      return new Role(queues, slots, Optional.empty(), Optional.empty());
    }

    /** Its version in brackets, for messages; empty without one. */
    public String versionNote() {
      return version
          .map(known -> " (" + known.getDeploymentName() + " " + known.getBuildId() + ")")
          .orElse("");
    }
  }

  /** Starts workers. */
  static Workers start(TemporalServer server, ActivityRuntime runtime, Role role) {
    WorkerFactory factory = WorkerFactory.newInstance(server.client(), lightThreads());
    if (role.queues() != Queues.GPU) {
      Worker control = factory.newWorker(TaskQueues.CONTROL, options(server, role, LIGHT_SLOTS));
      control.registerWorkflowImplementationTypes(
          SweepWorkflowImpl.class,
          PipelineWorkflowImpl.class,
          StepWorkflowImpl.class,
          TrackingWorkflowImpl.class);
      control.registerActivitiesImplementations(
          runtime.controlActivities(server.client()).toArray());
      Worker track = factory.newWorker(TaskQueues.TRACK, options(server, role, MIRROR_SLOTS));
      track.registerActivitiesImplementations(runtime.trackActivities(server.client()).toArray());
    }
    if (role.queues() != Queues.CONTROL) {
      factory
          .newWorker(TaskQueues.GPU, options(server, role, role.slots()))
          .registerActivitiesImplementations(runtime.gpuActivities().toArray());
    }
    factory.start();
    return new Workers(factory, runtime);
  }

  /**
   * Workflow code mostly waits, which is cheapest on virtual threads. Computation runs on other
   * threads.
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
   * Every workflow moves to the current version with its next task. A step pinned to the version
   * that started it would need that version's workers until its end, which run on preemptible
   * machines; checkpoints and histories can be resumed by a later version.
   */
  private static WorkerDeploymentOptions versioned(WorkerDeploymentVersion version) {
    return WorkerDeploymentOptions.newBuilder()
        .setUseVersioning(true)
        .setVersion(version)
        .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
        .build();
  }

  /**
   * Stops polling, requests running work to stop at its next step, and waits until it has. Working
   * threads are not interrupted.
   */
  @Override
  public void close() {
    runtime.stop();
    factory.shutdown();
    factory.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
