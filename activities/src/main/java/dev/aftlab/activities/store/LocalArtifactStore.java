package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.Manifest.ArtifactFile;
import dev.aftlab.experiments.result.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A store in a folder, local or shared. {@code docs/store.md} shows what lies where and which rules
 * hold.
 */
public final class LocalArtifactStore implements ArtifactStore {
  private static final String MANIFEST = "manifest.json";
  private static final String SHARD_META = "shard.json";
  private static final String STAGING = "staging-";
  private static final long LEAST_PROBE = 1 << 16;
  private static final long LARGEST_PROBE = 1 << 24;
  private static final Pattern PLAN = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern FOLDER = Pattern.compile(".+\\.e[0-9]+");

  private final Path root;
  private final Clock clock;
  private final LocalLeases leases;
  private final String id;
  private final Consumer<String> warnings;
  private final Map<Manifest, List<DurableFiles.Stamp>> verified = new ConcurrentHashMap<>();

  /**
   * Opens the store in a folder, which is made if it is not there; warnings go to the platform's
   * log.
   */
  public LocalArtifactStore(Path root, Clock clock) {
    this(
        root,
        clock,
        warning ->
            System.getLogger(LocalArtifactStore.class.getName())
                .log(System.Logger.Level.WARNING, warning));
  }

  /**
   * Opens the store in a folder, which is made if it is not there.
   *
   * @param warnings receives what was found corrupt and skipped
   */
  public LocalArtifactStore(Path root, Clock clock, Consumer<String> warnings) {
    this.warnings = warnings;
    this.root = root.toAbsolutePath().normalize();
    this.clock = clock;
    this.leases = new LocalLeases(this.root.resolve("work"), clock);
    this.id = DurableFiles.at(this.root, this::readOrMakeId);
  }

