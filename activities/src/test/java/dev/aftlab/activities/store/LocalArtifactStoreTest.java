package dev.aftlab.activities.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalArtifactStoreTest {
  private static final String STEP = "a".repeat(64);
  private static final LeaseOwner ME = LeaseOwner.here("me");
  private static final LeaseOwner DEAD =
      new LeaseOwner("dead", ME.host(), ME.boot(), ME.pid(), ME.started() - 1000);

  @TempDir Path folder;
  private LocalArtifactStore store;

  @BeforeEach
  void open() {
    store = new LocalArtifactStore(folder, Clock.systemUTC());
  }

  private Lease lease(String unit, LeaseOwner owner) {
    return assertInstanceOf(LeaseAttempt.Acquired.class, store.acquire(STEP + unit, owner)).lease();
  }

  private Path staged(Lease lease, String content) {
    Path staging = store.stage(lease);
    try {
      Files.createDirectories(staging.resolve("model"));
      Files.writeString(staging.resolve("model/weights"), content);
      return staging;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Manifest commit(Lease lease, String content) {
    CommitRequest request =
        new CommitRequest(
            "train",
            STEP,
            1,
            "train x",
            List.of(),
            "{}",
            Cost.NONE,
            new TreeMap<>(),
            new TreeMap<>());
    return store.commit(lease, request, staged(lease, content));
  }

  @Test
  void artifact_committed_isFoundWithItsFiles() throws IOException {
    assertTrue(store.find("train", STEP).isEmpty());
    commit(lease("", ME), "content");
    Manifest found = store.find("train", STEP).orElseThrow();
    // sha256sum of the seven bytes "content".
    assertEquals(
        "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73",
        found.files().getFirst().sha256());
    assertEquals("content", Files.readString(store.open(found).resolve("model/weights")));
  }

  @Test
  void secondCommit_ofTheSameStep_returnsTheFirst() throws IOException {
    Manifest first = commit(lease("/one", ME), "first");
    Manifest second = commit(lease("/two", ME), "second");
    assertEquals(first.created(), second.created());
    assertEquals(
        "first",
        Files.readString(
            store.open(store.find("train", STEP).orElseThrow()).resolve("model/weights")));
  }

  @Test
  void staging_givenUp_isRemovedWithItsFiles() {
    Lease lease = lease("", ME);
    Path staging = staged(lease, "half");
    store.unstage(lease);
    assertFalse(Files.exists(staging));
    store.unstage(lease);
  }

  @Test
  void staleLease_committing_isFenced() {
    Lease stale = lease("", ME);
    Lease newer = lease("", ME);
    FencedException failure = assertThrows(FencedException.class, () -> commit(stale, "late"));
    assertTrue(
        failure.getMessage().contains("epoch 1") && failure.getMessage().contains("epoch 2"),
        failure.getMessage());
    assertTrue(store.find("train", STEP).isEmpty());
    commit(newer, "right");
    assertTrue(store.find("train", STEP).isPresent());
  }

  @Test
  void staleLease_wakingAfterTheCommit_changesNothing() throws IOException {
    Lease frozen = lease("", ME);
    Manifest committed = commit(lease("", ME), "right");
    assertThrows(FencedException.class, () -> commit(frozen, "late"));
    assertEquals("right", Files.readString(store.open(committed).resolve("model/weights")));
  }

  @Test
  void damagedFile_opened_isNamed() throws IOException {
    Manifest manifest = commit(lease("", ME), "content");
    Files.writeString(store.open(manifest).resolve("model/weights"), "c0ntent");
    LocalArtifactStore fresh = new LocalArtifactStore(folder, Clock.systemUTC());
    CorruptArtifactException failure =
        assertThrows(CorruptArtifactException.class, () -> fresh.open(manifest));
    assertTrue(failure.getMessage().contains("model/weights has the digest"), failure.getMessage());
    assertTrue(
        failure.getMessage().endsWith("it was quarantined, and a run that needs it makes it again"),
        failure.getMessage());
    assertTrue(fresh.find("train", STEP).isEmpty());
  }

  @Test
  void lease_heldByALivingProcess_isBusyForOthers() {
    lease("", ME);
    LeaseAttempt.Busy busy =
        assertInstanceOf(LeaseAttempt.Busy.class, store.acquire(STEP, LeaseOwner.here("other")));
    assertEquals("me", busy.holder().id());
  }

  @Test
  void lease_ofAnEndedProcess_isTakenOver() {
    lease("", DEAD);
    assertEquals(2, lease("", ME).epoch());
  }

  @Test
  void lease_givenBack_isFreeForOthers() {
    lease("", ME).release();
    assertEquals(2, lease("", LeaseOwner.here("other")).epoch());
    assertTrue(store.held(STEP, "me").isEmpty());
    assertTrue(store.held(STEP, "other").isPresent());
  }

  @Test
  void lease_racedFor_hasOneWinner() throws Exception {
    List<Callable<LeaseAttempt>> racers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      LeaseOwner owner = LeaseOwner.here("racer-" + i);
      racers.add(() -> store.acquire(STEP, owner));
    }
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      long winners = 0;
      for (Future<LeaseAttempt> attempt : pool.invokeAll(racers)) {
        winners += attempt.get() instanceof LeaseAttempt.Acquired ? 1 : 0;
      }
      assertEquals(1, winners);
    } finally {
      pool.shutdownNow();
    }
  }

  private void checkpoint(Checkpoints checkpoints, long position, String content)
      throws IOException {
    Path part = checkpoints.begin(position);
    Files.writeString(part.resolve("state"), content);
    checkpoints.commit(part, position, position);
  }

  @Test
  void newestCheckpoint_ofTheHighestEpoch_isChosen() throws IOException {
    Checkpoints first = store.checkpoints(lease("/whole", ME));
    checkpoint(first, 30, "thirty");
    Checkpoints second = store.checkpoints(lease("/whole", ME));
    checkpoint(second, 20, "twenty");
    Checkpoint newest = store.checkpoints(lease("/whole", ME)).newest().orElseThrow();
    assertEquals(20, newest.position());
    assertEquals(2, newest.epoch());
  }

  @Test
  void damagedCheckpoint_found_isSkippedWithAWarning() throws IOException {
    Checkpoints writer = store.checkpoints(lease("/whole", ME));
    checkpoint(writer, 10, "ten");
    checkpoint(writer, 20, "twenty");
    Path damaged =
        folder
            .resolve("work")
            .resolve(STEP)
            .resolve("ckpt-0000000020.e0000000001")
            .resolve("state");
    Files.writeString(damaged, "twentY");
    Checkpoints reader = store.checkpoints(lease("/whole", ME));
    assertEquals(10, reader.newest().orElseThrow().position());
    assertEquals(1, reader.warnings().size());
  }

  @Test
  void checkpoint_cutOffBeforeItsRename_isNotSeen() throws IOException {
    Checkpoints writer = store.checkpoints(lease("/whole", ME));
    Files.writeString(writer.begin(5).resolve("state"), "five");
    assertTrue(store.checkpoints(lease("/whole", ME)).newest().isEmpty());
  }

  @Test
  void staleLease_checkpointing_isFenced() throws IOException {
    Checkpoints stale = store.checkpoints(lease("/whole", ME));
    lease("/whole", ME);
    assertThrows(FencedException.class, () -> checkpoint(stale, 10, "late"));
    assertTrue(store.checkpoints(lease("/whole", ME)).newest().isEmpty());
  }

  @Test
  void checkpoints_many_keepTwo() throws IOException {
    Checkpoints writer = store.checkpoints(lease("/whole", ME));
    for (int position = 1; position <= 5; position++) {
      checkpoint(writer, position, "x");
    }
    try (Stream<Path> left = Files.list(folder.resolve("work").resolve(STEP))) {
      assertEquals(
          2, left.filter(path -> path.getFileName().toString().startsWith("ckpt-")).count());
    }
  }

  @Test
  void shard_committed_isFoundWhole() throws IOException {
    Lease lease = lease("/shard-00000", ME);
    store.commitShard(lease, 0, staged(lease, "shard"));
    Path shard = store.shard(STEP, 0).orElseThrow();
    assertEquals("shard", Files.readString(shard.resolve("model/weights")));
    Files.writeString(shard.resolve("model/weights"), "SHARD");
    assertTrue(store.shard(STEP, 0).isEmpty());
  }

  @Test
  void plan_kept_isTheLatestOfItsExperiment() {
    String first = store.putPlan("x", "{\"a\":1}");
    String second = store.putPlan("x", "{\"a\":2}");
    assertEquals("{\"a\":1}", store.getPlan(first).orElseThrow());
    assertEquals(second, store.latestPlan("x").orElseThrow());
    assertTrue(store.latestPlan("y").isEmpty());
  }

  @Test
  void plan_damaged_isRefusedByNameAndWrittenAgain() throws IOException {
    String plan = store.putPlan("x", "{\"a\":1}");
    Path file = folder.resolve("plans").resolve(plan + ".json");
    Files.writeString(file, "{");
    assertTrue(
        assertThrows(StoreException.class, () -> store.getPlan(plan))
            .getMessage()
            .startsWith(file + " is damaged"));
    assertEquals(plan, store.putPlan("x", "{\"a\":1}"));
    assertEquals("{\"a\":1}", store.getPlan(plan).orElseThrow());
    Files.writeString(folder.resolve("plans/latest/x"), "no plan");
    assertTrue(store.latestPlan("x").isEmpty());
  }

  @Test
  void names_leavingTheStore_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> store.find("train", "../../etc"));
    assertThrows(IllegalArgumentException.class, () -> store.getPlan("../x"));
    assertThrows(IllegalArgumentException.class, () -> store.acquire(STEP + "/../x", ME));
    assertFalse(Files.exists(folder.resolve("x")));
  }

  private Path home() {
    return folder.resolve("artifacts/train").resolve(STEP);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void manifest_truncated_isQuarantinedSoThatTheStepRunsAgain() throws IOException {
    commit(lease("", ME), "content");
    Path manifest = home().resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).substring(0, 100));
    List<String> warnings = new ArrayList<>();
    LocalArtifactStore fresh = new LocalArtifactStore(folder, Clock.systemUTC(), warnings::add);
    assertTrue(fresh.find("train", STEP).isEmpty());
    assertEquals(1, warnings.size());
    assertEquals(1, names(folder.resolve("quarantine")).size());
    assertEquals(
        "again",
        Files.readString(store.open(commit(lease("", ME), "again")).resolve("model/weights")));
  }

  @Test
  void manifest_ofAnotherStep_isQuarantined() throws IOException {
    commit(lease("", ME), "content");
    Path elsewhere =
        Files.createDirectories(folder.resolve("artifacts/train").resolve("b".repeat(64)));
    Files.copy(home().resolve("manifest.json"), elsewhere.resolve("manifest.json"));
    assertTrue(store.find("train", "b".repeat(64)).isEmpty());
  }

  @Test
  void quarantine_ofAnArtifactThatWasMadeAgain_leavesTheNewOne() throws IOException {
    Manifest damaged = commit(lease("", ME), "damaged");
    store.quarantine(damaged);
    Manifest again = commit(lease("", ME), "again");
    store.quarantine(damaged);
    assertEquals(again, store.find("train", STEP).orElseThrow());
  }

  @Test
  void artifactMadeAgainElsewhere_opened_isVerifiedAnew() throws IOException {
    Manifest first = commit(lease("", ME), "first");
    store.open(first);
    LocalArtifactStore other = new LocalArtifactStore(folder, Clock.systemUTC());
    other.quarantine(first);
    commit(lease("", ME), "second");
    Files.writeString(home().resolve("step.e2/model/weights"), "s3cond");
    assertThrows(
        CorruptArtifactException.class, () -> store.open(store.find("train", STEP).orElseThrow()));
  }

  @Test
  void verifiedArtifact_changedOnDisk_isVerifiedAnew() throws IOException {
    Manifest manifest = commit(lease("", ME), "content");
    Path weights = store.open(manifest).resolve("model/weights");
    Files.writeString(weights, "c0ntent");
    Files.setLastModifiedTime(weights, FileTime.fromMillis(1));
    assertThrows(CorruptArtifactException.class, () -> store.open(manifest));
    assertTrue(store.find("train", STEP).isEmpty());
  }

  @Test
  void reading_whatCannotBeRead_isDamageWhereTheFilesAreNotTheManifests() throws IOException {
    Manifest manifest = commit(lease("", ME), "content");
    Path weights = store.open(manifest).resolve("model/weights");
    FileTime before = Files.getLastModifiedTime(weights);
    Files.writeString(weights, "c0ntent");
    Files.setLastModifiedTime(weights, before);
    // A disk that rots leaves size and times alone: what cannot be parsed is looked at once more.
    assertThrows(
        CorruptArtifactException.class,
        () ->
            store.read(
                manifest,
                files -> {
                  throw new IllegalArgumentException("not weights");
                }));
    assertTrue(store.find("train", STEP).isEmpty());
  }

  @Test
  void reading_whatCannotBeReadThoughItIsAsItWasMade_staysWhatItIs() throws IOException {
    Manifest manifest = commit(lease("", ME), "content");
    assertThrows(
        IllegalStateException.class,
        () ->
            store.read(
                manifest,
                files -> {
                  throw new IllegalStateException("a defect of the reader");
                }));
    assertTrue(store.find("train", STEP).isPresent());
  }

  @Test
  void reading_whatAnotherPutsAsideMeanwhile_isMissing() throws IOException {
    Manifest manifest = commit(lease("", ME), "content");
    LocalArtifactStore other = new LocalArtifactStore(folder, Clock.systemUTC());
    MissingArtifactException gone =
        assertThrows(
            MissingArtifactException.class,
            () ->
                store.read(
                    manifest,
                    files -> {
                      other.quarantine(manifest);
                      throw new UncheckedIOException(new NoSuchFileException(files.toString()));
                    }));
    assertEquals(STEP, gone.fingerprint());
  }

  @Test
  void reading_filesThatChangeMeanwhile_isDamageAndClosesWhatWasRead() throws IOException {
    Manifest manifest = commit(lease("", ME), "content");
    AtomicBoolean closed = new AtomicBoolean();
    assertThrows(
        CorruptArtifactException.class,
        () ->
            store.<AutoCloseable>read(
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
  void maker_ofAnArtifact_isWhoHeldTheLeaseItWasWrittenUnder() throws IOException {
    commit(lease("", ME), "content");
    Manifest manifest = store.find("train", STEP).orElseThrow();
    assertEquals(ME.id(), store.maker(manifest).orElseThrow().id());
  }

  @Test
  void oneFile_damaged_isRefusedThoughOthersAreWhole() throws IOException {
    Lease lease = lease("", ME);
    Files.writeString(staged(lease, "content").resolve("journal"), "points");
    Manifest manifest = commit(lease, "content");
    Files.writeString(store.file(manifest, "journal").resolveSibling("model/weights"), "c0ntent");
    assertEquals("points", Files.readString(store.file(manifest, "journal")));
    assertThrows(CorruptArtifactException.class, () -> store.file(manifest, "../secret"));
    assertTrue(store.find("train", STEP).isPresent());
    assertThrows(CorruptArtifactException.class, () -> store.file(manifest, "model/weights"));
    assertTrue(store.find("train", STEP).isEmpty());
  }

  @Test
  void manifest_namingAFileOutside_isDamaged() throws IOException {
    commit(lease("", ME), "content");
    Path manifest = home().resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("model/weights", "../../../../secret"));
    CorruptArtifactException failure =
        assertThrows(
            CorruptArtifactException.class,
            () -> store.open(store.find("train", STEP).orElseThrow()));
    assertTrue(failure.getMessage().contains("leaves its folder"), failure.getMessage());
  }

  @Test
  void folders_cutOffBeforeTheirManifest_areRemovedByTheNextCommit() throws IOException {
    Files.writeString(
        Files.createDirectories(home().resolve("step.e7")).resolve("weights"), "half");
    Lease lease = lease("", ME);
    commit(lease, "content");
    assertEquals(List.of("manifest.json", "step.e1"), names(home()));
  }

  @Test
  void staging_ofAKilledHolder_isRemovedByTheNext() throws IOException {
    Path left = staged(lease("/whole", ME), "half");
    Path other = staged(lease("/finish", ME), "other unit");
    store.stage(lease("/whole", ME));
    assertTrue(Files.notExists(left));
    assertTrue(Files.exists(other));
  }

  @Test
  void checkpoint_ofAKilledHolder_isRemovedByTheNext() throws IOException {
    Path left = store.checkpoints(lease("/whole", ME)).begin(5);
    Files.writeString(left.resolve("state"), "half");
    store.checkpoints(lease("/whole", ME)).begin(5);
    assertTrue(Files.notExists(left));
  }

  @Test
  void checkpointMeta_cutOff_isSkipped() throws IOException {
    Checkpoints writer = store.checkpoints(lease("/whole", ME));
    checkpoint(writer, 10, "ten");
    checkpoint(writer, 20, "twenty");
    Files.writeString(
        folder.resolve("work").resolve(STEP).resolve("ckpt-0000000020.e0000000001/checkpoint.json"),
        "{}");
    assertEquals(10, store.checkpoints(lease("/whole", ME)).newest().orElseThrow().position());
  }

  @Test
  void checkpoint_ofAnotherStep_isSkipped() throws IOException {
    checkpoint(store.checkpoints(lease("/whole", ME)), 10, "ten");
    String other = "b".repeat(64);
    Lease lease = assertInstanceOf(LeaseAttempt.Acquired.class, store.acquire(other, ME)).lease();
    Files.move(
        folder.resolve("work").resolve(STEP).resolve("ckpt-0000000010.e0000000001"),
        folder.resolve("work").resolve(other).resolve("ckpt-0000000010.e0000000001"));
    Checkpoints foreign = store.checkpoints(lease);
    assertTrue(foreign.newest().isEmpty());
    assertTrue(
        foreign.warnings().getFirst().contains("another step"), foreign.warnings().toString());
  }

  @Test
  void shard_committedAgain_staysTheFirst() throws IOException {
    Lease first = lease("/shard-00000", ME);
    Path kept = store.commitShard(first, 0, staged(first, "first"));
    Lease second = lease("/shard-00000", ME);
    assertEquals(kept, store.commitShard(second, 0, staged(second, "second")));
    assertEquals(
        "first", Files.readString(store.shard(STEP, 0).orElseThrow().resolve("model/weights")));
  }

  @Test
  void work_afterTheCommit_isOnlyTheLeases() throws IOException {
    Lease lease = lease("/whole", ME);
    checkpoint(store.checkpoints(lease), 10, "ten");
    Lease shard = lease("/shard-00000", ME);
    store.commitShard(shard, 0, staged(shard, "shard"));
    commit(lease, "content");
    assertEquals(List.of("leases"), names(folder.resolve("work").resolve(STEP)));
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
