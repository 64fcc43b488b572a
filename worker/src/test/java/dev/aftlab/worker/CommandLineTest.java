package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.run.RunFolder;
import dev.aftlab.worker.run.RunRecord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  @TempDir private Path folder;

  @Test
  void help_requested_showsCommandsAndExamples() {
    Shell.Said said = new Shell(folder).aft("--help");
    assertEquals(ExitCodes.DONE, said.code());
    for (String word :
        List.of(
            "run",
            "plan",
            "report",
            "ls",
            "status",
            "watch",
            "pause",
            "resume",
            "stop",
            "retries",
            "checkpoint",
            "catalog",
            "prompt",
            "generate",
            "score",
            "label",
            "export",
            "worker",
            "Examples:",
            "130 interrupted")) {
      assertTrue(said.out().contains(word), () -> word + " is not in the help:\n" + said.out());
    }
  }

  @Test
  void commandLine_withoutCommand_isBadInput() {
    Shell.Said said = new Shell(folder).aft();
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("a command is missing"), said.err());
  }

  @Test
  void option_unknown_isBadInputThatNamesIt() {
    Shell.Said said = new Shell(folder).aft("run", "quickstart", "--slot", "2");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("--slot"), said.err());
  }

  @Test
  void slots_zero_isBadInputWithItsBound() {
    Shell.Said said = new Shell(folder).aft("run", "quickstart", "--slots", "0");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertEquals("aft: --slots must be between 1 and 1000, is 0\n", said.err());
  }

  @Test
  void experiment_similarToACatalogName_suggestsIt() {
    Shell.Said said = new Shell(folder).aft("plan", "quickstrat");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("did you mean 'quickstart'?"), said.err());
  }

  @Test
  void catalog_ofAName_printsItsYaml() {
    Shell.Said said = new Shell(folder).aft("catalog", "quickstart");
    assertEquals(ExitCodes.DONE, said.code());
    assertEquals(Catalog.yaml("quickstart"), said.out());
  }

  @Test
  void catalog_withoutName_listsEveryExperiment() {
    Shell.Said said = new Shell(folder).aft("catalog");
    Catalog.names()
        .forEach(
            name ->
                assertTrue(
                    said.out().contains(name), () -> name + " is not listed:\n" + said.out()));
  }

  @Test
  void ls_withoutRuns_showsHowToStartOne() {
    Shell.Said said = new Shell(folder).aft("ls");
    assertEquals(ExitCodes.DONE, said.code());
    assertTrue(said.out().contains("aft run quickstart"), said.out());
  }

  @Test
  void lsJson_withoutRuns_isAnEmptyList() {
    assertEquals(0, new Shell(folder).aft("ls", "--json").json().size());
  }

  @Test
  void report_withoutRuns_isBadInput() {
    assertEquals(ExitCodes.BAD_INPUT, new Shell(folder).aft("report").code());
  }

  @Test
  void worker_withoutServer_namesTheVariable() {
    Shell.Said said = new Shell(folder).aft("worker");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("TEMPORAL_ADDRESS"), said.err());
  }

  @Test
  void worker_withADeploymentButNoBuild_isBadInput() {
    Shell.Said said = new Shell(folder).aft("worker", "--deployment", "aft");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertEquals(
        "aft: --deployment and --build-id must be set together for worker versioning\n",
        said.err());
  }

  @Test
  void detach_withoutNoWorker_isBadInput() {
    Shell.Said said =
        new Shell(folder)
            .aft(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1"), "run", "quickstart", "--detach");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().startsWith("aft: --detach needs --no-worker"), said.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--heartbeat-timeout|0|must be between 0.1 and 3600 seconds, is 0.0",
        "--retries|0|must be between 1 and 100000, is 0",
        "--arms-in-flight|1001|must be between 1 and 1000, is 1001"
      })
  void timings_outOfBounds_areBadInputWithTheBound(String option, String value, String words) {
    Shell.Said said = new Shell(folder).aft("run", "quickstart", option, value);
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertEquals("aft: " + option + " " + words + "\n", said.err());
  }

  @Test
  void pause_ofARunInsideAnotherProcess_namesItAndHowToStopIt() {
    long process = ProcessHandle.current().pid();
    new RunFolder(folder.resolve(".aft"), warning -> {}).save(record(process));
    Shell.Said said = new Shell(folder).aft("pause", "small-1");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("inside process " + process), said.err());
    assertTrue(said.err().contains("Ctrl-C in that process stops it"), said.err());
    assertTrue(said.err().contains("running since 2026-11-25 18:00:00"), said.err());
  }

  @Test
  void status_ofARunInsideAnotherProcess_isThatOfItsRecord() {
    long process = ProcessHandle.current().pid();
    new RunFolder(folder.resolve(".aft"), warning -> {}).save(record(process));
    Shell.Said said = new Shell(folder).aft("status", "--json");
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    assertEquals("running", said.json().get("state").asText());
    assertEquals("inside process " + process, said.json().get("where").asText());
  }

  @Test
  void stop_ofAnUnknownRun_suggestsASimilarName() {
    new RunFolder(folder.resolve(".aft"), warning -> {}).save(record(1));
    Shell.Said said = new Shell(folder).aft("stop", "smal-1");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("did you mean 'small-1'?"), said.err());
  }

  @Test
  void resume_withAnUnreachableServer_failsAndNamesTheAddress() {
    Shell.Said said =
        new Shell(folder).aft(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1"), "resume", "small-1");
    assertEquals(ExitCodes.FAILED, said.code());
    assertTrue(said.err().contains("127.0.0.1:1"), said.err());
  }

  private static RunRecord record(long process) {
    return new RunRecord(
        "small-1",
        "small",
        "small.yaml",
        List.of(),
        "0".repeat(64),
        List.of("0".repeat(64)),
        5,
        5,
        "2026-11-25T18:00:00Z",
        process,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @Test
  void noWorker_withoutServer_isBadInput() {
    assertEquals(
        ExitCodes.BAD_INPUT, new Shell(folder).aft("run", "quickstart", "--no-worker").code());
  }

  @Test
  void run_withAnUnreachableServer_failsAndNamesTheAddress() {
    // Port 1 of this machine: refused at once.
    Shell.Said said = new Shell(folder).aft(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1"), "worker");
    assertEquals(ExitCodes.FAILED, said.code());
    assertTrue(said.err().contains("127.0.0.1:1"), said.err());
  }

  @Test
  void home_setByEnvironment_isRelativeToTheFolder() {
    CommandContext session =
        CommandContext.of(
            new PrintWriter(System.err),
            new PrintWriter(System.err),
            Map.of("AFT_HOME", "state"),
            folder);
    assertEquals(folder.resolve("state"), session.home());
  }
}
