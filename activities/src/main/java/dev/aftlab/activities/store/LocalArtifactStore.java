package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.Manifest.ArtifactFile;
import dev.aftlab.experiments.result.StepKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Artifacts in a folder, local or shared. {@code docs/store.md} shows the layout and the rules that
 * hold.
 */
final class LocalArtifactStore implements ArtifactStore {
  private static final String MANIFEST = "manifest.json";
  private static final String STAGING = "staging-";
  private static final long LEAST_PROBE = 1 << 16;
  private static final long LARGEST_PROBE = 1 << 24;
  private static final Pattern FOLDER = Pattern.compile(".+\\.e[0-9]+");

  private final LocalFolders folders;
  private final String id;
  private final Clock clock;
  private final Consumer<String> warnings;
  private final LocalShards shards;
  private final Map<Manifest, List<DurableFiles.Stamp>> verified = new ConcurrentHashMap<>();

  /**
   * Opens the artifacts of a store.
   *
   * @param id identifier of the store
   * @param warnings receives what was found corrupt and skipped
   */
  LocalArtifactStore(LocalFolders folders, String id, Clock clock, Consumer<String> warnings) {
    this.folders = folders;
    this.id = id;
    this.clock = clock;
    this.warnings = warnings;
    this.shards = new LocalShards(folders, warnings);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<Manifest> find(ArtifactId artifact) {
    Path file = folders.artifact(artifact).resolve(MANIFEST);
    Optional<String> text = DurableFiles.text(file);
    Optional<Manifest> manifest = text.flatMap(written -> manifest(artifact, written));
    if (text.isPresent() && manifest.isEmpty()) {
      warnings.accept(
          file
              + " cannot be read as a manifest: the artifact is quarantined in "
              + folders.quarantine()
              + ", and its step runs again");
      moveToQuarantine(artifact, text.get());
    }
    return manifest;
  }

  private static Optional<Manifest> manifest(ArtifactId artifact, String text) {
    try {
      return Optional.ofNullable(Json.read(text, Manifest.class))
          .filter(read -> artifact.equals(read.id()));
    } catch (UncheckedIOException damaged) {
      return Optional.empty();
    }
  }

  @Override
  public Path open(Manifest manifest) {
    Path folder = files(manifest);
    List<DurableFiles.Stamp> now = stamps(manifest);
    if (!now.equals(verified.get(manifest))) {
      manifest.files().forEach(file -> requireWhole(manifest, file));
      verified.put(manifest, now);
    }
    return folder;
  }

  @Override
  public <T> T read(Manifest manifest, Function<Path, T> reading) {
    Path folder = open(manifest);
    T result;
    try {
      result = reading.apply(folder);
    } catch (RuntimeException failure) {
      verified.remove(manifest);
      requireSame(manifest);
      throw failure;
    }
    try {
      open(manifest);
      return result;
    } catch (StoreException changed) {
      throw closing(result, changed);
    }
  }

  /** Reports corruption and absence; does nothing when all is as the manifest says. */
  private void requireSame(Manifest manifest) {
    if (!find(manifest.id()).equals(Optional.of(manifest))) {
      throw MissingArtifactException.of(manifest.id());
    }
    open(manifest);
  }

  private static StoreException closing(Object result, StoreException changed) {
    if (result instanceof AutoCloseable open) {
      try {
        open.close();
      } catch (Exception failure) {
        changed.addSuppressed(failure);
      }
    }
    return changed;
  }

  /**
   * The attributes of the files: as long as that stays, what was verified is not verified again.
   */
  private List<DurableFiles.Stamp> stamps(Manifest manifest) {
    Path folder = files(manifest);
    return manifest.files().stream()
        .map(file -> DurableFiles.stamp(folder.resolve(file.path())))
        .toList();
  }

  @Override
  public Path file(Manifest manifest, String path) {
    if (!stamps(manifest).equals(verified.get(manifest))) {
      ArtifactFile file =
          manifest.files().stream()
              .filter(named -> named.path().equals(path))
              .findFirst()
              .orElseThrow(
                  () -> new CorruptArtifactException(manifest, path, "is not in its manifest"));
      requireWhole(manifest, file);
    }
    return files(manifest).resolve(path);
  }

  private void requireWhole(Manifest manifest, ArtifactFile file) {
    Path folder = files(manifest);
    Optional<String> fault = DurableFiles.at(folder, () -> DurableFiles.fault(folder, file));
    if (fault.isPresent()) {
      quarantine(manifest);
      throw new CorruptArtifactException(
          manifest,
          folder.resolve(file.path()).toString(),
          fault.get() + "; it was quarantined, and a run that needs it makes it again");
    }
  }

  @Override
  public void quarantine(Manifest manifest) {
    verified.remove(manifest);
    DurableFiles.text(folders.artifact(manifest.id()).resolve(MANIFEST))
        .filter(text -> manifest(manifest.id(), text).equals(Optional.of(manifest)))
        .ifPresent(text -> moveToQuarantine(manifest.id(), text));
  }

  /**
   * Quarantines an artifact while its manifest is still this one: another process may have done so,
   * and the step may have run again.
   */
  private void moveToQuarantine(ArtifactId artifact, String manifest) {
    Path from = folders.artifact(artifact);
    Path to = folders.quarantined(artifact);
    DurableFiles.at(
        from,
        () -> {
          Files.createDirectories(DurableFiles.folderOf(to));
          try {
            return DurableFiles.text(from.resolve(MANIFEST)).equals(Optional.of(manifest))
                ? Files.move(from, to, StandardCopyOption.ATOMIC_MOVE)
                : from;
          } catch (NoSuchFileException gone) {
            return from;
          }
        });
  }

  @Override
  public List<Manifest> list(StepKind kind) {
    return folders.fingerprints(kind).stream()
        .flatMap(step -> find(new ArtifactId(kind, step)).stream())
        .toList();
  }

  @Override
  public Path stage(Lease lease) {
    lease.requireNewest();
    removeEarlierStaging(lease);
    Path folder = staging(lease);
    return DurableFiles.at(folder, () -> Files.createDirectories(folder));
  }

  @Override
  public void unstage(Lease lease) {
    Path folder = staging(lease);
    tidy(folder, () -> DurableFiles.remove(folder));
  }

  private Path staging(Lease lease) {
    return folders.work(lease.step()).resolve(STAGING + writer(lease));
  }

  /** What earlier holders of the same lease left when they were killed would fill the disk. */
  private void removeEarlierStaging(Lease lease) {
    Path work = folders.work(lease.step());
    String unit = STAGING + lease.key().unit() + ".e";
    DurableFiles.at(work, () -> DurableFiles.names(work)).stream()
        .filter(name -> name.startsWith(unit) && !name.equals(STAGING + writer(lease)))
        .forEach(name -> DurableFiles.remove(work.resolve(name)));
  }

  /** A name that no other writer of the step has: its unit of work and its epoch. */
  private static String writer(Lease lease) {
    return lease.key().unit() + ".e" + lease.epoch();
  }

  @Override
  public Manifest commit(Lease lease, CommitRequest request, Path staging) {
    try {
      return DurableFiles.at(staging, () -> link(lease, request, staging));
    } finally {
      DurableFiles.remove(staging);
    }
  }

  private Manifest link(Lease lease, CommitRequest request, Path staging) throws IOException {
    List<ArtifactFile> files = DurableFiles.seal(staging);
    Manifest manifest = manifest(lease, request, files);
    Path home = folders.artifact(request.id());
    Path target = files(manifest);
    Files.createDirectories(home);
    lease.requireNewest();
    Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    try {
      DurableFiles.syncFolder(home);
      DurableFiles.syncFolder(DurableFiles.folderOf(home));
      DurableFiles.syncFolder(DurableFiles.folderOf(DurableFiles.folderOf(home)));
      lease.requireNewest();
      DurableFiles.createExclusively(home.resolve(MANIFEST), Json.pretty(manifest));
    } finally {
      tidy(home, () -> removeInvisible(request.id(), target));
    }
    Manifest visible = find(request.id()).orElseThrow();
    Path work = folders.work(lease.step());
    tidy(work, () -> removeWork(work));
    return visible;
  }

  /**
   * Removes what can never be seen. With a manifest that is every folder but the one it names: what
   * came second, came late, or was cut off before its manifest. Without one it is only what we
   * wrote: another folder may be that of a writer who is about to link.
   */
  private void removeInvisible(ArtifactId artifact, Path written) {
    Path home = folders.artifact(artifact);
    Optional<Manifest> kept = find(artifact);
    if (kept.isEmpty()) {
      DurableFiles.remove(written);
      return;
    }
    for (String name : DurableFiles.at(home, () -> DurableFiles.names(home))) {
      if (FOLDER.matcher(name).matches() && !name.equals(kept.get().folder())) {
        DurableFiles.remove(home.resolve(name));
      }
    }
  }

  /** Tidying up must not fail what is done. */
  private void tidy(Path folder, Runnable removal) {
    try {
      removal.run();
    } catch (StoreException left) {
      warnings.accept("could not clean up " + folder + ": " + left.getMessage());
    }
  }

  private Manifest manifest(Lease lease, CommitRequest request, List<ArtifactFile> files) {
    String created = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    return new Manifest(
        request.id(),
        request.version(),
        request.title(),
        request.inputs(),
        request.step(),
        writer(lease),
        files,
        request.cost(),
        request.result(),
        request.environment(),
        lease.holder().owner(),
        lease.epoch(),
        created);
  }

  /**
   * What lay beside the leases is not needed any more; the leases stay, so that a late writer finds
   * itself fenced.
   */
  private static void removeWork(Path work) {
    for (String name : DurableFiles.at(work, () -> DurableFiles.names(work))) {
      if (name.startsWith("ckpt-") || name.startsWith("shard-") || name.startsWith(STAGING)) {
        DurableFiles.retire(work.resolve(name));
      }
    }
    DurableFiles.at(work, () -> Files.deleteIfExists(work.resolve(LocalCheckpoints.REQUESTED)));
  }

  @Override
  public Checkpoints checkpoints(Lease lease) {
    return new LocalCheckpoints(folders.work(lease.step()), lease, warnings);
  }

  @Override
  public long reached(Fingerprint step) {
    Path work = folders.work(step);
    List<String> names = DurableFiles.at(work, () -> DurableFiles.names(work));
    return LocalShards.count(names) + LocalCheckpoints.newestPosition(names);
  }

  @Override
  public void requestCheckpoint(Fingerprint step) {
    Path file = folders.work(step).resolve(LocalCheckpoints.REQUESTED);
    DurableFiles.at(file, () -> DurableFiles.createExclusively(file, ""));
  }

  @Override
  public boolean hasSpace(long bytes) {
    Path root = folders.root();
    Path probe = root.resolve("." + UUID.randomUUID() + ".probe");
    try {
      return Files.getFileStore(root).getUsableSpace() >= bytes
          && DurableFiles.writable(probe, Math.clamp(bytes, LEAST_PROBE, LARGEST_PROBE));
    } catch (IOException failure) {
      throw DurableFiles.translated(root, failure);
    }
  }

  @Override
  public Optional<CheckpointSnapshot> newestSnapshot(Fingerprint step) {
    return LocalCheckpoints.newestIn(folders.work(step))
        .map(folder -> new LocalCheckpointSnapshot(step, folder));
  }

  @Override
  public Optional<Path> shard(Fingerprint step, int index) {
    return shards.find(step, index);
  }

  @Override
  public Path commitShard(Lease lease, int index, Path staging) {
    return shards.commit(lease, index, staging);
  }

  private Path files(Manifest manifest) {
    return folders.artifact(manifest.id()).resolve(PathSegments.require(manifest.folder()));
  }
}
