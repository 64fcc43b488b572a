package dev.aftlab.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.ExtractorVersion;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.ReportSpec.ComparisonSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RenderingTest {
  private static final double EXACT = 1e-12;

  private static String stored(String name) throws IOException {
    try (InputStream stream = RenderingTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Report small() {
    return Reporter.report(Small.request(), Small.outcomes());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void markdown_ofTheSmallReport_equalsTheStoredPage() throws IOException {
    assertEquals(stored("small.md"), MarkdownReport.render(small()));
  }

  @Test
  void terminal_ofTheSmallReport_equalsTheStoredText() throws IOException {
    assertEquals(stored("small.txt"), TerminalReport.render(small()));
  }

  @Test
  void report_ofAControlledRun_listsControlCommands() {
    String paused = "2026-11-25T18:00:00Z paused by ada: disk is being moved";
    Report report = small().withEvents(List.of(paused));
    assertTrue(
        TerminalReport.render(report).endsWith("\n" + paused + "\n"),
        TerminalReport.render(report));
    assertTrue(
        MarkdownReport.render(report).endsWith("## Control commands\n\n- " + paused + "\n"),
        MarkdownReport.render(report));
    assertEquals(
        paused, Json.read(JsonReport.render(report), JsonNode.class).at("/events/0").asText());
  }

  private static final List<Report.NotDone> NOT_DONE =
      List.of(
          new Report.NotDone("free seed 1", "failed", "too few pairs"),
          new Report.NotDone("bound seed 2", "cancelled", "stopped by ada"),
          new Report.NotDone("free seed 2", "failed", "too few pairs"));

  @Test
  void report_ofSomeArms_namesTheOthersOnceForEachCause() {
    Report report = small().withNotDone(NOT_DONE);
    String told =
        """

        Incomplete: 3 arms were not done in this run. The table contains the results in the store.
        - free seed 1, free seed 2: failed: too few pairs
        - bound seed 2: cancelled: stopped by ada
        """;
    assertTrue(TerminalReport.render(report).contains(told), TerminalReport.render(report));
    assertTrue(
        TerminalReport.render(report)
            .startsWith(TerminalReport.render(small()).lines().findFirst().orElseThrow()),
        "the table comes first");
    assertTrue(
        MarkdownReport.render(report)
            .contains("- free seed 1, free seed 2: failed: too few pairs\n- bound seed 2"),
        MarkdownReport.render(report));
  }

  @Test
  void report_withoutResults_hasReasonsAndNoTable() {
    Report report = Reporter.report(Small.request(), List.of()).withNotDone(NOT_DONE);
    String text = TerminalReport.render(report);
    assertTrue(
        text.startsWith("No arm has a result: 3 arms were not done in this run.\n- free seed 1"),
        text);
    assertEquals(List.of(), report.conclusions());
    String page = MarkdownReport.render(report);
    assertTrue(
        page.contains(
            "**No arm has a result: 3 arms were not done in this run.**\n\n- free seed 1"),
        page);
    assertFalse(page.contains("| --- |"), page);
  }

  @Test
  void json_ofIncompleteArms_hasTitleStatusAndCause() {
    JsonNode arms =
        Json.read(JsonReport.render(small().withNotDone(NOT_DONE)), JsonNode.class).get("notDone");
    assertEquals(
        "[{\"title\":\"bound seed 2\",\"status\":\"cancelled\",\"cause\":\"stopped by ada\"}]",
        Json.write(List.of(arms.get(1))));
    assertEquals(3, arms.size());
  }

  @Test
  void json_ofTheSmallReport_hasStableKeys() {
    JsonNode document = Json.read(JsonReport.render(small()), JsonNode.class);
    assertEquals(
        List.of(
            "version",
            "experiment",
            "description",
            "level",
            "seeds",
            "reference",
            "matched",
            "rows",
            "comparisons",
            "conclusions",
            "notes",
            "receipt",
            "events"),
        names(document));
    assertEquals(
        List.of(
            "name",
            "seeds",
            "n",
            "accuracy",
            "interval",
            "assessment",
            "assessedQuestions",
            "referenceNll",
            "positiveNll",
            "negativeNll",
            "toReference",
            "toMatched",
            "cost",
            "evaluations",
            "facts",
            "referencePerplexity",
            "positivePerplexity",
            "negativePerplexity"),
        names(document.get("rows").get(0)));
    assertEquals(
        List.of(
            "arm",
            "against",
            "seeds",
            "difference",
            "interval",
            "onlyArm",
            "onlyAgainst",
            "p",
            "holm",
            "seedP",
            "seedHolm",
            "evaluations"),
        names(document.get("comparisons").get(0)));
  }

  @Test
  void json_ofTheSmallReport_hasValuesAndNulls() {
    JsonNode document = Json.read(JsonReport.render(small()), JsonNode.class);
    JsonNode vft = document.get("rows").get(0);
    assertEquals(0.5, vft.get("accuracy").get("perSeed").get("1").doubleValue(), EXACT);
    assertEquals(Math.exp(0.225), vft.get("referencePerplexity").doubleValue(), EXACT);
    assertTrue(vft.get("toReference").isNull());
    assertTrue(document.get("comparisons").get(1).get("seedP").isNull());
  }

  @Test
  void markdown_namesWithBarsAndBreaks_keepTheTablesShape() {
    ArmOutcome plain = Small.plain("a|b\nc", 1, "10");
    JudgedArtifact named =
        new JudgedArtifact(
            plain.sources().evaluation().artifact(), new ExtractorVersion("a `b`\nc", 1));
    ArmOutcome outcome =
        new ArmOutcome(plain.arm(), "", 1, plain.items(), plain.cost(), ArmSources.of(named));
    String page = MarkdownReport.render(Reporter.report(Small.request(), List.of(outcome)));
    assertTrue(page.contains("| a\\|b c | 2 | 50.0 |"), page);
    assertTrue(page.contains("extractor `a 'b' c v1`"), page);
  }

  @Test
  void terminal_longNames_stayWithinTheWidth() {
    ArmOutcome plain = Small.plain("boundary", 1, "1010");
    List<ArmOutcome> outcomes = new ArrayList<>();
    for (String k : List.of("3", "6")) {
      String point =
          "align.loss.constraint.beta=0.05, sampling.k="
              + k
              + ", align.training.optimizer.learningRate=0.0005, seeds together";
      outcomes.add(
          new ArmOutcome("boundary", point, 1, plain.items(), plain.cost(), plain.sources()));
    }
    outcomes.add(Small.plain("vft", 1, "1000"));
    ReportRequest request =
        new ReportRequest(
            "long",
            "",
            List.of("word ".repeat(60).strip()),
            "vft",
            "",
            Map.of(),
            List.of(new ComparisonSpec(outcomes.get(0).row(), outcomes.get(1).row())),
            0.95,
            100,
            1,
            List.of());
    String text = TerminalReport.render(Reporter.report(request, outcomes));
    assertTrue(text.lines().allMatch(line -> line.length() <= TerminalReport.WIDTH), text);
    assertTrue(text.contains("sampling.k=6"), text);
  }

  @Test
  void terminal_tableOfSevenArmsAndFiveSeeds_staysWithinTheWidth() {
    List<ArmOutcome> outcomes = new ArrayList<>();
    for (String arm : List.of("base", "vft", "vft-matched", "unconstrained")) {
      for (int seed = 20; seed < 25; seed++) {
        outcomes.add(Small.plain(arm, seed, "1".repeat(700 + seed) + "0".repeat(300 - seed)));
      }
    }
    ReportRequest request =
        new ReportRequest(
            "wide",
            "",
            List.of(),
            "vft",
            "vft-matched",
            Map.of(),
            List.of(),
            0.95,
            100,
            1,
            List.of());
    String text = TerminalReport.render(Reporter.report(request, outcomes));
    assertTrue(text.lines().allMatch(line -> line.length() <= TerminalReport.WIDTH), text);
    assertTrue(text.lines().anyMatch(line -> line.startsWith("unconstrained  5 × 1000  ")), text);
  }

  @Test
  void p_valuesOfAllSizes_areWrittenShort() {
    assertEquals(
        List.of("1.00", "0.10", "0.099", "0.001", "9e-4", "4e-40", "<1e-300"),
        List.of(1.0, 0.0996, 0.0994, 0.001, 0.0009, 4e-40, 0.0).stream()
            .map(ReportNumbers::p)
            .toList());
  }

  @Test
  void points_thatRoundToZero_haveNoSign() {
    assertEquals(
        List.of("+3.4", "-0.1", "+0.0", "+0.0", "+0.0"),
        List.of(0.034, -0.0006, -0.0004, -0.0, 0.0004).stream()
            .map(ReportNumbers::points)
            .toList());
  }

  @Test
  void page_ofAReportWithoutExtras_hasNoEmptySections() {
    ReportRequest bare =
        new ReportRequest(
            "bare", "", List.of(), "", "", Map.of(), List.of(), 0.999, 100, 1, List.of());
    String page =
        MarkdownReport.render(Reporter.report(bare, List.of(Small.plain("vft", 1, "10"))));
    assertFalse(
        page.contains("## Receipt")
            || page.contains("## Pre-registered")
            || page.contains("## Notes on the setting"),
        page);
    assertTrue(page.contains("Wilson, 99.9 %"), page);
  }
}
