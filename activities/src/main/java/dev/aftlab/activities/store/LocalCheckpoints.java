package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Fingerprint;
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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checkpoints as folders {@code ckpt-POSITION.eEPOCH}, renamed into place when they are whole. */
final class LocalCheckpoints implements Checkpoints {
  private static final Pattern NAME = Pattern.compile("ckpt-([0-9]{10})\\.e([0-9]{10})");
  static final String META = "checkpoint.json";
  private static final int KEPT = 2;

  /** A file that requests a checkpoint now. */
  static final String REQUESTED = "checkpoint-requested";

  private final Path folder;
  private final Lease lease;
  private final Consumer<String> log;
  private final List<String> warnings = new ArrayList<>();
  private String parent = "";

  LocalCheckpoints(Path folder, Lease lease, Consumer<String> log) {
    this.log = log;
    this.folder = folder;
    this.lease = lease;
  }

  /** What a checkpoint says about itself. */
  record Meta(
      Fingerprint fingerprint,
      long position,
      long epoch,
      String parent,
      double deviceSeconds,
      List<ArtifactFile> files) {
    Meta {
      files = List.copyOf(files);
    }
  }

  private record Named(String name, long position, long epoch) {}

  @Override
  public Optional<Checkpoint> newest() {
    for (Named named : all(folder)) {
      Optional<Checkpoint> valid = valid(named);
      if (valid.isPresent()) {
        parent = named.name();
        return valid;
      }
    }
    return Optional.empty();
  }

  /**
   * The position of the newest checkpoint among the names in a folder, damaged or not; 0 when there
   * is none.
   */
  static long newestPosition(List<String> names) {
    return names.stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .max()
        .orElse(0);
  }

  /** The newest checkpoint of a step's folder by its name, whole or not. */
  static Optional<Path> newestIn(Path folder) {
    return all(folder).stream().map(named -> folder.resolve(named.name())).findFirst();
  }

  /** Highest epoch first, within it the newest. */
  private static List<Named> all(Path folder) {
    List<Named> found = new ArrayList<>();
    for (String name : DurableFiles.at(folder, () -> DurableFiles.names(folder))) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        found.add(
            new Named(name, Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
      }
    }
    found.sort(
        Comparator.comparingLong(Named::epoch).thenComparingLong(Named::position).reversed());
    return found;
  }

  private Optional<Checkpoint> valid(Named named) {
    Path at = folder.resolve(named.name());
    try {
      Meta meta = Json.read(Files.readString(at.resolve(META)), Meta.class);
      if (!meta.fingerprint().equals(lease.step())
          || meta.position() != named.position()
          || meta.epoch() != named.epoch()) {
        return skipped(named, "it is of another step, position or epoch");
      }
      for (ArtifactFile file : meta.files()) {
        Optional<String> fault = DurableFiles.fault(at, file);
        if (fault.isPresent()) {
          return skipped(named, file.path() + " " + fault.get());
        }
      }
      return Optional.of(new Checkpoint(at, meta.position(), meta.epoch(), meta.deviceSeconds()));
    } catch (IOException | UncheckedIOException damaged) {
      return skipped(named, String.valueOf(damaged.getMessage()));
    }
  }

  private Optional<Checkpoint> skipped(Named named, String why) {
    String warning = "checkpoint " + folder.resolve(named.name()) + " skipped: " + why;
    warnings.add(warning);
    log.accept(warning);
    return Optional.empty();
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public boolean requested() {
    return Files.exists(folder.resolve(REQUESTED));
  }

  @Override
  public Path begin(long position) {
    lease.requireNewest();
    removeUnfinished();
    Path part = folder.resolve(name(position) + ".tmp");
    return DurableFiles.at(part, () -> Files.createDirectories(part));
  }

  /**
   * What this holder and those before it were cut off from, in writing or in removing; killed
   * often, a large model would fill the disk.
   */
  private void removeUnfinished() {
    DurableFiles.at(folder, () -> DurableFiles.names(folder)).stream()
        .filter(
            name ->
                name.startsWith("ckpt-")
                    && (name.endsWith(".tmp") || name.endsWith(DurableFiles.RETIRED)))
        .forEach(name -> DurableFiles.remove(folder.resolve(name)));
  }

  @Override
  public void discard(Path part) {
    DurableFiles.remove(part);
  }

  @Override
  public void commit(Path part, long position, double deviceSeconds) {
    try {
      moveIntoPlace(part, position, deviceSeconds);
    } catch (StoreException failure) {
      // Free space first: a full disk must not stay full of what cannot be used.
      DurableFiles.remove(part);
      throw failure;
    }
    parent = name(position);
    DurableFiles.at(folder, () -> Files.deleteIfExists(folder.resolve(REQUESTED)));
    all(folder).stream().skip(KEPT).forEach(old -> DurableFiles.retire(folder.resolve(old.name())));
  }

  private void moveIntoPlace(Path part, long position, double deviceSeconds) {
    DurableFiles.at(
        part,
        () -> {
          Meta meta =
              new Meta(
                  lease.step(),
                  position,
                  lease.epoch(),
                  parent,
                  deviceSeconds,
                  DurableFiles.seal(part));
          DurableFiles.createExclusively(part.resolve(META), Json.write(meta));
          DurableFiles.syncFolder(part);
          lease.requireNewest();
          Path target = folder.resolve(name(position));
          DurableFiles.retire(target);
          Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
          DurableFiles.syncFolder(folder);
          return target;
        });
  }

  private String name(long position) {
    return String.format(Locale.ROOT, "ckpt-%010d.e%010d", position, lease.epoch());
  }
}
