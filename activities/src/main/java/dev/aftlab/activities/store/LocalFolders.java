package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepKind;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The layout of a local store.
 *
 * @param root the store's folder
 */
record LocalFolders(Path root) {

  /** The folder of an artifact: its manifest, and its files in a folder of their own. */
  Path artifact(ArtifactId artifact) {
    return kind(artifact.kind()).resolve(artifact.fingerprint().value());
  }

  /** The steps of a kind that have a folder, with or without a manifest. */
  List<Fingerprint> fingerprints(StepKind kind) {
    Path folder = kind(kind);
    return DurableFiles.at(folder, () -> DurableFiles.names(folder)).stream()
        .filter(Fingerprint::isWellFormed)
        .map(Fingerprint::new)
        .toList();
  }

  private Path kind(StepKind kind) {
    return root.resolve("artifacts").resolve(kind.label());
  }

  /** Leases, checkpoints, shards and staging folders of a step. */
  Path work(Fingerprint step) {
    return work().resolve(step.value());
  }

  Path work() {
    return root.resolve("work");
  }

  Path plans() {
    return root.resolve("plans");
  }

  Path quarantine() {
    return root.resolve("quarantine");
  }

  /** A new folder for a corrupt artifact. */
  Path quarantined(ArtifactId artifact) {
    return quarantine()
        .resolve(artifact.kind().label() + "-" + artifact.fingerprint() + "-" + UUID.randomUUID());
  }
}
