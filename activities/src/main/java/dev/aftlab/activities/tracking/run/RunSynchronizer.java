package dev.aftlab.activities.tracking.run;

import dev.aftlab.activities.store.StoreException;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.activities.tracking.TrackingException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a tracker about a run again and again while it goes on. A tracker that is away is asked
 * again after growing pauses.
 */
public final class RunSynchronizer {
  private static final Logger LOG = LoggerFactory.getLogger(RunSynchronizer.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final long TICK_MILLIS = 100;

  /** Looking and telling take this share of one thread at most. */
  private static final int SHARE = 5;

  private final RunTracker mirror;
  private final Tracker tracker;
  private final Duration every;
  private final Consumer<String> words;

  /**
   * For one run.
   *
   * @param every between two rounds, when all is well
   * @param words is told, for people, how it goes
   */
  public RunSynchronizer(
      RunTracker mirror, Tracker tracker, Duration every, Consumer<String> words) {
    this.mirror = mirror;
    this.tracker = tracker;
    this.every = every;
    this.words = words;
  }

  /**
   * Follows until the run has ended, or until it is asked to stop. A run that ends asks this to
   * stop in the same moment: an end that was found is told a round later, so that the two do not
   * meet.
   *
   * @param ended how the run ended, asked once a round
   * @return empty when it was asked to stop before it told the end
   */
  public <T> Optional<T> until(Supplier<Optional<T>> ended, BooleanSupplier stop) {
    Duration pause = every;
    while (!stop.getAsBoolean()) {
      Optional<T> end = ended.get();
      if (end.isPresent()) {
        rest(every, stop);
        return stop.getAsBoolean() ? Optional.empty() : end;
      }
      pause = round(pause, stop);
      rest(pause, stop);
    }
    return Optional.empty();
  }

  /** Gives the pause before the next one. */
  private Duration round(Duration pause, BooleanSupplier stop) {
    long start = System.nanoTime();
    try {
      mirror.round(tracker, stop);
      words.accept("following");
      return shorter(
          longer(every, Duration.ofNanos(System.nanoTime() - start).multipliedBy(SHARE)),
          LONGEST_PAUSE);
    } catch (TrackingException | StoreException | UncheckedIOException away) {
      if (!stop.getAsBoolean()) {
        LOG.warn("not all is mirrored yet: {}", away.getMessage());
      }
      words.accept("waiting: " + away.getMessage());
      return shorter(longer(every, pause.multipliedBy(2)), LONGEST_PAUSE);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void rest(Duration pause, BooleanSupplier stop) {
    long end = System.nanoTime() + pause.toNanos();
    try {
      while (!stop.getAsBoolean() && System.nanoTime() < end) {
        Thread.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TrackingException("following was interrupted", interrupted);
    }
  }
}
