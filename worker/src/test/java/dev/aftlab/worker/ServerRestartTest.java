package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.worker.cli.ExitCodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Temporal server that is killed and restarted. */
@Tag("slow")
final class ServerRestartTest {

  @Test
  void server_killedTwiceOnceLongerThanTheHeartbeat_runEndsWithTheSameBytes() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    String vft = small.fingerprint(step -> step.title().equals("train vft, seed 5"));
    String alignment = small.fingerprint(step -> step.title().equals("train boundary, seed 5"));
    try (Cluster cluster = Cluster.start(small, "restarted-server")) {
      AftProcess run = cluster.run();
      cluster.worker();
      cluster.await("the VFT", seen -> seen.begun(vft));
      cluster.temporal().kill();
      Thread.sleep(1_000);
      cluster.temporal().start();
      cluster.await("the alignment", seen -> seen.begun(alignment));
      cluster.temporal().kill();
      Thread.sleep((Cluster.HEARTBEAT_SECONDS + 7) * 1_000L);
      cluster.temporal().start();
      assertEquals(ExitCodes.DONE, run.await(), cluster::output);
      assertEquals(small.digests(), cluster.digests());
    }
  }

  @Test
  void serverAndAllWorkers_killedAtOnce_runEndsWithTheSameBytes() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    String alignment = small.fingerprint(step -> step.title().equals("train boundary, seed 5"));
    try (Cluster cluster = Cluster.start(small, "everything-killed")) {
      AftProcess run = cluster.run();
      AftProcess first = cluster.worker();
      AftProcess second = cluster.worker();
      cluster.await("the alignment", seen -> seen.begun(alignment));
      cluster.temporal().kill();
      first.kill();
      second.kill();
      cluster.temporal().start();
      cluster.worker();
      assertEquals(ExitCodes.DONE, run.await(), cluster::output);
      assertEquals(small.digests(), cluster.digests());
    }
  }
}
