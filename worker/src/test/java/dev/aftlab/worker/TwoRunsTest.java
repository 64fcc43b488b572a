package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.cli.ExitCodes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two runs of one experiment at once, on one server with two workers. */
@Tag("slow")
final class TwoRunsTest {

  private static final Pattern EXECUTED = Pattern.compile("requested, ([0-9]+) executed");

  @Test
  void twoRuns_startedTogether_executeEachSharedStepOnce() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    try (Cluster cluster = Cluster.start(small, "two-runs")) {
      cluster.worker();
      cluster.worker();
      AftProcess one = cluster.run();
      AftProcess other = cluster.run();
      assertEquals(ExitCodes.DONE, one.await(), cluster::output);
      assertEquals(ExitCodes.DONE, other.await(), cluster::output);
      assertEquals(small.plan().steps().size(), executed(one) + executed(other), cluster::output);
      assertEquals(small.digests(), cluster.digests());
    }
  }

  private static int executed(AftProcess run) {
    Matcher found = EXECUTED.matcher(run.output());
    assertTrue(found.find(), run.output());
    return Integer.parseInt(found.group(1));
  }

  @Test
  void oneOfTwoRuns_cancelledInASharedTraining_otherEndsWithTheSameBytes() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    String vft = small.fingerprint(step -> step.title().equals("train vft, seed 5"));
    try (Cluster cluster = Cluster.start(small, "one-cancelled")) {
      AftProcess one = cluster.run();
      AftProcess other = cluster.run();
      one.when(() -> one.output().contains("run small-"));
      other.when(() -> other.output().contains("run small-"));
      cluster.worker();
      cluster.await("the VFT", seen -> seen.checkpointed(vft));
      one.interrupt();
      assertEquals(ExitCodes.INTERRUPTED, one.await(), cluster::output);
      assertEquals(ExitCodes.DONE, other.await(), cluster::output);
      assertEquals(small.digests(), cluster.digests());
    }
  }
}
