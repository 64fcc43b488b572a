package dev.aftlab.activities;

import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.Heartbeat;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
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
final class HeartbeatThread implements ProgressListener, AutoCloseable {

  private static final long BEAT_MILLIS = 500;

  private final ActivityExecutionContext context;
  private final Runnable renewLease;
  private final BooleanSupplier processStops;
  private final StageTimeouts deadlines;
  private final StalledWorkCounter hungWork;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heartbeat").factory());
  private volatile Stage stage = Stage.START;
  private volatile Heartbeat latest =
      new Heartbeat(Stage.START.label(), 0, 0, 0, Collections.emptySortedMap());
  private volatile long lastSign = System.nanoTime();
  private volatile @Nullable RuntimeException ended;
  private volatile boolean hung;
  private Stage rated = Stage.START;
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
    Future<?> ignored =
        beats.scheduleWithFixedDelay(this::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void onProgress(Progress progress) {
    lastSign = System.nanoTime();
    stage = progress.stage();
    // A checkpoint interrupts a stage whose rate continues afterwards.
    if (stage != Stage.CHECKPOINT && stage != rated) {
      rated = stage;
      firstDone = progress.done();
      ratedSince = lastSign;
    }
    double seconds = (lastSign - ratedSince) / 1e9;
    latest =
        new Heartbeat(
            stage.label(),
            progress.done(),
            progress.total(),
            (progress.done() - firstDone) / Math.max(seconds, 1e-3),
            progress.metrics());
  }

  /** Work without stages and units reports its progress as text. */
  void onProgress(String words) {
    lastSign = System.nanoTime();
    latest = new Heartbeat(words, 0, 0, 0, Collections.emptySortedMap());
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
    if (silence.compareTo(deadlines.of(stage)) >= 0) {
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
