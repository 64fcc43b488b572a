package dev.aftlab.activities;

import dev.aftlab.activities.mirror.RunFollower;
import dev.aftlab.activities.store.DamagedArtifactException;
import dev.aftlab.activities.store.MissingArtifactException;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.RunEnding;
import dev.aftlab.workflows.activity.TrackActivities;
import dev.aftlab.workflows.activity.TrackRequest;
import dev.aftlab.workflows.activity.TrackSummary;
import dev.aftlab.workflows.client.RunEndings;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Showing runs in trackers, on control workers. */
final class TrackAdapter implements TrackActivities {
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** Telling that hangs takes no place from the work. */
  private final HungWork hungTelling = new HungWork();


  private final Mirrors mirrors;
  private final RunEndings endings;
  private final BooleanSupplier processStops;

  TrackAdapter(Mirrors mirrors, RunEndings endings, BooleanSupplier processStops) {
    this.mirrors = mirrors;
    this.endings = endings;
    this.processStops = processStops;
  }

  @Override
  public RunEnding follow(TrackRequest run) {
    try (Heart heart = heart();
        Tracker tracker = mirrors.tracker(run, heart::stopRequested)) {
      RunFollower follower = new RunFollower(mirrors.mirror(run), tracker, EVERY, words -> say(heart, words));
      return follower.until(() -> endings.of(run.run()), heart::stopRequested).orElseThrow(() -> stopped(heart));
    } catch (RuntimeException failure) {
      throw FailureTranslation.translate(failure);
    }
  }

  @Override
  public TrackSummary complete(TrackRequest run) {
    try (Heart heart = heart()) {
      return mirrors.all(run, () -> stops(heart));
    } catch (DamagedArtifactException | MissingArtifactException damaged) {
      // It is put aside: the next attempt shows the run without it, or with what was made again.
      throw new Failure.TrackerDown("not all can be shown: " + damaged.getMessage()).thrown(damaged);
    } catch (RuntimeException failure) {
      throw FailureTranslation.translate(failure);
    }
  }

  private Heart heart() {
    return new Heart(Activity.getExecutionContext(), () -> {}, processStops, Deadlines.USUAL, hungTelling);
  }

  /** Who asks lives, and waits no longer than a request's timeout. */
  private static boolean stops(Heart heart) {
    say(heart, "completing");
    return heart.stopRequested();
  }

  private static void say(Heart heart, String words) {
    heart.progress(Failures.brief(words), 0, 0, new TreeMap<>());
  }

  private static RuntimeException stopped(Heart heart) {
    return heart.ended().orElseGet(() -> new Failure.WorldHiccuped("the worker is stopping").thrown());
  }
}
