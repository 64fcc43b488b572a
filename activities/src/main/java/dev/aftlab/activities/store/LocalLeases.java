package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
final class LocalLeases {
  static final Duration SILENT = Duration.ofSeconds(30);
  static final Duration SILENT_HERE = Duration.ofMinutes(10);

  private final Path work;
  private final Clock clock;

  LocalLeases(Path work, Clock clock) {
    this.work = work;
    this.clock = clock;
  }

  LeaseAttempt acquire(String key, LeaseOwner owner) {
    return DurableFiles.at(folder(key), () -> tryAcquire(key, owner));
  }

  Optional<Lease> held(String key, String ownerId) {
    return DurableFiles.at(
        folder(key),
        () -> {
          long newest = newest(key);
          Optional<LeaseOwner> owner = newest == 0 ? Optional.empty() : owner(key, newest);
          return owner
              .filter(holder -> holder.id().equals(ownerId) && !released(key, newest))
              .map(holder -> new Held(key, newest, holder));
        });
  }

  /** Who took a lease, also one that is over; empty when there is no sign of it. */
  Optional<LeaseOwner> taker(String key, long epoch) {
    return DurableFiles.at(folder(key), () -> owner(key, epoch));
  }

  private LeaseAttempt tryAcquire(String key, LeaseOwner owner) throws IOException {
    long newest = newest(key);
    if (newest > 0 && !released(key, newest)) {
      Optional<LeaseOwner> holder = owner(key, newest);
      if (holder.isPresent()
          && !holder.get().id().equals(owner.id())
          && lives(key, newest, holder.get())) {
        return new LeaseAttempt.Busy(holder.get(), lastBeat(key, newest));
      }
    }
    if (DurableFiles.createExclusively(file(key, newest + 1, "json"), Json.write(owner))) {
      Held held = new Held(key, newest + 1, owner);
      held.renew();
      return new LeaseAttempt.Acquired(held);
    }
    LeaseOwner winner = owner(key, newest + 1).orElse(owner);
    return new LeaseAttempt.Busy(winner, clock.instant());
  }

  private boolean lives(String key, long epoch, LeaseOwner holder) throws IOException {
    Duration silence = Duration.between(lastBeat(key, epoch), clock.instant());
    if (!holder.onThisMachine()) {
      return silence.compareTo(SILENT) < 0;
    }
    return holder.processLives() && silence.compareTo(SILENT_HERE) < 0;
  }

  private Instant lastBeat(String key, long epoch) throws IOException {
    return Files.getLastModifiedTime(file(key, epoch, "json")).toInstant();
  }

  private Optional<LeaseOwner> owner(String key, long epoch) throws IOException {
    try {
      return Optional.of(Json.read(Files.readString(file(key, epoch, "json")), LeaseOwner.class));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private boolean released(String key, long epoch) {
    return Files.exists(file(key, epoch, "released"));
  }

  long newest(String key) throws IOException {
    String prefix = unit(key) + ".";
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

  private Path folder(String key) {
    return work.resolve(PathSegments.require(fingerprint(key))).resolve("leases");
  }

  private Path file(String key, long epoch, String ending) {
    return folder(key).resolve(String.format(Locale.ROOT, "%s.%010d.%s", unit(key), epoch, ending));
  }

  private static String fingerprint(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  private static String unit(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? "step" : PathSegments.require(key.substring(slash + 1));
  }

  /** A lease of this store. */
  private final class Held implements Lease {
    private final String key;
    private final long epoch;
    private final LeaseOwner owner;

    Held(String key, long epoch, LeaseOwner owner) {
      this.key = key;
      this.epoch = epoch;
      this.owner = owner;
    }

    @Override
    public String key() {
      return key;
    }

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public LeaseOwner owner() {
      return owner;
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
    public boolean isNewest() {
      return DurableFiles.at(folder(key), () -> newest(key)) == epoch;
    }
  }

  /** Refuses a lease that is over. */
  void requireNewest(Lease lease) {
    long newest = DurableFiles.at(folder(lease.key()), () -> newest(lease.key()));
    if (newest != lease.epoch()) {
      throw new FencedException(lease.key(), lease.epoch(), newest);
    }
  }

  /** Units that a key's folder may hold, for tests. */
  List<String> files(String key) {
    return DurableFiles.at(folder(key), () -> DurableFiles.names(folder(key)));
  }
}
