package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.cli.ExitCodes;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program under locales with other digits and letters, each in a separate process. */
@Tag("slow")
final class LocaleRunTest {
  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";
  private static final String EGYPT = "-Duser.language=ar -Duser.country=EG";

  @Test
  void run_whereDigitsAreArabic_leavesTheSameBytes() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    try (AftProcess process =
        small.start(small.home("egypt"), Map.of(OPTIONS, EGYPT), "--slots", "1")) {
      assertEquals(ExitCodes.DONE, process.await(), process.output());
      assertTrue(isAscii(run(process.output())), process.output());
    }
    assertEquals(small.digests(), AftProcess.digests(small.home("egypt")));
  }

  /** Sampling in shards, files of the store, the table and the list of runs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=fa -Duser.country=IR",
        "-Duser.language=hi -Duser.country=IN -Duser.extensions=u-nu-deva",
        "-Duser.language=tr -Duser.country=TR"
      })
  void tinyRun_underTheLocale_succeeds(String locale) throws Exception {
    SmallExperiment small = SmallExperiment.get();
    String[] tiny = {
      "--slots",
      "1",
      "--set",
      "arms={base: {method: base}, aligned: {}}",
      "--set",
      "report={reference: base}",
      "--set",
      "vft.epochs=1",
      "--set",
      "data.train.count=16",
      "--set",
      "data.test.count=8",
      "--set",
      "sampling.k=2",
      "--set",
      "evaluation.assessment.questions=4"
    };
    String home = "locale-" + Integer.toHexString(locale.hashCode());
    try (AftProcess process = small.start(small.home(home), Map.of(OPTIONS, locale), tiny)) {
      assertEquals(ExitCodes.DONE, process.await(), process.output());
      assertTrue(isAscii(run(process.output())), process.output());
    }
    try (AftProcess list = AftProcess.start(small.home(home), Map.of(OPTIONS, locale), "ls")) {
      assertEquals(ExitCodes.DONE, list.await(), list.output());
      assertTrue(isAscii(list.output()), list.output());
    }
  }

  /** The name of the run, which is made of a time and digits. */
  private static String run(String output) {
    return output
        .lines()
        .filter(line -> line.contains("report.md and results.json are in "))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(character -> character < 128);
  }
}
