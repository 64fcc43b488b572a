package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Manifest.ArtifactFile;
import dev.aftlab.experiments.result.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A checkpoint's folder, read without a lease. */
final class LocalCheckpointSnapshot implements CheckpointSnapshot {
  private final Fingerprint fingerprint;
  private final Path folder;

  LocalCheckpointSnapshot(Fingerprint fingerprint, Path folder) {
    this.fingerprint = fingerprint;
    this.folder = folder;
  }

  @Override
  public String version() {
    return folder.getFileName().toString();
  }

  @Override
  public Optional<String> text(String path) {
    try {
      LocalCheckpoints.Meta meta =
          Json.read(
              Files.readString(folder.resolve(LocalCheckpoints.META)), LocalCheckpoints.Meta.class);
      Optional<ArtifactFile> named =
          meta.files().stream().filter(file -> file.path().equals(path)).findFirst();
      if (named.isEmpty() || !meta.fingerprint().equals(fingerprint)) {
        return Optional.empty();
      }
      // What was read is what is compared: the file may be another one a moment later.
      return Optional.of(Files.readString(folder.resolve(PathSegments.require(path))))
          .filter(text -> Sha256.hex(text).equals(named.get().sha256()));
    } catch (IOException | UncheckedIOException goneOrDamaged) {
      return Optional.empty();
    }
  }
}
