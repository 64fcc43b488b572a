package dev.aftlab.activities.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine that dies before each single change on the way from an empty store to two checkpoints
 * and an artifact.
 */
final class CrashPointsTest {
  /** More than a commit has changes; the loop ends at the first life that needs no more. */
  private static final int MANY = 1_000;

  /** Two checkpoints and an artifact of three files each cannot be made with fewer changes. */
  private static final int FEW = 24;

  private static final Fingerprint STEP = StoreProcess.step(0);
  private static final ArtifactId ARTIFACT = StoreProcess.artifact(0);

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  private Lease lease(Store store, String owner) {
    return assertInstanceOf(
            LeaseAttempt.Acquired.class,
            store.leases().acquire(LeaseKey.step(STEP), LeaseHolders.named(owner)))
        .lease();
  }

  /** Whether the work was done before the crash. */
  private boolean survives(Path root, int change) throws IOException {
    try {
      Store store = LocalStore.open(CrashingFileSystem.around(root, change), Clock.systemUTC());
      StoreProcess.commit(store.artifacts(), lease(store, "worker"), 0);
      return true;
    } catch (CrashingFileSystem.Crash crash) {
      return false;
    }
  }

  @Test
  void machine_dyingBeforeAnyChange_leavesNothingHalf() throws IOException {
    int change = 1;
    for (; change < MANY; change++) {
      Path root = Files.createDirectories(folder.resolve("change-" + change));
      boolean survived = survives(root, change);
      requireWholeAndGoneOnWith(root, "died before change " + change);
      if (survived) {
        break;
      }
    }
    assertTrue(change > FEW && change < MANY, "died " + change + " times");
  }

  private void requireWholeAndGoneOnWith(Path root, String when) throws IOException {
    Store opened = LocalStore.open(root, Clock.systemUTC(), warnings::add);
    ArtifactStore heir = opened.artifacts();
    Optional<Manifest> visible = heir.find(ARTIFACT);
    visible.ifPresent(manifest -> assertTrue(Files.isDirectory(heir.open(manifest)), when));
    StoreProcess.commit(heir, lease(opened, "worker"), 0);
    Manifest committed = heir.find(ARTIFACT).orElseThrow();
    assertTrue(
        visible.isEmpty() || visible.get().equals(committed),
        when + ": a visible artifact was replaced");
    assertTrue(Files.isDirectory(heir.open(committed)), when);
    assertEquals(List.of(), warnings, when);
    assertEquals(
        List.of("manifest.json", committed.folder()),
        names(root.resolve("artifacts/train").resolve(STEP.value())),
        when);
    assertEquals(List.of("leases"), names(root.resolve("work").resolve(STEP.value())), when);
  }

  /** What lies in a folder, but for temporary files of a few bytes. */
  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> !name.endsWith(".part"))
          .sorted()
          .toList();
    }
  }
}
