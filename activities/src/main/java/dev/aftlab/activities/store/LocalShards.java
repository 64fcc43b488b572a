package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Manifest.ArtifactFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Shards as folders {@code shard-INDEX.eEPOCH}, renamed into place when they are complete. */
final class LocalShards {
  private static final String PREFIX = "shard-";
  private static final String META = "shard.json";

  private final LocalFolders folders;
  private final Consumer<String> warnings;

  LocalShards(LocalFolders folders, Consumer<String> warnings) {
    this.folders = folders;
    this.warnings = warnings;
  }

  /** The files of a shard with their digests. */
  private record Meta(List<ArtifactFile> files) {
    Meta {
      files = List.copyOf(files);
    }
  }

  /** How many shards there are among the names in a step's folder. */
  static long count(List<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(PREFIX) && !name.endsWith(DurableFiles.RETIRED))
        .count();
  }

  Optional<Path> find(Fingerprint step, int index) {
    String prefix = String.format(Locale.ROOT, PREFIX + "%05d.e", index);
    Path work = folders.work(step);
    List<String> names =
        DurableFiles.at(work, () -> DurableFiles.names(work)).stream()
            .filter(name -> name.startsWith(prefix) && !name.endsWith(DurableFiles.RETIRED))
            .toList();
    return names.reversed().stream().map(work::resolve).filter(this::isWhole).findFirst();
  }

  private boolean isWhole(Path folder) {
    try {
      Meta meta = Json.read(Files.readString(folder.resolve(META)), Meta.class);
      for (ArtifactFile file : meta.files()) {
        Optional<String> fault = DurableFiles.fault(folder, file);
        if (fault.isPresent()) {
          return skipped(folder, file.path() + " " + fault.get());
        }
      }
      return true;
    } catch (IOException | UncheckedIOException damaged) {
      return skipped(folder, String.valueOf(damaged.getMessage()));
    }
  }

  private boolean skipped(Path shard, String why) {
    warnings.accept("shard " + shard + " skipped, it runs again: " + why);
    return false;
  }

  Path commit(Lease lease, int index, Path staging) {
    lease.requireNewest();
    Optional<Path> there = find(lease.step(), index);
    if (there.isPresent()) {
      DurableFiles.remove(staging);
      return there.get();
    }
    Path target =
        folders
            .work(lease.step())
            .resolve(String.format(Locale.ROOT, PREFIX + "%05d.e%010d", index, lease.epoch()));
    return DurableFiles.at(target, () -> moveIntoPlace(lease, staging, target));
  }

  private static Path moveIntoPlace(Lease lease, Path staging, Path target) throws IOException {
    DurableFiles.createExclusively(
        staging.resolve(META), Json.write(new Meta(DurableFiles.seal(staging))));
    DurableFiles.syncFolder(staging);
    lease.requireNewest();
    DurableFiles.retire(target);
    Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.syncFolder(DurableFiles.folderOf(target));
    return target;
  }
}
