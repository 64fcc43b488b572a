package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.Manifest.ArtifactFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A store in a folder, local or shared. {@code docs/store.md} shows what lies where. */
public final class LocalArtifactStore implements ArtifactStore {
  private static final String MANIFEST = "manifest.json";
  private static final String SHARD_META = "shard.json";

  private final Path root;
  private final Clock clock;
  private final LocalLeases leases;
  private final String id;
  private final Set<String> verified = ConcurrentHashMap.newKeySet();

  /** Opens the store in a folder, which is made if it is not there. */
  public LocalArtifactStore(Path root, Clock clock) {
    this.root = root.toAbsolutePath().normalize();
    this.clock = clock;
    this.leases = new LocalLeases(this.root.resolve("work"), clock);
    this.id = Disk.at(this.root, this::readOrMakeId);
  }

  private String readOrMakeId() throws IOException {
    Path file = root.resolve("store-id");
    if (!Files.exists(file)) {
      Disk.createExclusively(file, UUID.randomUUID().toString().substring(0, 8));
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
    return Disk.at(
        file,
        () -> {
          try {
            return Optional.of(Json.read(Files.readString(file), Manifest.class));
          } catch (NoSuchFileException absent) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Path open(Manifest manifest) {
    Path folder = files(manifest);
    String key = manifest.kind() + "/" + manifest.fingerprint();
    if (verified.contains(key)) {
      return folder;
    }
    for (ArtifactFile file : manifest.files()) {
      String fault = Disk.at(folder, () -> Disk.fault(folder, file));
      if (!fault.isEmpty()) {
        throw new DamagedArtifactException(manifest, folder.resolve(file.path()).toString(), fault);
      }
    }
    verified.add(key);
    return folder;
  }

  @Override
  public void quarantine(Manifest manifest) {
    Path from = artifact(manifest.kind(), manifest.fingerprint());
    Path to = root.resolve("quarantine").resolve(manifest.kind() + "-" + manifest.fingerprint() + "-" + clock.millis());
    verified.remove(manifest.kind() + "/" + manifest.fingerprint());
    Disk.at(
        from,
        () -> {
          Files.createDirectories(to.getParent());
          return Files.exists(from) ? Files.move(from, to, StandardCopyOption.ATOMIC_MOVE) : to;
        });
  }

  @Override
  public List<Manifest> list(String kind) {
    Path folder = root.resolve("artifacts").resolve(SafeNames.require(kind));
    List<Manifest> manifests = new ArrayList<>();
    for (String fingerprint : Disk.at(folder, () -> Disk.names(folder))) {
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
    Path folder = work(lease.fingerprint()).resolve("staging-" + writer(lease));
    return Disk.at(folder, () -> Files.createDirectories(folder));
  }

  /** A name that no other writer of the step has: its unit of work and its epoch. */
  private static String writer(Lease lease) {
    String unit = lease.key().contains("/") ? lease.key().substring(lease.key().indexOf('/') + 1) : "step";
    return SafeNames.require(unit) + ".e" + lease.epoch();
  }

  @Override
  public Manifest commit(Lease lease, CommitRequest request, Path staging) {
    try {
      return Disk.at(staging, () -> link(lease, request, staging));
    } finally {
      Disk.remove(staging);
    }
  }

  private Manifest link(Lease lease, CommitRequest request, Path staging) throws IOException {
    List<ArtifactFile> files = Disk.seal(staging);
    Manifest manifest = manifest(lease, request, files);
    Path home = artifact(request.kind(), request.fingerprint());
    Path target = files(manifest);
    Files.createDirectories(home);
    leases.requireNewest(lease);
    Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    Disk.syncFolder(home);
    leases.requireNewest(lease);
    if (Disk.createExclusively(home.resolve(MANIFEST), Json.pretty(manifest))) {
      Disk.syncFolder(home.getParent());
      removeWork(request.fingerprint());
      return manifest;
    }
    Manifest first = find(request.kind(), request.fingerprint()).orElseThrow();
    Disk.remove(target);
    return first;
  }

  private Manifest manifest(Lease lease, CommitRequest request, List<ArtifactFile> files) {
    String created = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    return new Manifest(
        request.fingerprint(), request.kind(), request.version(), request.title(), request.inputs(), request.step(), writer(lease), files,
        request.cost(), request.facts(), request.environment(), lease.epoch(), created);
  }

  /** What lay beside the leases is not needed any more; the leases stay, so that a late writer finds itself fenced. */
  private void removeWork(String fingerprint) {
    Path work = work(fingerprint);
    for (String name : Disk.at(work, () -> Disk.names(work))) {
      if (name.startsWith("ckpt-") || name.startsWith("shard-") || name.startsWith("staging-")) {
        Disk.remove(work.resolve(name));
      }
    }
  }

  @Override
  public Checkpoints checkpoints(Lease lease) {
    return new LocalCheckpoints(work(lease.fingerprint()), lease, leases);
  }

  /** The files of a shard with their digests. */
  record ShardMeta(List<ArtifactFile> files) {}

  @Override
  public Optional<Path> shard(String fingerprint, int index) {
    String prefix = String.format("shard-%05d.e", index);
    Path work = work(fingerprint);
    List<String> names = Disk.at(work, () -> Disk.names(work)).stream().filter(name -> name.startsWith(prefix)).toList();
    return names.reversed().stream().map(work::resolve).filter(this::wholeShard).findFirst();
  }

  private boolean wholeShard(Path folder) {
    try {
      ShardMeta meta = Json.read(Files.readString(folder.resolve(SHARD_META)), ShardMeta.class);
      for (ArtifactFile file : meta.files()) {
        if (!Disk.fault(folder, file).isEmpty()) {
          return false;
        }
      }
      return true;
    } catch (IOException | java.io.UncheckedIOException damaged) {
      return false;
    }
  }

  @Override
  public Path commitShard(Lease lease, int index, Path staging) {
    Path target = work(lease.fingerprint()).resolve(String.format("shard-%05d.e%010d", index, lease.epoch()));
    return Disk.at(
        target,
        () -> {
          Disk.createExclusively(staging.resolve(SHARD_META), Json.write(new ShardMeta(Disk.seal(staging))));
          Disk.syncFolder(staging);
          leases.requireNewest(lease);
          Disk.remove(target);
          Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
          Disk.syncFolder(target.getParent());
          return target;
        });
  }

  @Override
  public String putPlan(String experiment, String json) {
    String plan = Disk.sha256(json);
    Path folder = root.resolve("plans");
    Disk.at(
        folder,
        () -> {
          Disk.createExclusively(folder.resolve(plan + ".json"), json);
          Disk.replace(folder.resolve("latest").resolve(SafeNames.require(experiment)), plan);
          return plan;
        });
    return plan;
  }

  @Override
  public Optional<String> getPlan(String plan) {
    return text(root.resolve("plans").resolve(SafeNames.require(plan) + ".json"));
  }

  @Override
  public Optional<String> latestPlan(String experiment) {
    return text(root.resolve("plans").resolve("latest").resolve(SafeNames.require(experiment)));
  }

  private static Optional<String> text(Path file) {
    return Disk.at(file, () -> Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty());
  }

  private Path work(String fingerprint) {
    return root.resolve("work").resolve(SafeNames.require(fingerprint));
  }

  private Path artifact(String kind, String fingerprint) {
    return root.resolve("artifacts").resolve(SafeNames.require(kind)).resolve(SafeNames.require(fingerprint));
  }

  private Path files(Manifest manifest) {
    return artifact(manifest.kind(), manifest.fingerprint()).resolve(SafeNames.require(manifest.folder()));
  }
}
