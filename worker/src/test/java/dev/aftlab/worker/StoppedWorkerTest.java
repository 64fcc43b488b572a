package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.cli.ExitCodes;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker that receives SIGTERM, as on a preempted machine, lets another one resume its work. */
@Tag("slow")
final class StoppedWorkerTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int INTO_THE_TRAINING_MILLIS = 1_500;

  @Test
  void worker_stoppedDuringTraining_writesACheckpointThatAnotherResumesFrom() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    String alignment = small.fingerprint(step -> step.title().equals("train boundary, seed 5"));
    try (Cluster cluster = Cluster.start(small, "stopped-worker")) {
      AftProcess run = cluster.run();
      AftProcess stopped = cluster.workerWithFewCheckpoints();
      cluster.await("the alignment", seen -> seen.begun(alignment));
      Thread.sleep(INTO_THE_TRAINING_MILLIS);
      assertFalse(cluster.checkpointed(alignment), "no checkpoint was requested yet");

      long asked = System.nanoTime();
      stopped.terminate();
      assertEquals(ExitCodes.TERMINATED, stopped.await(), cluster::output);
      Duration ending = Duration.ofNanos(System.nanoTime() - asked);

      assertTrue(ending.compareTo(SOON) < 0, "it took " + ending);
      assertTrue(cluster.checkpointed(alignment), cluster::output);
      assertFalse(cluster.committed(alignment), cluster::output);
      cluster.worker();
      assertEquals(ExitCodes.DONE, run.await(), cluster::output);
      assertEquals(small.digests(), cluster.digests());
      assertEquals(2, cluster.leases(alignment), "one attempt each");
    }
  }
}
