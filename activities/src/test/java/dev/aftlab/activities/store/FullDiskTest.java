package dev.aftlab.activities.store;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.SampleResult;
import dev.aftlab.experiments.result.StepKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system of 64 kB, where the machine lets us mount one. */
final class FullDiskTest {
  private static final Fingerprint STEP = new Fingerprint("b".repeat(64));
  private static final ArtifactId ARTIFACT = new ArtifactId(StepKind.TRAIN, STEP);

  @TempDir Path folder;
  private boolean mounted;

  private void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString());
    assumeTrue(mounted, "skipped: mounting a small file system needs root");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertTrue(run("umount", folder.toString()));
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  @Test
  void fullDisk_atCheckpoint_leavesTheEarlierOneValid() throws Exception {
    mount();
    Store opened = LocalStore.open(folder.resolve("store"), Clock.systemUTC());
    ArtifactStore store = opened.artifacts();
    Lease lease =
        ((LeaseAttempt.Acquired)
                opened.leases().acquire(LeaseKey.whole(STEP), LeaseHolders.named("me")))
            .lease();
    Checkpoints checkpoints = store.checkpoints(lease);
    Path first = checkpoints.begin(1);
    Files.write(first.resolve("state"), new byte[8_000]);
    checkpoints.commit(first, 1, 0);
    Path second = checkpoints.begin(2);
    fill(second.resolve("state"));
    NoSpaceException failure =
        assertThrows(NoSpaceException.class, () -> checkpoints.commit(second, 2, 0));
    assertTrue(
        failure.getMessage().contains("no space left for")
            && failure.getMessage().contains("the work continues"),
        failure.getMessage());
    assertTrue(store.checkpoints(lease).newest().orElseThrow().position() == 1);
  }

  @Test
  void fullDisk_atCommit_leavesNoArtifact() throws Exception {
    mount();
    Store opened = LocalStore.open(folder.resolve("store"), Clock.systemUTC());
    ArtifactStore store = opened.artifacts();
    Lease lease =
        ((LeaseAttempt.Acquired)
                opened.leases().acquire(LeaseKey.whole(STEP), LeaseHolders.named("me")))
            .lease();
    CommitRequest request =
        new CommitRequest(
            ARTIFACT, 1, "x", List.of(), "{}", Cost.NONE, new SampleResult(), new TreeMap<>());
    Path staging = store.stage(lease);
    fill(staging.resolve("weights"));
    assertThrows(NoSpaceException.class, () -> store.commit(lease, request, staging));
    assertTrue(store.find(ARTIFACT).isEmpty());
    assertTrue(Files.notExists(staging), "what was staged is removed");
  }

  /** Writes until the disk is full. */
  private static void fill(Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < 1_000; i++) {
        out.write(new byte[512]);
      }
    } catch (IOException full) {
      assertTrue(full.getMessage().contains("No space left"), full.getMessage());
    }
  }
}
