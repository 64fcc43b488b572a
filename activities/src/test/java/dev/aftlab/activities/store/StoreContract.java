package dev.aftlab.activities.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.SampleResult;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.result.StepOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of a store must do, whatever it keeps its objects in. A subclass opens
 * the implementation and may add tests of its own.
 */
abstract class StoreContract {
  static final Fingerprint STEP = new Fingerprint("a".repeat(64));
  static final ArtifactId ARTIFACT = new ArtifactId(StepKind.TRAIN, STEP);
  static final LeaseHolder ME = LeaseHolders.named("me");

  ArtifactStore artifacts;
  LeaseStore leases;
  PlanStore plans;

  /**
   * Opens the store of a test as a process does. Another call opens it for another process: what
   * one writes, the other sees.
   */
  abstract Store open();

  @BeforeEach
  final void openStore() {
    Store store = open();
    artifacts = store.artifacts();
    leases = store.leases();
    plans = store.plans();
  }

  final Lease lease(String unit, LeaseHolder holder) {
    return assertInstanceOf(
            LeaseAttempt.Acquired.class, leases.acquire(new LeaseKey(STEP, unit), holder))
        .lease();
  }

  final Path staged(Lease lease, String content) {
    Path staging = artifacts.stage(lease);
    try {
      Files.createDirectories(staging.resolve("model"));
      Files.writeString(staging.resolve("model/weights"), content);
      return staging;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  final Manifest commit(Lease lease, String content) {
    CommitRequest request =
        new CommitRequest(
            ARTIFACT,
            1,
            "train x",
            List.of(),
            "{}",
            Cost.NONE,
            new SampleResult(),
            new TreeMap<>());
    return artifacts.commit(lease, request, staged(lease, content));
  }

  static void checkpoint(Checkpoints checkpoints, long position, String content)
      throws IOException {
    Path part = checkpoints.begin(position);
    Files.writeString(part.resolve("state"), content);
    checkpoints.commit(part, position, position);
  }

  @Test
  void artifact_committed_isFoundWithItsFiles() throws IOException {
    assertTrue(artifacts.find(ARTIFACT).isEmpty());
    commit(lease("step", ME), "content");
    Manifest found = artifacts.find(ARTIFACT).orElseThrow();
    // sha256sum of the seven bytes "content".
    assertEquals(
        "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73",
        found.files().getFirst().sha256());
    assertEquals("content", Files.readString(artifacts.open(found).resolve("model/weights")));
  }

  @Test
  void secondCommit_ofTheSameStep_returnsTheFirst() throws IOException {
    Manifest first = commit(lease("one", ME), "first");
    Manifest second = commit(lease("two", ME), "second");
    assertEquals(first.created(), second.created());
    assertEquals(
        "first",
        Files.readString(
            artifacts.open(artifacts.find(ARTIFACT).orElseThrow()).resolve("model/weights")));
  }

  @Test
  void staging_discarded_isRemovedWithItsFiles() {
    Lease lease = lease("step", ME);
    Path staging = staged(lease, "half");
    artifacts.unstage(lease);
    assertFalse(Files.exists(staging));
    artifacts.unstage(lease);
  }

  @Test
  void staleLease_committing_isFenced() {
    Lease stale = lease("step", ME);
    Lease newer = lease("step", ME);
    FencedException failure = assertThrows(FencedException.class, () -> commit(stale, "late"));
    assertTrue(
        failure.getMessage().contains("epoch 1") && failure.getMessage().contains("epoch 2"),
        failure.getMessage());
    assertTrue(artifacts.find(ARTIFACT).isEmpty());
    commit(newer, "right");
    assertTrue(artifacts.find(ARTIFACT).isPresent());
  }

  @Test
  void staleLease_wakingAfterTheCommit_changesNothing() throws IOException {
    Lease frozen = lease("step", ME);
    Manifest committed = commit(lease("step", ME), "right");
    assertThrows(FencedException.class, () -> commit(frozen, "late"));
    assertEquals("right", Files.readString(artifacts.open(committed).resolve("model/weights")));
  }

  @Test
  void lease_heldByALivingProcess_isBusyForOthers() {
    lease("step", ME);
    LeaseAttempt.Busy busy =
        assertInstanceOf(
            LeaseAttempt.Busy.class,
            leases.acquire(LeaseKey.step(STEP), LeaseHolders.named("other")));
    assertEquals(ME, busy.holder());
  }

  @Test
  void lease_released_isFreeForOthers() {
    lease("step", ME).release();
    assertEquals(2, lease("step", LeaseHolders.named("other")).epoch());
    assertTrue(leases.held(LeaseKey.step(STEP), ME.owner()).isEmpty());
    assertTrue(leases.held(LeaseKey.step(STEP), LeaseHolders.owner("other")).isPresent());
  }

  @Test
  void lease_racedFor_hasOneWinner() throws Exception {
    List<Callable<LeaseAttempt>> racers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      LeaseHolder owner = LeaseHolders.named("racer-" + i);
      racers.add(() -> leases.acquire(LeaseKey.step(STEP), owner));
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

  @Test
  void newestCheckpoint_ofTheHighestEpoch_isChosen() throws IOException {
    Checkpoints first = artifacts.checkpoints(lease("whole", ME));
    checkpoint(first, 30, "thirty");
    Checkpoints second = artifacts.checkpoints(lease("whole", ME));
    checkpoint(second, 20, "twenty");
    Checkpoint newest = artifacts.checkpoints(lease("whole", ME)).newest().orElseThrow();
    assertEquals(20, newest.position());
    assertEquals(2, newest.epoch());
  }

  @Test
  void checkpoint_notCommitted_isNotSeen() throws IOException {
    Checkpoints writer = artifacts.checkpoints(lease("whole", ME));
    Files.writeString(writer.begin(5).resolve("state"), "five");
    assertTrue(artifacts.checkpoints(lease("whole", ME)).newest().isEmpty());
  }

  @Test
  void staleLease_checkpointing_isFenced() throws IOException {
    Checkpoints stale = artifacts.checkpoints(lease("whole", ME));
    lease("whole", ME);
    assertThrows(FencedException.class, () -> checkpoint(stale, 10, "late"));
    assertTrue(artifacts.checkpoints(lease("whole", ME)).newest().isEmpty());
  }

  @Test
  void pages_recorded_areThoseOfTheLatestRunOfTheExperiment() {
    String first = plans.put("{\"a\":1}");
    String second = plans.put("{\"a\":2}");
    assertEquals("{\"a\":1}", plans.get(first).orElseThrow());
    assertEquals(List.of(), plans.latest("x"));
    plans.recordLatest("x", List.of(first));
    assertEquals(List.of(first), plans.latest("x"));
    plans.recordLatest("x", List.of(second, first));
    assertEquals(List.of(second, first), plans.latest("x"));
    assertEquals(List.of(), plans.latest("y"));
  }

  @Test
  void names_leavingTheStore_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LeaseKey(STEP, "../x"));
    assertThrows(IllegalArgumentException.class, () -> plans.get("../x"));
    assertThrows(IllegalArgumentException.class, () -> plans.recordLatest("../x", List.of()));
    assertThrows(IllegalArgumentException.class, () -> plans.latest("../x"));
  }

  @Test
  void quarantine_ofAnArtifactThatWasMadeAgain_leavesTheNewOne() throws IOException {
    Manifest damaged = commit(lease("step", ME), "damaged");
    artifacts.quarantine(damaged);
    Manifest again = commit(lease("step", ME), "again");
    artifacts.quarantine(damaged);
    assertEquals(again, artifacts.find(ARTIFACT).orElseThrow());
  }

  @Test
  void reading_ofWholeFilesThatFails_keepsTheFailureAndTheArtifact() throws IOException {
    Manifest manifest = commit(lease("step", ME), "content");
    assertThrows(
        IllegalStateException.class,
        () ->
            artifacts.read(
                manifest,
                files -> {
                  throw new IllegalStateException("a defect of the reader");
                }));
    assertTrue(artifacts.find(ARTIFACT).isPresent());
  }

  @Test
  void reading_whatAnotherQuarantinesMeanwhile_isMissing() throws IOException {
    Manifest manifest = commit(lease("step", ME), "content");
    ArtifactStore other = open().artifacts();
    MissingArtifactException gone =
        assertThrows(
            MissingArtifactException.class,
            () ->
                artifacts.read(
                    manifest,
                    files -> {
                      other.quarantine(manifest);
                      throw new UncheckedIOException(new NoSuchFileException(files.toString()));
                    }));
    assertEquals(ARTIFACT, gone.artifact());
  }

  @Test
  void manifest_ofAnArtifact_namesTheOwnerOfTheLeaseItWasWrittenUnder() {
    StepOwner owner = new StepOwner("step-1", "workflow-run-1", "run-1");
    commit(lease("whole", LeaseHolder.here(owner)), "content");
    assertEquals(owner, artifacts.find(ARTIFACT).orElseThrow().owner());
  }

  @Test
  void artifact_ofOneKind_isNotFoundUnderAnother() {
    commit(lease("step", ME), "content");
    assertTrue(artifacts.find(new ArtifactId(StepKind.SAMPLE, STEP)).isEmpty());
    assertEquals(List.of(), artifacts.list(StepKind.SAMPLE));
    assertEquals(
        List.of(ARTIFACT), artifacts.list(StepKind.TRAIN).stream().map(Manifest::id).toList());
  }

  @Test
  void file_missingInTheManifest_isRefused() {
    Manifest manifest = commit(lease("step", ME), "content");
    assertThrows(CorruptArtifactException.class, () -> artifacts.file(manifest, "../secret"));
    assertTrue(artifacts.find(ARTIFACT).isPresent());
  }

  @Test
  void lease_acquiredAgainByItsOwner_isTakenOver() {
    Lease first = lease("step", ME);
    Lease second = lease("step", ME);
    assertEquals(first.epoch() + 1, second.epoch());
    assertThrows(FencedException.class, first::requireNewest);
    second.requireNewest();
  }

  @Test
  void leases_ofUnits_areIndependent() {
    lease("shard-00000", ME);
    assertEquals(1, lease("shard-00001", LeaseHolders.named("other")).epoch());
  }

  @Test
  void checkpointRequest_isSeenUntilTheNextCheckpoint() throws IOException {
    Checkpoints writer = artifacts.checkpoints(lease("whole", ME));
    assertFalse(writer.requested());
    open().artifacts().requestCheckpoint(STEP);
    assertTrue(writer.requested());
    checkpoint(writer, 10, "ten");
    assertFalse(writer.requested());
  }

  @Test
  void snapshot_ofTheNewestCheckpoint_isReadWithoutALease() throws IOException {
    assertTrue(artifacts.newestSnapshot(STEP).isEmpty());
    Checkpoints writer = artifacts.checkpoints(lease("whole", ME));
    checkpoint(writer, 10, "ten");
    String ten = artifacts.newestSnapshot(STEP).orElseThrow().version();
    checkpoint(writer, 20, "twenty");
    CheckpointSnapshot newest = open().artifacts().newestSnapshot(STEP).orElseThrow();
    assertEquals("twenty", newest.text("state").orElseThrow());
    assertTrue(newest.text("weights").isEmpty());
    assertNotEquals(ten, newest.version());
  }

  @Test
  void reached_byCheckpointsOrShards_grows() throws IOException {
    assertEquals(0, artifacts.reached(STEP));
    Lease shard = lease("shard-00000", ME);
    artifacts.commitShard(shard, 0, staged(shard, "shard"));
    assertEquals(1, artifacts.reached(STEP));
    checkpoint(artifacts.checkpoints(lease("whole", ME)), 10, "ten");
    assertEquals(11, artifacts.reached(STEP));
  }

  @Test
  void space_forOneByte_isThere() {
    assertTrue(artifacts.hasSpace(1));
    assertFalse(artifacts.hasSpace(Long.MAX_VALUE));
  }

  @Test
  void work_afterTheCommit_isRemoved() throws IOException {
    Lease lease = lease("whole", ME);
    checkpoint(artifacts.checkpoints(lease), 10, "ten");
    Lease shard = lease("shard-00000", ME);
    artifacts.commitShard(shard, 0, staged(shard, "shard"));
    commit(lease, "content");
    assertTrue(artifacts.checkpoints(lease).newest().isEmpty());
    assertTrue(artifacts.shard(STEP, 0).isEmpty());
    assertEquals(0, artifacts.reached(STEP));
  }

  @Test
  void store_openedAgain_isTheSame() {
    commit(lease("step", ME), "content");
    String plan = plans.put("{}");
    Store again = open();
    assertEquals(artifacts.id(), again.artifacts().id());
    assertEquals(artifacts.find(ARTIFACT), again.artifacts().find(ARTIFACT));
    assertEquals("{}", again.plans().get(plan).orElseThrow());
    assertTrue(again.leases().held(LeaseKey.step(STEP), ME.owner()).isPresent());
  }

  @Test
  void shard_committedAgain_staysTheFirst() throws IOException {
    Lease first = lease("shard-00000", ME);
    Path kept = artifacts.commitShard(first, 0, staged(first, "first"));
    Lease second = lease("shard-00000", ME);
    assertEquals(kept, artifacts.commitShard(second, 0, staged(second, "second")));
    assertEquals(
        "first", Files.readString(artifacts.shard(STEP, 0).orElseThrow().resolve("model/weights")));
  }
}
