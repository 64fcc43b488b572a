package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several runs on one store, each with a separate Temporal server. */
@Tag("slow")
final class SharedStoreTest {
  private static final Pattern RECEIPT =
      Pattern.compile("([0-9]+) requested, ([0-9]+) executed, ([0-9]+) reused");

  private static Matcher receipt(String output) {
    Matcher matcher = RECEIPT.matcher(output);
    assertTrue(matcher.find(), output);
    return matcher;
  }

  @Test
  void run_repeated_reusesEveryStep() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    String again = small.finish(small.home());
    assertEquals("0", receipt(again).group(2), again);
    assertEquals(table(small.output()), table(again));
  }

  private static String table(String output) {
    return output.substring(output.indexOf("arm "), output.indexOf("comparison"));
  }

  @Test
  void twoRuns_atOnce_executeEachStepOnce() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    Path home = small.home("shared");
    try (AftProcess one = small.start(home, Map.of(), "--slots", "1");
        AftProcess other = small.start(home, Map.of(), "--slots", "1")) {
      assertEquals(0, one.await(), one.output());
      assertEquals(0, other.await(), other.output());
      int executed =
          Integer.parseInt(receipt(one.output()).group(2))
              + Integer.parseInt(receipt(other.output()).group(2));
      assertEquals(small.plan().steps().size(), executed, one.output() + other.output());
    }
    assertEquals(small.digests(), AftProcess.digests(home));
  }
}
