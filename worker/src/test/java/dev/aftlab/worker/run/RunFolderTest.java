package dev.aftlab.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.worker.cli.InputException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final long NO_PROCESS = Long.MAX_VALUE;
  private static final Optional<RunEnd> DONE =
      Optional.of(new RunEnd.Done(new Receipt(10, 4, 6, 0, 1.5, 2.5), List.of()));

  @TempDir private Path home;

  @Test
  void record_saved_isReadBackTheSame() {
    RunFolder runs = new RunFolder(home, warning -> {});
    RunRecord run = run("a-1", DONE, "2026-11-24T10:00:00Z");
    runs.save(run);
    assertEquals(List.of(run), runs.all());
  }

  @Test
  void runs_listed_areNewestFirst() {
    RunFolder runs = new RunFolder(home, warning -> {});
    runs.save(run("a-1", DONE, "2026-11-24T10:00:00Z"));
    runs.save(run("a-2", DONE, "2026-11-24T11:00:00Z"));
    assertEquals(List.of("a-2", "a-1"), runs.all().stream().map(RunRecord::id).toList());
  }

  @Test
  void latest_afterAnInterruptedRun_isTheInterruptedOne() {
    RunFolder runs = new RunFolder(home, warning -> {});
    runs.save(run("a-1", DONE, "2026-11-24T10:00:00Z"));
    runs.save(run("a-2", Optional.of(new RunEnd.Interrupted()), "2026-11-24T11:00:00Z"));
    assertEquals("a-2", runs.find("latest").id());
  }

  @Test
  void record_corrupt_isReportedAndSkipped() {
    List<String> warnings = new ArrayList<>();
    RunFolder runs = new RunFolder(home, warnings::add);
    runs.save(run("a-1", DONE, "2026-11-24T10:00:00Z"));
    for (String damage : List.of("{", "", "null", "[]", "{}")) {
      runs.write("a-2", "run.json", damage);
      assertEquals(List.of("a-1"), runs.all().stream().map(RunRecord::id).toList(), damage);
      assertTrue(
          warnings.removeFirst().startsWith(home.resolve("runs/a-2/run.json") + " is corrupt"),
          damage);
    }
  }

  @Test
  void report_withoutAnyRun_showsHowToStartOne() {
    InputException failure =
        assertThrows(InputException.class, () -> new RunFolder(home, warning -> {}).find("a-1"));
    assertTrue(
        failure.getMessage().endsWith("start one with: aft run quickstart"), failure.getMessage());
  }

  @Test
  void run_misspelt_suggestsASimilarName() {
    RunFolder runs = new RunFolder(home, warning -> {});
    runs.save(run("quickstart-1", DONE, "2026-11-24T10:00:00Z"));
    InputException failure = assertThrows(InputException.class, () -> runs.find("quickstrat-1"));
    assertTrue(failure.getMessage().contains("did you mean 'quickstart-1'?"), failure.getMessage());
  }

  @Test
  void runningRecord_withoutProcess_isLost() {
    RunRecord run = run("a-1", Optional.empty(), "2026-11-24T10:00:00Z");
    assertEquals(Optional.of(new RunEnd.Lost()), run.endNow());
    assertEquals(RunState.LOST, run.stateNow());
  }

  @Test
  void runningRecord_onAServer_isNotLostWithItsProcess() {
    RunRecord run = run("a-1", Optional.empty(), "2026-11-24T10:00:00Z");
    RunRecord durable =
        new RunRecord(
            run.id(),
            run.experiment(),
            run.source(),
            run.settings(),
            run.space(),
            run.pages(),
            run.arms(),
            run.points(),
            run.started(),
            NO_PROCESS,
            Optional.of("127.0.0.1:7233"),
            run.ended(),
            Optional.empty(),
            List.of());
    assertEquals(Optional.empty(), durable.endNow());
    assertEquals(RunState.RUNNING, durable.stateNow());
  }

  @Test
  void newId_ofANameWithDots_hasLettersDigitsAndHyphensOnly() {
    String id = RunFolder.newId("my.sweep_2", Instant.parse("2026-11-24T10:11:12Z"));
    assertTrue(id.matches("my-sweep-2-20261124-101112-[0-9a-f]{4}"), id);
  }

  private static RunRecord run(String id, Optional<RunEnd> end, String started) {
    return new RunRecord(
        id,
        "quickstart",
        "quickstart",
        List.of("seeds=[1]"),
        "0".repeat(64),
        List.of("0".repeat(64)),
        14,
        14,
        started,
        NO_PROCESS,
        Optional.empty(),
        Optional.of(started),
        end,
        List.of());
  }
}
