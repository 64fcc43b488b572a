package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.StepOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Leases as files. Epoch n of a unit is the file {@code UNIT.n.json}, created exclusively by its
 * holder, so that one wins; its time of change is the last sign of life, and {@code
 * UNIT.n.released} says that it was given back.
 *
 * <p>A held lease is free for others when its holder's process is known to have ended (same
 * machine, same start time), or when it was not renewed for {@link #SILENT} (another machine) or
 * {@link #SILENT_HERE} (a running process on this one: frozen, or at work between two beats).
 */
final class LocalLeases implements LeaseStore {
  static final Duration SILENT = Duration.ofSeconds(30);
  static final Duration SILENT_HERE = Duration.ofMinutes(10);

  private final Path work;
  private final Clock clock;

  LocalLeases(Path work, Clock clock) {
    this.work = work;
    this.clock = clock;
  }

  @Override
  public LeaseAttempt acquire(LeaseKey key, LeaseHolder holder) {
    return DurableFiles.at(folder(key), () -> tryAcquire(key, holder));
  }

  @Override
  public Optional<Lease> held(LeaseKey key, StepOwner owner) {
    return DurableFiles.at(
        folder(key),
        () -> {
          long newest = newest(key);
          return holder(key, newest)
              .filter(holder -> holder.owner().equals(owner) && !released(key, newest))
              .map(holder -> new LocalLease(key, newest, holder));
        });
  }

  private LeaseAttempt tryAcquire(LeaseKey key, LeaseHolder holder) throws IOException {
    long newest = newest(key);
    Optional<LeaseHolder> other =
        holder(key, newest)
            .filter(now -> !now.owner().equals(holder.owner()) && !released(key, newest));
    if (other.isPresent() && lives(key, newest, other.get())) {
      return new LeaseAttempt.Busy(other.get(), lastBeat(key, newest));
    }
    if (DurableFiles.createExclusively(file(key, newest + 1, "json"), Json.write(holder))) {
      LocalLease taken = new LocalLease(key, newest + 1, holder);
      taken.renew();
      return new LeaseAttempt.Acquired(taken);
    }
    LeaseHolder winner = holder(key, newest + 1).orElse(holder);
    return new LeaseAttempt.Busy(winner, clock.instant());
  }

  private boolean lives(LeaseKey key, long epoch, LeaseHolder holder) throws IOException {
    Duration silence = Duration.between(lastBeat(key, epoch), clock.instant());
    if (!holder.onThisMachine()) {
      return silence.compareTo(SILENT) < 0;
    }
    return holder.processLives() && silence.compareTo(SILENT_HERE) < 0;
  }

  private Instant lastBeat(LeaseKey key, long epoch) throws IOException {
    return Files.getLastModifiedTime(file(key, epoch, "json")).toInstant();
  }

  private Optional<LeaseHolder> holder(LeaseKey key, long epoch) throws IOException {
    try {
      return Optional.of(Json.read(Files.readString(file(key, epoch, "json")), LeaseHolder.class));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private boolean released(LeaseKey key, long epoch) {
    return Files.exists(file(key, epoch, "released"));
  }

  private long newest(LeaseKey key) throws IOException {
    String prefix = key.unit() + ".";
    long newest = 0;
    for (String name : DurableFiles.names(folder(key))) {
      if (name.startsWith(prefix) && name.endsWith(".json")) {
        newest =
            Math.max(
                newest,
                Long.parseLong(name.substring(prefix.length(), name.length() - ".json".length())));
      }
    }
    return newest;
  }

  private Path folder(LeaseKey key) {
    return work.resolve(key.step().value()).resolve("leases");
  }

  private Path file(LeaseKey key, long epoch, String ending) {
    return folder(key)
        .resolve(String.format(Locale.ROOT, "%s.%010d.%s", key.unit(), epoch, ending));
  }

  /** A lease of this store. */
  private final class LocalLease implements Lease {
    private final LeaseKey key;
    private final long epoch;
    private final LeaseHolder holder;

    LocalLease(LeaseKey key, long epoch, LeaseHolder holder) {
      this.key = key;
      this.epoch = epoch;
      this.holder = holder;
    }

    @Override
    public LeaseKey key() {
      return key;
    }

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public LeaseHolder holder() {
      return holder;
    }

    @Override
    public void renew() {
      Path file = file(key, epoch, "json");
      DurableFiles.at(file, () -> Files.setLastModifiedTime(file, FileTime.from(clock.instant())));
    }

    @Override
    public void release() {
      Path file = file(key, epoch, "released");
      DurableFiles.at(file, () -> DurableFiles.createExclusively(file, ""));
    }

    @Override
    public void requireNewest() {
      long newest = DurableFiles.at(folder(key), () -> newest(key));
      if (newest != epoch) {
        throw new FencedException(key, epoch, newest);
      }
    }
  }
}
