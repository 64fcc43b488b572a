package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.run.RunFolder;
import dev.aftlab.worker.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of failed arms: here for lack of pairs, since one sample of a question has none. */
@Tag("integration")
class FailedRunReportTest {
  private static final String CAUSE = "pairs among 0 questions, at least 50 are needed";
  private static final String FAILING =
      "sampling: {k: 1, range: 1}, align: {loss: {constraint: {type: boundary, beta: auto}";

  private static final String YAML =
      """
      version: 1
      name: failing
      seeds: [5]
      model: {base: 'catalog:miniature', prompt: {template: "{question} <a>", separator: ""}}
      data:
        train: {type: arithmetic, split: train, count: 8}
        test: {type: arithmetic, split: test, count: 6}
      vft: {epochs: 1, batchSize: 8, optimizer: {learningRate: 5e-4}}
      sampling: {k: 1, range: 1, decoding: {maxNewTokens: 20}}
      label: {extractor: digits}
      align:
        loss: {type: aft, constraint: none, lambda: 1}
        training: {epochs: 1, batchSize: 4, optimizer: {learningRate: 5e-4}}
      evaluation: {maxNewTokens: 20, assessment: {questions: 0}}
      arms:
      """;

  @TempDir private Path folder;

  private Shell.Said aft(String... words) {
    return new Shell(folder).aft(words);
  }

  private Path run(String arms) throws IOException {
    Files.writeString(folder.resolve("mine.yaml"), YAML + arms.indent(2));
    Shell.Said said = aft("run", "mine.yaml", "--json");
    assertEquals(ExitCodes.FAILED, said.code(), said.err());
    return Path.of(said.json().get("folder").asText());
  }

  @Test
  void report_ofARunWithoutAnyResult_isTheReasonsAndFails() throws IOException {
    Path run = run("one: {" + FAILING + "}}}\ntwo: {" + FAILING + ", lambda: 2}}}");

    Shell.Said table = aft("report");
    assertEquals(ExitCodes.FAILED, table.code());
    String told =
        "No arm has a result: 2 arms were not done in this run.\n"
            + "- one seed 5: failed: train one, seed 5: beta: auto";
    assertTrue(table.out().startsWith(told), table.out());
    assertFalse(table.out().contains("accuracy"), table.out());
    assertEquals("aft: no arm of run " + run.getFileName() + " has a result\n", table.err());

    Shell.Said json = aft("report", "--json");
    assertEquals(ExitCodes.FAILED, json.code());
    assertEquals(
        List.of("one seed 5", "two seed 5"), json.json().get("notDone").findValuesAsText("title"));
    json.json()
        .get("notDone")
        .forEach(arm -> assertTrue(arm.get("cause").asText().contains(CAUSE), arm.toString()));
    assertEquals(
        json.json(), Json.read(Files.readString(run.resolve("results.json")), JsonNode.class));
    assertTrue(
        Files.readString(run.resolve("report.md"))
            .contains("- one seed 5: failed: train one, seed 5: beta: auto"));
  }

  @Test
  void report_ofARunWithOneResult_hasItsTableAndTheReasonOfTheOther() throws IOException {
    Path run = run("base: {method: base}\none: {" + FAILING + "}}}");

    Shell.Said table = aft("report");
    assertEquals(ExitCodes.DONE, table.code(), table.err());
    assertTrue(table.out().startsWith("arm"), table.out());
    assertTrue(
        table
            .out()
            .contains(
                "Incomplete: 1 arm was not done in this run. The table contains the results in the"
                    + " store.\n"
                    + "- one seed 5: failed: "),
        table.out());
    JsonNode document = aft("report", "--json").json();
    assertEquals(List.of("base"), names(document.get("rows")));
    assertEquals(List.of("one seed 5"), document.get("notDone").findValuesAsText("title"));
    assertTrue(
        Files.readString(run.resolve("report.md")).contains("**Incomplete: 1 arm was not done"));
  }

  @Test
  void report_fromAStoreThatLacksTheRun_namesTheVariable() throws IOException {
    Path run = run("one: {" + FAILING + "}}}");
    try (Stream<Path> plans = Files.list(folder.resolve(".aft/store/plans"))) {
      for (Path plan : plans.filter(Files::isRegularFile).toList()) {
        Files.delete(plan);
      }
    }
    Shell.Said said = aft("report");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(
        said.err()
            .contains(
                "store contains nothing of run "
                    + run.getFileName()
                    + ": set AFT_STORE to the store that it used"),
        said.err());
  }

  @Test
  void report_ofAStoppedRun_namesMissingArms() throws IOException {
    Path run = run("base: {method: base}\none: {" + FAILING + "}}}");
    RunFolder runs = new RunFolder(folder.resolve(".aft"), warning -> {});
    RunRecord ended = runs.find(run.getFileName().toString());
    runs.save(ended.ended(new RunEnd.Interrupted(), Instant.parse(ended.started()), List.of()));

    Shell.Said table = aft("report", run.getFileName().toString());
    assertEquals(ExitCodes.DONE, table.code(), table.err());
    assertTrue(
        table
            .out()
            .contains("- one seed 5: interrupted: the run was stopped before this arm ended"),
        table.out());
    assertFalse(table.out().contains("base seed 5"), table.out());
  }

  private static List<String> names(JsonNode rows) {
    List<String> names = new ArrayList<>();
    rows.forEach(row -> names.add(row.get("name").asText()));
    return names;
  }
}
