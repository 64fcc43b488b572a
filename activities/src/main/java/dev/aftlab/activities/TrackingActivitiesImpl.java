package dev.aftlab.activities;

import dev.aftlab.activities.store.CorruptArtifactException;
import dev.aftlab.activities.store.MissingArtifactException;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.activities.tracking.run.RunSynchronizer;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.TrackingActivities;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingSummary;
import dev.aftlab.workflows.client.RunCompletion;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Showing runs in trackers, on control workers. */
public final class TrackingActivitiesImpl implements TrackingActivities {
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** Stalled tracking does not use a slot of the work. */
  private final StalledWorkCounter hungTelling = new StalledWorkCounter();

  private final TrackerFactory mirrors;
  private final RunCompletion endings;
  private final BooleanSupplier processStops;

  public TrackingActivitiesImpl(
      TrackerFactory mirrors, RunCompletion endings, BooleanSupplier processStops) {
    this.mirrors = mirrors;
    this.endings = endings;
    this.processStops = processStops;
  }

  @Override
  public RunEnd follow(TrackingRequest run) {
    try (HeartbeatThread heart = heart();
        Tracker tracker = mirrors.tracker(run, heart::stopRequested)) {
      RunSynchronizer follower =
          new RunSynchronizer(mirrors.mirror(run), tracker, EVERY, words -> say(heart, words));
      return follower
          .until(() -> endings.of(run.run()), heart::stopRequested)
          .orElseThrow(() -> stopped(heart));
    } catch (RuntimeException failure) {
      throw FailureTranslation.translate(failure);
    }
  }

  @Override
  public TrackingSummary complete(TrackingRequest run) {
    try (HeartbeatThread heart = heart()) {
      return mirrors.all(run, () -> stops(heart));
    } catch (CorruptArtifactException | MissingArtifactException damaged) {
      // It is quarantined: the next attempt shows the run without it, or with what was made again.
      throw new Failure.TrackerUnreachable("not all can be shown: " + damaged.getMessage())
          .thrown(damaged);
    } catch (RuntimeException failure) {
      throw FailureTranslation.translate(failure);
    }
  }

  private HeartbeatThread heart() {
    return new HeartbeatThread(
        Activity.getExecutionContext(), () -> {}, processStops, StageTimeouts.USUAL, hungTelling);
  }

  /** The caller is alive, and waits no longer than a request's timeout. */
  private static boolean stops(HeartbeatThread heart) {
    say(heart, "completing");
    return heart.stopRequested();
  }

  private static void say(HeartbeatThread heart, String words) {
    heart.onProgress(Failures.brief(words));
  }

  private static RuntimeException stopped(HeartbeatThread heart) {
    return heart
        .ended()
        .orElseGet(() -> new Failure.TransientError("the worker is stopping").thrown());
  }
}
