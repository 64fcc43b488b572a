package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Manifest.ArtifactFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checkpoints as folders {@code ckpt-POSITION.eEPOCH}, renamed into place when they are whole. */
final class LocalCheckpoints implements Checkpoints {
  private static final Pattern NAME = Pattern.compile("ckpt-([0-9]{10})\\.e([0-9]{10})");
  private static final String META = "checkpoint.json";
  private static final int KEPT = 2;

  private final Path folder;
  private final Lease lease;
  private final LocalLeases leases;
  private final List<String> warnings = new ArrayList<>();
  private String parent = "";

  LocalCheckpoints(Path folder, Lease lease, LocalLeases leases) {
    this.folder = folder;
    this.lease = lease;
    this.leases = leases;
  }

  /** What a checkpoint says about itself. */
  record Meta(String fingerprint, long position, long epoch, String parent, double deviceSeconds, List<ArtifactFile> files) {}

  private record Named(String name, long position, long epoch) {}

  @Override
  public Optional<Checkpoint> newest() {
    for (Named named : all()) {
      Optional<Checkpoint> valid = valid(named);
      if (valid.isPresent()) {
        parent = named.name();
        return valid;
      }
    }
    return Optional.empty();
  }

  /** Highest epoch first, within it the newest. */
  private List<Named> all() {
    List<Named> found = new ArrayList<>();
    for (String name : Disk.at(folder, () -> Disk.names(folder))) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        found.add(new Named(name, Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
      }
    }
    found.sort(Comparator.comparingLong(Named::epoch).thenComparingLong(Named::position).reversed());
    return found;
  }

  private Optional<Checkpoint> valid(Named named) {
    Path at = folder.resolve(named.name());
    try {
      Meta meta = Json.read(Files.readString(at.resolve(META)), Meta.class);
      if (!meta.fingerprint().equals(lease.fingerprint()) || meta.position() != named.position()) {
        return skipped(named, "is of another step");
      }
      for (ArtifactFile file : meta.files()) {
        String fault = Disk.fault(at, file);
        if (!fault.isEmpty()) {
          return skipped(named, file.path() + " " + fault);
        }
      }
      return Optional.of(new Checkpoint(at, meta.position(), meta.epoch(), meta.deviceSeconds()));
    } catch (IOException | UncheckedIOException damaged) {
      return skipped(named, String.valueOf(damaged.getMessage()));
    }
  }

  private Optional<Checkpoint> skipped(Named named, String why) {
    warnings.add("checkpoint " + named.name() + " of " + lease.fingerprint().substring(0, 10) + " skipped: " + why);
    return Optional.empty();
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public Path begin(long position) {
    Path part = folder.resolve(name(position) + ".tmp");
    Disk.remove(part);
    return Disk.at(part, () -> Files.createDirectories(part));
  }

  @Override
  public void commit(Path part, long position, double deviceSeconds) {
    Disk.at(
        part,
        () -> {
          Meta meta = new Meta(lease.fingerprint(), position, lease.epoch(), parent, deviceSeconds, Disk.seal(part));
          Disk.createExclusively(part.resolve(META), Json.write(meta));
          Disk.syncFolder(part);
          leases.requireNewest(lease);
          Path target = folder.resolve(name(position));
          Disk.remove(target);
          Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
          Disk.syncFolder(folder);
          return target;
        });
    parent = name(position);
    all().stream().skip(KEPT).forEach(old -> Disk.remove(folder.resolve(old.name())));
  }

  private String name(long position) {
    return String.format("ckpt-%010d.e%010d", position, lease.epoch());
  }
}