  private String readOrMakeId() throws IOException {
    Path file = root.resolve("store-id");
    if (!Files.exists(file)) {
      DurableFiles.createExclusively(file, UUID.randomUUID().toString().substring(0, 8));
    }
    return Files.readString(file).strip();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<Manifest> find(String kind, String fingerprint) {
    Path file = artifact(kind, fingerprint).resolve(MANIFEST);
    Optional<String> text = text(file);
    Optional<Manifest> manifest = text.flatMap(written -> manifest(kind, fingerprint, written));
    if (text.isPresent() && manifest.isEmpty()) {
      warnings.accept(
          file
              + " cannot be read as a manifest: the artifact is quarantined in "
              + root.resolve("quarantine")
              + ", and its step runs again");
      putAside(kind, fingerprint, text.get());
    }
    return manifest;
  }

  private static Optional<Manifest> manifest(String kind, String fingerprint, String text) {
    try {
      return Optional.ofNullable(Json.read(text, Manifest.class))
          .filter(read -> fingerprint.equals(read.fingerprint()) && kind.equals(read.kind()));
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
    if (!find(manifest.kind(), manifest.fingerprint()).equals(Optional.of(manifest))) {
      throw MissingArtifactException.of(manifest.kind(), manifest.fingerprint());
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
    String fault = DurableFiles.at(folder, () -> DurableFiles.fault(folder, file));
    if (!fault.isEmpty()) {
      quarantine(manifest);
      throw new CorruptArtifactException(
          manifest,
          folder.resolve(file.path()).toString(),
          fault + "; it was quarantined, and a run that needs it makes it again");
    }
  }

  @Override
  public void quarantine(Manifest manifest) {
    verified.remove(manifest);
    Path file = artifact(manifest.kind(), manifest.fingerprint()).resolve(MANIFEST);
    text(file)
        .filter(
            text ->
                manifest(manifest.kind(), manifest.fingerprint(), text)
                    .equals(Optional.of(manifest)))
        .ifPresent(text -> putAside(manifest.kind(), manifest.fingerprint(), text));
  }

  /**
   * Moves an artifact aside while its manifest is still this one: another process may have done so,
   * and the step may have run again.
   */
  private void putAside(String kind, String fingerprint, String manifest) {
    Path from = artifact(kind, fingerprint);
    Path to =
        root.resolve("quarantine").resolve(kind + "-" + fingerprint + "-" + UUID.randomUUID());
    DurableFiles.at(
        from,
        () -> {
          Files.createDirectories(to.getParent());
          try {
            return text(from.resolve(MANIFEST)).equals(Optional.of(manifest))
                ? Files.move(from, to, StandardCopyOption.ATOMIC_MOVE)
                : from;
          } catch (NoSuchFileException gone) {
            return from;
          }
        });
  }

  @Override
  public Optional<LeaseOwner> maker(Manifest manifest) {
    int end = manifest.folder().lastIndexOf(".e");
    String unit = manifest.folder().substring(0, Math.max(0, end));
    String key = unit.equals("step") ? manifest.fingerprint() : manifest.fingerprint() + "/" + unit;
    return end < 0 ? Optional.empty() : leases.taker(key, manifest.epoch());
  }

  @Override
  public List<Manifest> list(String kind) {
    Path folder = root.resolve("artifacts").resolve(PathSegments.require(kind));
    List<Manifest> manifests = new ArrayList<>();
    for (String fingerprint : DurableFiles.at(folder, () -> DurableFiles.names(folder))) {
      find(kind, fingerprint).ifPresent(manifests::add);
    }
    return manifests;
  }

  @Override
  public LeaseAttempt acquire(String key, LeaseOwner owner) {
    return leases.acquire(key, owner);
  }

  @Override
  public Optional<Lease> held(String key, String ownerId) {
    return leases.held(key, ownerId);
  }

  @Override
  public Path stage(Lease lease) {
    Path folder = work(lease.fingerprint()).resolve(STAGING + writer(lease));
    leases.requireNewest(lease);
    removeEarlierStaging(lease);
    return DurableFiles.at(folder, () -> Files.createDirectories(folder));
  }

  @Override
  public void unstage(Lease lease) {
    Path folder = work(lease.fingerprint()).resolve(STAGING + writer(lease));
    tidy(folder, () -> DurableFiles.remove(folder));
  }

  /** What earlier holders of the same lease left when they were killed would fill the disk. */
  private void removeEarlierStaging(Lease lease) {
    Path work = work(lease.fingerprint());
    String mine = STAGING + writer(lease);
    String unit = mine.substring(0, mine.lastIndexOf(".e") + 2);
    DurableFiles.at(work, () -> DurableFiles.names(work)).stream()
        .filter(name -> name.startsWith(unit) && !name.equals(mine))
        .forEach(name -> DurableFiles.remove(work.resolve(name)));
  }

  /** A name that no other writer of the step has: its unit of work and its epoch. */
  private static String writer(Lease lease) {
    String unit =
        lease.key().contains("/") ? lease.key().substring(lease.key().indexOf('/') + 1) : "step";
    return PathSegments.require(unit) + ".e" + lease.epoch();
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
    Path home = artifact(request.kind(), request.fingerprint());
    Path target = files(manifest);
    Files.createDirectories(home);
    leases.requireNewest(lease);
    Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    try {
      DurableFiles.syncFolder(home);
      DurableFiles.syncFolder(home.getParent());
      DurableFiles.syncFolder(home.getParent().getParent());
      leases.requireNewest(lease);
      DurableFiles.createExclusively(home.resolve(MANIFEST), Json.pretty(manifest));
    } finally {
      tidy(home, () -> removeInvisible(home, target));
    }
    Manifest visible = find(request.kind(), request.fingerprint()).orElseThrow();
    tidy(work(request.fingerprint()), () -> removeWork(request.fingerprint()));
    return visible;
  }

  /**
   * Removes what can never be seen. With a manifest that is every folder but the one it names: what
   * came second, came late, or was cut off before its manifest. Without one it is only what we
   * wrote: another folder may be that of a writer who is about to link.
   */
  private void removeInvisible(Path home, Path written) {
    Optional<Manifest> kept =
        find(home.getParent().getFileName().toString(), home.getFileName().toString());
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
      warnings.accept("left something behind in " + folder + ": " + left.getMessage());
    }
  }

  private Manifest manifest(Lease lease, CommitRequest request, List<ArtifactFile> files) {
    String created = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    return new Manifest(
        request.fingerprint(),
        request.kind(),
        request.version(),
        request.title(),
        request.inputs(),
        request.step(),
        writer(lease),
        files,
        request.cost(),
        request.facts(),
        request.environment(),
        lease.epoch(),
        created);
  }

  /**
   * What lay beside the leases is not needed any more; the leases stay, so that a late writer finds
   * itself fenced.
   */
  private void removeWork(String fingerprint) {
    Path work = work(fingerprint);
    for (String name : DurableFiles.at(work, () -> DurableFiles.names(work))) {
      if (name.startsWith("ckpt-") || name.startsWith("shard-") || name.startsWith(STAGING)) {
        DurableFiles.retire(work.resolve(name));
      }
    }
    DurableFiles.at(work, () -> Files.deleteIfExists(work.resolve(LocalCheckpoints.WANTED)));
  }

  @Override
  public Checkpoints checkpoints(Lease lease) {
    return new LocalCheckpoints(work(lease.fingerprint()), lease, leases, warnings);
  }

  @Override
  public long reached(String fingerprint) {
    Path work = work(fingerprint);
    List<String> names = DurableFiles.at(work, () -> DurableFiles.names(work));
    long shards =
        names.stream()
            .filter(name -> name.startsWith("shard-") && !name.endsWith(DurableFiles.RETIRED))
            .count();
    return shards + LocalCheckpoints.newestPosition(names);
  }

  @Override
  public void wantCheckpoint(String fingerprint) {
    Path file = work(fingerprint).resolve(LocalCheckpoints.WANTED);
    DurableFiles.at(file, () -> DurableFiles.createExclusively(file, ""));
  }

  @Override
  public boolean hasRoom(long bytes) {
    Path probe = root.resolve("." + UUID.randomUUID() + ".room");
    try {
      return Files.getFileStore(root).getUsableSpace() >= bytes
          && DurableFiles.writable(probe, Math.clamp(bytes, LEAST_PROBE, LARGEST_PROBE));
    } catch (IOException failure) {
      throw DurableFiles.translated(root, failure);
    }
  }

  @Override
  public Optional<CheckpointSnapshot> glimpse(String fingerprint) {
    return LocalCheckpoints.newestIn(work(fingerprint))
        .map(folder -> new LocalCheckpointSnapshot(fingerprint, folder));
  }

  /** The files of a shard with their digests. */
  record ShardMeta(List<ArtifactFile> files) {
    ShardMeta {
      files = List.copyOf(files);
    }
  }

  @Override
  public Optional<Path> shard(String fingerprint, int index) {
    String prefix = String.format(Locale.ROOT, "shard-%05d.e", index);
    Path work = work(fingerprint);
    List<String> names =
        DurableFiles.at(work, () -> DurableFiles.names(work)).stream()
            .filter(name -> name.startsWith(prefix) && !name.endsWith(DurableFiles.RETIRED))
            .toList();
    return names.reversed().stream().map(work::resolve).filter(this::wholeShard).findFirst();
  }

  private boolean wholeShard(Path folder) {
    try {
      ShardMeta meta = Json.read(Files.readString(folder.resolve(SHARD_META)), ShardMeta.class);
      for (ArtifactFile file : meta.files()) {
        if (!DurableFiles.fault(folder, file).isEmpty()) {
          return skipped(folder, file.path() + " " + DurableFiles.fault(folder, file));
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

  @Override
  public Path commitShard(Lease lease, int index, Path staging) {
    Path target =
        work(lease.fingerprint())
            .resolve(String.format(Locale.ROOT, "shard-%05d.e%010d", index, lease.epoch()));
    leases.requireNewest(lease);
    Optional<Path> there = shard(lease.fingerprint(), index);
    if (there.isPresent()) {
      DurableFiles.remove(staging);
      return there.get();
    }
    return DurableFiles.at(
        target,
        () -> {
          DurableFiles.createExclusively(
              staging.resolve(SHARD_META), Json.write(new ShardMeta(DurableFiles.seal(staging))));
          DurableFiles.syncFolder(staging);
          leases.requireNewest(lease);
          DurableFiles.retire(target);
          Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
          DurableFiles.syncFolder(target.getParent());
          return target;
        });
  }

  @Override
  public String putPlan(String experiment, String json) {
    String plan = Sha256.hex(json);
    Path folder = root.resolve("plans");
    DurableFiles.at(
        folder,
        () -> {
          Path file = folder.resolve(plan + ".json");
          if (!DurableFiles.createExclusively(file, json)
              && !Arrays.equals(Files.readAllBytes(file), json.getBytes(StandardCharsets.UTF_8))) {
            DurableFiles.replace(file, json);
          }
          DurableFiles.replace(
              folder.resolve("latest").resolve(PathSegments.require(experiment)), plan);
          return plan;
        });
    return plan;
  }

  @Override
  public Optional<String> getPlan(String plan) {
    Path file = root.resolve("plans").resolve(PathSegments.require(plan) + ".json");
    Optional<String> json = text(file);
    if (json.isPresent() && !Sha256.hex(json.get()).equals(plan)) {
      throw new DiskException(
          file
              + " is damaged: it does not hold what its name says. The command that made the plan"
              + " writes it again",
          null);
    }
    return json;
  }

  @Override
  public Optional<String> latestPlan(String experiment) {
    return text(root.resolve("plans").resolve("latest").resolve(PathSegments.require(experiment)))
        .filter(PLAN.asMatchPredicate());
  }

  private static Optional<String> text(Path file) {
    return DurableFiles.at(
        file,
        () -> {
          try {
            return Optional.of(Files.readString(file));
          } catch (NoSuchFileException absent) {
            return Optional.empty();
          }
        });
  }

  private Path work(String fingerprint) {
    return root.resolve("work").resolve(PathSegments.require(fingerprint));
  }

  private Path artifact(String kind, String fingerprint) {
    return root.resolve("artifacts")
        .resolve(PathSegments.require(kind))
        .resolve(PathSegments.require(fingerprint));
  }

  private Path files(Manifest manifest) {
    return artifact(manifest.kind(), manifest.fingerprint())
        .resolve(PathSegments.require(manifest.folder()));
  }
}
