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
 * Synchronizes a running run to a tracker periodically. An unreachable tracker is retried with
 * exponential backoff.
 */
public final class RunSynchronizer {
  private static final Logger LOG = LoggerFactory.getLogger(RunSynchronizer.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final long TICK_MILLIS = 100;

  /** Reading and sending take at most this share of one thread. */
  private static final int SHARE = 5;

  private final RunTracker mirror;
  private final Tracker tracker;
  private final Duration every;
  private final Consumer<String> words;

  /**
   * For one run.
   *
   * @param every between two rounds, when all is well
   * @param words receives human-readable progress
   */
  public RunSynchronizer(
      RunTracker mirror, Tracker tracker, Duration every, Consumer<String> words) {
    this.mirror = mirror;
    this.tracker = tracker;
    this.every = every;
    this.words = words;
  }

  /**
   * Synchronizes until the run has ended or a stop is requested. A run that ends requests this stop
   * at the same moment: an end that was found is sent a round later, to avoid the race.
   *
   * @param ended how the run ended, read once a round
   * @return empty when it was stopped before it sent the end
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
        LOG.warn("synchronization is incomplete: {}", away.getMessage());
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
