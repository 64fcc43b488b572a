package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aftlab.worker.cli.ExitCodes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store on a small disk that fills up in the middle of a training. */
@Tag("slow")
final class DiskQuotaTest {

  private static final int MEGABYTE = 1 << 20;

  @Test
  void fullDisk_duringTraining_pausesUntilThereIsSpace() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    Path disk = Files.createDirectories(small.home("small-disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()),
        "skipped: mounting a small file system needs root");
    try {
      fillAndFree(small, disk);
    } finally {
      assertTrue(run("umount", "-l", disk.toString()));
    }
  }

  private static void fillAndFree(SmallExperiment small, Path disk) throws Exception {
    String vft = small.fingerprint(step -> step.title().equals("train vft, seed 5"));
    try (Cluster cluster = Cluster.start(small, "quota", disk.resolve("store"), Map.of())) {
      AftProcess run = cluster.run();
      cluster.worker("--checkpoint-steps", "1");
      cluster.await("a checkpoint of the VFT", seen -> seen.checkpointed(vft));
      Path ballast = disk.resolve("ballast");
      fill(ballast);
      assertTrue(run.when(() -> run.output().contains("no space left for")), cluster::output);
      assertTrue(run.output().contains("MB are needed"), cluster::output);

      Files.delete(ballast);

      assertEquals(ExitCodes.DONE, run.await(), cluster::output);
      assertEquals(small.digests(), cluster.digests());
    }
  }

  /** Fills nearly all of the free space. */
  private static void fill(Path ballast) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (int written = 0; written < 1_000; written++) {
        out.write(new byte[MEGABYTE]);
      }
    } catch (IOException full) {
      assertTrue(full.getMessage().contains("No space left"), full.getMessage());
    }
  }

  private static boolean run(String... command) throws InterruptedException {
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
}
