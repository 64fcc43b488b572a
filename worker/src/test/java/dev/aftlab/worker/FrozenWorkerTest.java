package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.cli.ExitCodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker that is frozen during its work and resumes after its successor has finished. */
@Tag("slow")
final class FrozenWorkerTest {

  @Test
  void frozenWorker_resumedAfterItsSuccessorFinished_isFenced() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    String vft = small.fingerprint(step -> step.title().equals("train vft, seed 5"));
    try (Cluster cluster = Cluster.start(small, "frozen")) {
      AftProcess run = cluster.run();
      AftProcess frozen = cluster.worker();
      cluster.await("a checkpoint of the VFT", seen -> seen.checkpointed(vft));
      frozen.freeze();
      cluster.worker();
      assertEquals(ExitCodes.DONE, run.await(), cluster::output);
      Map<String, Long> before = written(cluster.store().resolve("artifacts"));

      frozen.wake();
      // It stops at its next step: its heartbeat is answered by 'no such activity', or its lease
      // refuses the next checkpoint.
      Thread.sleep(3_000);
      frozen.terminate();
      frozen.await();

      assertEquals(
          before, written(cluster.store().resolve("artifacts")), "files and their times of change");
      assertEquals(small.digests(), cluster.digests());
      assertTrue(
          Files.notExists(
              cluster.store().resolve("work").resolve(vft).resolve("ckpt-0000000024.e0000000001")),
          "no late checkpoint");
    }
  }

  private static Map<String, Long> written(Path folder) throws Exception {
    Map<String, Long> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return files;
  }
}
