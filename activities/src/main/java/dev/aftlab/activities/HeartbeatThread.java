package dev.aftlab.activities;

import dev.aftlab.activities.step.StepListener;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.Heartbeat;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/**
 * Sends heartbeats from a dedicated thread with the latest progress, and detects cancellation. A
 * beat also renews the lease. The work itself is never interrupted: it reads {@link #stopRequested}
 * between steps.
 *
 * <p>Heartbeats from another thread show that the process is alive, not that the work progresses.
 * Therefore it also monitors the work: without progress for the stage's timeout it fails the
 * attempt on the server and sends no more heartbeats. A thread that is stuck in native code cannot
 * be ended; what it may write later is refused, since the next attempt holds a newer lease.
 */
final class HeartbeatThread implements StepListener, AutoCloseable {

  private static final long BEAT_MILLIS = 500;

  /** A stage that interrupts another, whose rate continues afterwards. */
  private static final String PAUSE_IN_WORK = "checkpoint";

  private final ActivityExecutionContext context;
  private final Runnable renewLease;
  private final BooleanSupplier processStops;
  private final StageTimeouts deadlines;
  private final StalledWorkCounter hungWork;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heart").factory());
  private volatile Heartbeat latest = new Heartbeat("start", 0, 0, 0, new TreeMap<>());
  private volatile long lastSign = System.nanoTime();
  private volatile RuntimeException ended;
  private volatile boolean hung;
  private String rated = "";
  private long firstDone;
  private long ratedSince = System.nanoTime();

  HeartbeatThread(
      ActivityExecutionContext context,
      Runnable renewLease,
      BooleanSupplier processStops,
      StageTimeouts deadlines,
      StalledWorkCounter hungWork) {
    this.context = context;
    this.renewLease = renewLease;
    this.processStops = processStops;
    this.deadlines = deadlines;
    this.hungWork = hungWork;
    beats.scheduleWithFixedDelay(this::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void progress(String stage, long done, long total, SortedMap<String, Double> metrics) {
    lastSign = System.nanoTime();
    if (!stage.equals(PAUSE_IN_WORK) && !stage.equals(rated)) {
      rated = stage;
      firstDone = done;
      ratedSince = lastSign;
    }
    double seconds = (lastSign - ratedSince) / 1e9;
    latest =
        new Heartbeat(stage, done, total, (done - firstDone) / Math.max(seconds, 1e-3), metrics);
  }

  @Override
  public boolean stopRequested() {
    return ended != null || processStops.getAsBoolean();
  }

  /** Why the activity must stop, when the reason is outside of its process. */
  Optional<RuntimeException> ended() {
    return Optional.ofNullable(ended);
  }

  private void beat() {
    if (hung) {
      return;
    }
    Duration silence = Duration.ofNanos(System.nanoTime() - lastSign);
    if (silence.compareTo(deadlines.of(latest.stage())) >= 0) {
      giveUp(silence);
      return;
    }
    try {
      renewLease.run();
      context.heartbeat(latest);
    } catch (ActivityCanceledException cancelled) {
      ended = cancelled.getCause() instanceof TimeoutFailure ? serverAway(cancelled) : cancelled;
    } catch (ActivityCompletionException told) {
      ended = told;
    } catch (RuntimeException failure) {
      // The lease could not be renewed, for instance on an unreachable shared disk: the next beat
      // tries again; commits are fenced in any case.
      LoggerFactory.getLogger(HeartbeatThread.class).warn("a heartbeat failed", failure);
    }
  }

  /** The SDK cancels an activity when its heartbeats cannot be sent: that is no request to stop. */
  private static RuntimeException serverAway(ActivityCanceledException cancelled) {
    return new Failure.ServerUnreachable(
            "Temporal could not be reached for longer than the heartbeat timeout; the work stopped"
                + " with a checkpoint")
        .thrown(cancelled);
  }

  private void giveUp(Duration silence) {
    hung = true;
    hungWork.began();
    Failure.Stalled failure =
        new Failure.Stalled(
            "no progress for "
                + silence.toSeconds()
                + " s in stage "
                + latest.stage()
                + " at "
                + latest.done()
                + " of "
                + latest.total());
    ended = failure.thrown();
    LoggerFactory.getLogger(HeartbeatThread.class)
        .error(
            "{} {}: {}",
            context.getInfo().getActivityType(),
            context.getInfo().getWorkflowId(),
            failure.message());
    try {
      context
          .getWorkflowClient()
          .newActivityCompletionClient()
          .completeExceptionally(context.getTaskToken(), failure.thrown());
    } catch (RuntimeException away) {
      LoggerFactory.getLogger(HeartbeatThread.class)
          .warn("the server was not notified; the attempt ends by its heartbeat timeout", away);
    }
  }

  @Override
  public void close() {
    beats.shutdownNow();
    if (hung) {
      hungWork.ended();
    }
  }
}
