package dev.aftlab.activities.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.StepKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one store: killed at any moment, and racing for the same leases. */
final class StoreProcessesTest {
  private static final int KILLS = 3;
  private static final long SEED = 20_260_101;
  private static final int RACERS = 3;
  private static final int KEYS = 60;

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private Process start(String... arguments) throws IOException {
    Process process = StoreProcess.start(arguments);
    started.add(process);
    return process;
  }

  private Store store() {
    return LocalStore.open(folder, Clock.systemUTC(), warnings::add);
  }

  @Test
  void process_killedAnywhere_leavesOnlyWholeArtifacts() throws Exception {
    Random random = new Random(SEED);
    int before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start("commit", folder.toString(), "worker-" + kill);
      assertEquals("ready", StoreProcess.output(process).readLine());
      while (store().artifacts().list(StepKind.TRAIN).size() <= before) {
        assertTrue(process.isAlive(), "the process ended by itself");
        Thread.sleep(5);
      }
      Thread.sleep(random.nextInt(40));
      process.destroyForcibly().waitFor();
      before = requireWhole();
      requireFree(before);
    }
  }

  /** Every visible artifact is whole, and no more than the one that was being made is missing. */
  private int requireWhole() {
    List<Manifest> visible = store().artifacts().list(StepKind.TRAIN);
    ArtifactStore fresh = store().artifacts();
    visible.forEach(manifest -> assertTrue(Files.isDirectory(fresh.open(manifest))));
    assertEquals(List.of(), warnings, "seed " + SEED);
    for (int number = 0; number < visible.size(); number++) {
      assertTrue(
          fresh.find(StoreProcess.artifact(number)).isPresent(), "step " + number + " was skipped");
    }
    return visible.size();
  }

  /**
   * What the killed process was at can be gone on with at once, from a checkpoint that is whole.
   */
  private void requireFree(int number) {
    Lease lease =
        assertInstanceOf(
                LeaseAttempt.Acquired.class,
                store()
                    .leases()
                    .acquire(LeaseKey.step(StoreProcess.step(number)), LeaseHolders.named("heir")))
            .lease();
    store().artifacts().checkpoints(lease).newest();
    assertEquals(List.of(), warnings, "seed " + SEED);
    lease.release();
  }

  @Test
  void processes_racingForLeases_haveOneWinnerEach() throws Exception {
    List<BufferedReader> outputs = new ArrayList<>();
    for (int racer = 0; racer < RACERS; racer++) {
      outputs.add(
          StoreProcess.output(
              start("race", folder.toString(), "racer-" + racer, Integer.toString(KEYS))));
    }
    for (BufferedReader output : outputs) {
      assertEquals("ready", output.readLine());
    }
    for (Process process : started) {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }
    List<String> won = new ArrayList<>();
    for (BufferedReader output : outputs) {
      for (String line = output.readLine(); !line.equals("end"); line = output.readLine()) {
        won.add(line);
      }
    }
    // Every key once, each with its first epoch: "0 1", "1 1", ...
    assertEquals(KEYS, won.size());
    assertEquals(KEYS, won.stream().filter(line -> line.endsWith(" 1")).distinct().count());
  }

  @Test
  void artifactFolders_afterKills_areAtMostOneWithoutManifest() throws Exception {
    Process process = start("commit", folder.toString(), "worker");
    assertEquals("ready", StoreProcess.output(process).readLine());
    while (store().artifacts().list(StepKind.TRAIN).size() < 3) {
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    try (Stream<Path> homes = Files.list(folder.resolve("artifacts/train"))) {
      assertTrue(homes.filter(home -> Files.notExists(home.resolve("manifest.json"))).count() <= 1);
    }
    assertFalse(Files.exists(folder.resolve("quarantine")));
  }
}
