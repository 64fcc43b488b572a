package dev.aftlab.activities.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.StoppedException;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.CommitRequest;
import dev.aftlab.activities.store.CorruptArtifactException;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.LeaseAttempt;
import dev.aftlab.activities.store.LeaseHolders;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.activities.store.LeaseStore;
import dev.aftlab.activities.store.LocalStore;
import dev.aftlab.activities.store.Store;
import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.SampleResult;
import dev.aftlab.experiments.result.StepKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedModelsTest {
  private static final String ONE = "abcd1" + "0".repeat(59);
  private static final String OTHER = "abcd2" + "0".repeat(59);
  private static final String SAMPLES = "ffff" + "0".repeat(60);

  @TempDir private Path folder;
  private ArtifactStore store;
  private LeaseStore leases;
  private TrainedModels models;

  @BeforeEach
  void open() throws IOException {
    Store opened = LocalStore.open(folder.resolve("store"), Clock.systemUTC());
    store = opened.artifacts();
    leases = opened.leases();
    models = new TrainedModels(store);
    commit(StepKind.TRAIN, ONE, "model/config.json");
    commit(StepKind.TRAIN, OTHER, "model/config.json");
    commit(StepKind.SAMPLE, SAMPLES, "samples.jsonl");
  }

  private void commit(StepKind kind, String digits, String file) throws IOException {
    Fingerprint fingerprint = new Fingerprint(digits);
    Lease lease =
        assertInstanceOf(
                LeaseAttempt.Acquired.class,
                leases.acquire(LeaseKey.step(fingerprint), LeaseHolders.named("me")))
            .lease();
    Path staged = store.stage(lease);
    Files.createDirectories(staged.resolve(file).getParent());
    Files.writeString(staged.resolve(file), digits);
    store.commit(
        lease,
        new CommitRequest(
            new ArtifactId(kind, fingerprint),
            1,
            kind.label() + " x",
            List.of(),
            "{}",
            Cost.NONE,
            new SampleResult(),
            new TreeMap<>()),
        staged);
  }

  private String refused(String fingerprint) {
    return assertThrows(UnusableInputException.class, () -> models.named(fingerprint)).getMessage();
  }

  private String refused(Path target) {
    return assertThrows(UnusableInputException.class, () -> copy(target)).getMessage();
  }

  private void copy(Path target) {
    models.copy(models.named(ONE), target, ProgressListener.NONE);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void named_firstDigitsOfOneModel_isThatOne() {
    assertEquals(ONE, models.named("abcd1").fingerprint().value());
  }

  @Test
  void named_firstDigitsOfTwoModels_namesBoth() {
    String message = refused("abcd");
    assertTrue(
        message.contains("abcd100000")
            && message.contains("abcd200000")
            && message.contains("give more digits"),
        message);
  }

  @Test
  void named_artifactOfAnotherKind_saysWhichKindItIs() {
    assertTrue(
        refused("ffff").contains("ffff000000 (sample: sample x); only train steps leave a model"),
        refused("ffff"));
  }

  @Test
  void named_unknown_saysSo() {
    assertTrue(refused("0123").contains("no trained model whose fingerprint begins with 0123"));
    assertTrue(refused("latest").contains("not a fingerprint"));
    assertTrue(refused("abc").contains("4 to 64"));
  }

  @Test
  void copy_toAFreeOrEmptyFolder_holdsTheModelAlone() throws IOException {
    copy(folder.resolve("new/one"));
    assertEquals(ONE, Files.readString(folder.resolve("new/one/config.json")));
    Files.createDirectories(folder.resolve("empty"));
    copy(folder.resolve("empty"));
    assertEquals(ONE, Files.readString(folder.resolve("empty/config.json")));
    assertEquals(List.of("empty", "new", "store"), names());
  }

  @Test
  void copy_ontoSomething_isRefusedAndChangesNothing() throws IOException {
    Files.createDirectories(folder.resolve("full"));
    Files.writeString(folder.resolve("full/mine"), "mine");
    assertTrue(refused(folder.resolve("full")).contains("is not empty"));
    assertTrue(refused(folder.resolve("full/mine")).contains("is a file"));
    assertEquals("mine", Files.readString(folder.resolve("full/mine")));
  }

  @Test
  void copy_belowAFile_namesTheFolder() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertTrue(
        refused(folder.resolve("file/model"))
            .contains("cannot write " + folder.resolve("file/model")));
  }

  @Test
  void copy_stopped_leavesNothing() throws IOException {
    Manifest trained = models.named(ONE);
    assertThrows(
        StoppedException.class,
        () ->
            models.copy(
                trained, folder.resolve("target"), ProgressListener.stoppingWhen(() -> true)));
    assertEquals(List.of("store"), names());
  }

  @Test
  void copy_ofADamagedArtifact_isRefused() throws IOException {
    Manifest trained = models.named(ONE);
    Path file = store.open(trained).resolve("model/config.json");
    Files.writeString(file, "x".repeat(ONE.length()));
    TrainedModels others =
        new TrainedModels(LocalStore.open(folder.resolve("store"), Clock.systemUTC()).artifacts());
    assertThrows(
        CorruptArtifactException.class,
        () -> others.copy(trained, folder.resolve("target"), ProgressListener.NONE));
    assertFalse(Files.exists(folder.resolve("target")));
  }
}
