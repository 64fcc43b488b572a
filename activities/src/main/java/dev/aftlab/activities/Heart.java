package dev.aftlab.activities;

import dev.aftlab.activities.step.WorkListener;
import dev.aftlab.workflows.activity.Heartbeat;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Beats for a long activity from a thread of its own, with what the work last said about itself, and learns by it that the activity is to stop.
 * A beat also renews the lease. The work itself is never interrupted: it reads {@link #stopRequested} between steps.
 */
final class Heart implements WorkListener, AutoCloseable {
  private static final long BEAT_MILLIS = 500;

  private final ActivityExecutionContext context;
  private final Runnable renewLease;
  private final BooleanSupplier processStops;
  private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("heart").factory());
  private final long start = System.nanoTime();
  private volatile Heartbeat latest = new Heartbeat("start", 0, 0, 0, new TreeMap<>());
  private volatile long firstDone = -1;
  private volatile ActivityCompletionException ended;

  Heart(ActivityExecutionContext context, Runnable renewLease, BooleanSupplier processStops) {
    this.context = context;
    this.renewLease = renewLease;
    this.processStops = processStops;
    beats.scheduleWithFixedDelay(this::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void progress(String stage, long done, long total, SortedMap<String, Double> metrics) {
    if (firstDone < 0 || !stage.equals(latest.stage())) {
      firstDone = done;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    latest = new Heartbeat(stage, done, total, (done - firstDone) / Math.max(seconds, 1e-3), metrics);
  }

  @Override
  public boolean stopRequested() {
    return ended != null || processStops.getAsBoolean();
  }

  /** Why the activity is to stop, when the server said so. */
  Optional<ActivityCompletionException> ended() {
    return Optional.ofNullable(ended);
  }

  private void beat() {
    try {
      renewLease.run();
      context.heartbeat(latest);
    } catch (ActivityCompletionException told) {
      ended = told;
    }
  }

  @Override
  public void close() {
    beats.shutdownNow();
  }
}
