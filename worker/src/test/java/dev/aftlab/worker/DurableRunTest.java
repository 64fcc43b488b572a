package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run on a real Temporal server with workers in separate processes. */
@Tag("slow")
final class DurableRunTest {

  @Test
  void run_withOneOfTwoWorkersKilled_endsWithTheSameBytes() throws Exception {
    Optional<Map<String, String>> stack = LocalStack.environment();
    assumeTrue(stack.isPresent(), "skipped: no Temporal server answers; call ops/stack up before");
    SmallExperiment small = SmallExperiment.get();
    Path home = small.home("durable");
    String alignment = small.fingerprint(step -> step.title().equals("train boundary, seed 5"));
    Path begun = home.resolve("store/work").resolve(alignment);
    try (AftProcess first =
            AftProcess.start(
                home, stack.get(), "worker", "--slots", "1", "--checkpoint-every", "0");
        AftProcess run = small.start(home, stack.get(), "--no-worker")) {
      assertTrue(first.killWhen(() -> Files.exists(begun)), first::output);
      try (AftProcess second =
          AftProcess.start(
              home, stack.get(), "worker", "--slots", "1", "--checkpoint-every", "0")) {
        assertEquals(0, run.await(), () -> run.output() + second.output());
      }
    }
    assertEquals(small.digests(), AftProcess.digests(home));
  }
}
