package dev.aftlab.activities.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.StepKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in a folder: the contract, and its files as {@code docs/store.md} describes them. */
final class LocalStoreTest extends StoreContract {
  private static final LeaseHolder ENDED =
      new LeaseHolder(
          LeaseHolders.owner("ended"), ME.host(), ME.boot(), ME.pid(), ME.started() - 1000);

  @TempDir Path folder;

  @Override
  Store open() {
    return LocalStore.open(folder, Clock.systemUTC());
  }

  @Test
  void damagedFile_opened_isNamed() throws IOException {
    Manifest manifest = commit(lease("step", ME), "content");
    Files.writeString(artifacts.open(manifest).resolve("model/weights"), "c0ntent");
    ArtifactStore fresh = open().artifacts();
    CorruptArtifactException failure =
        assertThrows(CorruptArtifactException.class, () -> fresh.open(manifest));
    assertTrue(failure.getMessage().contains("model/weights has the digest"), failure.getMessage());
    assertTrue(
        failure.getMessage().endsWith("it was quarantined, and a run that needs it makes it again"),
        failure.getMessage());
    assertTrue(fresh.find(ARTIFACT).isEmpty());
  }

  @Test
  void lease_ofAnEndedProcess_isTakenOver() {
    lease("step", ENDED);
    assertEquals(2, lease("step", ME).epoch());
  }

  @Test
  void damagedCheckpoint_found_isSkippedWithAWarning() throws IOException {
    Checkpoints writer = artifacts.checkpoints(lease("whole", ME));
    checkpoint(writer, 10, "ten");
    checkpoint(writer, 20, "twenty");
    Path damaged =
        folder
            .resolve("work")
            .resolve(STEP.value())
            .resolve("ckpt-0000000020.e0000000001")
            .resolve("state");
    Files.writeString(damaged, "twentY");
    Checkpoints reader = artifacts.checkpoints(lease("whole", ME));
    assertEquals(10, reader.newest().orElseThrow().position());
    assertEquals(1, reader.warnings().size());
  }

  @Test
  void checkpoints_many_keepTwo() throws IOException {
    Checkpoints writer = artifacts.checkpoints(lease("whole", ME));
    for (int position = 1; position <= 5; position++) {
      checkpoint(writer, position, "x");
    }
    try (Stream<Path> left = Files.list(folder.resolve("work").resolve(STEP.value()))) {
      assertEquals(
          2, left.filter(path -> path.getFileName().toString().startsWith("ckpt-")).count());
    }
  }

  @Test
  void shard_committed_isFoundWhole() throws IOException {
    Lease lease = lease("shard-00000", ME);
    artifacts.commitShard(lease, 0, staged(lease, "shard"));
    Path shard = artifacts.shard(STEP, 0).orElseThrow();
    assertEquals("shard", Files.readString(shard.resolve("model/weights")));
    Files.writeString(shard.resolve("model/weights"), "SHARD");
    assertTrue(artifacts.shard(STEP, 0).isEmpty());
  }

  @Test
  void plan_damaged_isRefusedByNameAndWrittenAgain() throws IOException {
    String plan = plans.put("{\"a\":1}");
    Path file = folder.resolve("plans").resolve(plan + ".json");
    Files.writeString(file, "{");
    assertTrue(
        assertThrows(StoreException.class, () -> plans.get(plan))
            .getMessage()
            .startsWith(file + " is damaged"));
    assertEquals(plan, plans.put("{\"a\":1}"));
    assertEquals("{\"a\":1}", plans.get(plan).orElseThrow());
    plans.recordLatest("x", List.of(plan));
    Files.writeString(folder.resolve("plans/latest/x"), "no plan");
    assertTrue(plans.latest("x").isEmpty());
  }

  private Path home() {
    return folder.resolve("artifacts/train").resolve(STEP.value());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void manifest_truncated_isQuarantinedSoThatTheStepRunsAgain() throws IOException {
    commit(lease("step", ME), "content");
    Path manifest = home().resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).substring(0, 100));
    List<String> warnings = new ArrayList<>();
    ArtifactStore fresh = LocalStore.open(folder, Clock.systemUTC(), warnings::add).artifacts();
    assertTrue(fresh.find(ARTIFACT).isEmpty());
    assertEquals(1, warnings.size());
    assertEquals(1, names(folder.resolve("quarantine")).size());
    assertEquals(
        "again",
        Files.readString(
            artifacts.open(commit(lease("step", ME), "again")).resolve("model/weights")));
  }

  @Test
  void manifest_ofAnotherStep_isQuarantined() throws IOException {
    commit(lease("step", ME), "content");
    Path elsewhere =
        Files.createDirectories(folder.resolve("artifacts/train").resolve("b".repeat(64)));
    Files.copy(home().resolve("manifest.json"), elsewhere.resolve("manifest.json"));
    assertTrue(
        artifacts.find(new ArtifactId(StepKind.TRAIN, new Fingerprint("b".repeat(64)))).isEmpty());
  }

  @Test
  void artifactMadeAgainElsewhere_opened_isVerifiedAnew() throws IOException {
    Manifest first = commit(lease("step", ME), "first");
    artifacts.open(first);
    ArtifactStore other = open().artifacts();
    other.quarantine(first);
    commit(lease("step", ME), "second");
    Files.writeString(home().resolve("step.e2/model/weights"), "s3cond");
    assertThrows(
        CorruptArtifactException.class,
        () -> artifacts.open(artifacts.find(ARTIFACT).orElseThrow()));
  }

  @Test
  void verifiedArtifact_changedOnDisk_isVerifiedAnew() throws IOException {
    Manifest manifest = commit(lease("step", ME), "content");
    Path weights = artifacts.open(manifest).resolve("model/weights");
    Files.writeString(weights, "c0ntent");
    Files.setLastModifiedTime(weights, FileTime.fromMillis(1));
    assertThrows(CorruptArtifactException.class, () -> artifacts.open(manifest));
    assertTrue(artifacts.find(ARTIFACT).isEmpty());
  }

  @Test
  void reading_whatCannotBeRead_isDamageWhereTheFilesAreNotTheManifests() throws IOException {
    Manifest manifest = commit(lease("step", ME), "content");
    Path weights = artifacts.open(manifest).resolve("model/weights");
    FileTime before = Files.getLastModifiedTime(weights);
    Files.writeString(weights, "c0ntent");
    Files.setLastModifiedTime(weights, before);
    // A disk that rots leaves size and times alone: what cannot be parsed is looked at once more.
    assertThrows(
        CorruptArtifactException.class,
        () ->
            artifacts.read(
                manifest,
                files -> {
                  throw new IllegalArgumentException("not weights");
                }));
    assertTrue(artifacts.find(ARTIFACT).isEmpty());
  }

  @Test
  void reading_filesThatChangeMeanwhile_isDamageAndClosesWhatWasRead() throws IOException {
    Manifest manifest = commit(lease("step", ME), "content");
    AtomicBoolean closed = new AtomicBoolean();
    assertThrows(
        CorruptArtifactException.class,
        () ->
            artifacts.<AutoCloseable>read(
                manifest,
                files -> {
                  overwrite(files.resolve("model/weights"));
                  return () -> closed.set(true);
                }));
    assertTrue(closed.get());
  }

  private static void overwrite(Path file) {
    try {
      Files.writeString(file, "another length");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void oneFile_damaged_isRefusedThoughOthersAreWhole() throws IOException {
    Lease lease = lease("step", ME);
    Files.writeString(staged(lease, "content").resolve("journal"), "points");
    Manifest manifest = commit(lease, "content");
    Files.writeString(
        artifacts.file(manifest, "journal").resolveSibling("model/weights"), "c0ntent");
    assertEquals("points", Files.readString(artifacts.file(manifest, "journal")));
    assertThrows(CorruptArtifactException.class, () -> artifacts.file(manifest, "../secret"));
    assertTrue(artifacts.find(ARTIFACT).isPresent());
    assertThrows(CorruptArtifactException.class, () -> artifacts.file(manifest, "model/weights"));
    assertTrue(artifacts.find(ARTIFACT).isEmpty());
  }

  @Test
  void manifest_namingAFileOutside_isDamaged() throws IOException {
    commit(lease("step", ME), "content");
    Path manifest = home().resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("model/weights", "../../../../secret"));
    CorruptArtifactException failure =
        assertThrows(
            CorruptArtifactException.class,
            () -> artifacts.open(artifacts.find(ARTIFACT).orElseThrow()));
    assertTrue(failure.getMessage().contains("leaves its folder"), failure.getMessage());
  }

  @Test
  void folders_cutOffBeforeTheirManifest_areRemovedByTheNextCommit() throws IOException {
    Files.writeString(
        Files.createDirectories(home().resolve("step.e7")).resolve("weights"), "half");
    Lease lease = lease("step", ME);
    commit(lease, "content");
    assertEquals(List.of("manifest.json", "step.e1"), names(home()));
  }

  @Test
  void staging_ofAKilledHolder_isRemovedByTheNext() throws IOException {
    Path left = staged(lease("whole", ME), "half");
    Path other = staged(lease("finish", ME), "other unit");
    artifacts.stage(lease("whole", ME));
    assertTrue(Files.notExists(left));
    assertTrue(Files.exists(other));
  }

  @Test
  void checkpoint_ofAKilledHolder_isRemovedByTheNext() throws IOException {
    Path left = artifacts.checkpoints(lease("whole", ME)).begin(5);
    Files.writeString(left.resolve("state"), "half");
    artifacts.checkpoints(lease("whole", ME)).begin(5);
    assertTrue(Files.notExists(left));
  }

  @Test
  void checkpointMeta_cutOff_isSkipped() throws IOException {
    Checkpoints writer = artifacts.checkpoints(lease("whole", ME));
    checkpoint(writer, 10, "ten");
    checkpoint(writer, 20, "twenty");
    Files.writeString(
        folder
            .resolve("work")
            .resolve(STEP.value())
            .resolve("ckpt-0000000020.e0000000001/checkpoint.json"),
        "{}");
    assertEquals(10, artifacts.checkpoints(lease("whole", ME)).newest().orElseThrow().position());
  }

  @Test
  void checkpoint_ofAnotherStep_isSkipped() throws IOException {
    checkpoint(artifacts.checkpoints(lease("whole", ME)), 10, "ten");
    Fingerprint other = new Fingerprint("b".repeat(64));
    Lease lease =
        assertInstanceOf(LeaseAttempt.Acquired.class, leases.acquire(LeaseKey.step(other), ME))
            .lease();
    Files.move(
        folder.resolve("work").resolve(STEP.value()).resolve("ckpt-0000000010.e0000000001"),
        folder.resolve("work").resolve(other.value()).resolve("ckpt-0000000010.e0000000001"));
    Checkpoints foreign = artifacts.checkpoints(lease);
    assertTrue(foreign.newest().isEmpty());
    assertTrue(
        foreign.warnings().getFirst().contains("another step"), foreign.warnings().toString());
  }

  @Test
  void work_afterTheCommit_isOnlyTheLeases() throws IOException {
    Lease lease = lease("whole", ME);
    checkpoint(artifacts.checkpoints(lease), 10, "ten");
    Lease shard = lease("shard-00000", ME);
    artifacts.commitShard(shard, 0, staged(shard, "shard"));
    commit(lease, "content");
    assertEquals(List.of("leases"), names(folder.resolve("work").resolve(STEP.value())));
  }

  @Test
  void folder_removedConcurrently_isDeleted() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path removed = folder.resolve("removed");
      for (int file = 0; file < 50; file++) {
        Files.writeString(
            Files.createDirectories(removed.resolve("f" + file % 5)).resolve("file" + file), "x");
      }
      ExecutorService pool = Executors.newFixedThreadPool(4);
      try {
        List<Callable<Boolean>> removals =
            Collections.nCopies(
                4,
                () -> {
                  DurableFiles.remove(removed);
                  return true;
                });
        for (Future<Boolean> removal : pool.invokeAll(removals)) {
          assertTrue(removal.get());
        }
      } finally {
        pool.shutdownNow();
      }
      assertTrue(Files.notExists(removed));
    }
  }
}
