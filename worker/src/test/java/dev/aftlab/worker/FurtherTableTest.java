package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code further.yaml}, run once: further sets and sampled answers, each number recomputed from the
 * per-item files.
 */
@Tag("slow")
final class FurtherTableTest {
  private static final double EXACT = 1e-12;
  private static final double Z = 1.959963984540054;
  private static final int K = 4;

  @TempDir private static Path folder;
  private static Plan plan;
  private static JsonNode results;
  private static String page;
  private static String output;

  @BeforeAll
  static void run() throws Exception {
    for (String name : List.of("further.yaml", "choice.jsonl")) {
      try (InputStream in = FurtherTableTest.class.getResourceAsStream(name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
    Path home = folder.resolve("home");
    String data = "evaluation.also.choice.data.file=" + folder.resolve("choice.jsonl");
    try (AftProcess process =
        AftProcess.start(
            home,
            Map.of(),
            "run",
            folder.resolve("further.yaml").toString(),
            "--set",
            data,
            "--slots",
            "1")) {
      assertEquals(0, process.await(), process.output());
      output = process.output();
    }
    Path plans = home.resolve("store/plans");
    plan =
        Json.read(
            Files.readString(
                plans.resolve(Files.readString(plans.resolve("latest/further")) + ".json")),
            Plan.class);
    results = Json.mapper().readTree(found(home.resolve("runs"), "results.json").toFile());
    page = Files.readString(found(home.resolve("runs"), "report.md"));
  }

  private static Path found(Path below, String name) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(path -> path.endsWith(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " below " + below));
    }
  }

  private static List<JsonNode> records(String kind, Fingerprint step, String file)
      throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line :
        Files.readAllLines(
            found(
                folder.resolve("home/store/artifacts").resolve(kind).resolve(step.value()),
                file))) {
      records.add(Json.mapper().readTree(line));
    }
    return records;
  }

  private static PlannedArm arm(String name) {
    return plan.arms().stream().filter(arm -> arm.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<JsonNode> items(String arm, String set) throws IOException {
    Fingerprint step =
        arm(arm).steps().also().stream()
            .filter(also -> also.set().equals(set))
            .findFirst()
            .orElseThrow()
            .evaluation();
    return records("evaluate", step, "items.jsonl");
  }

  private static JsonNode named(JsonNode list, String field, String name) {
    for (JsonNode node : list) {
      if (node.get(field).asText().equals(name)) {
        return node;
      }
    }
    throw new AssertionError("no " + field + " " + name);
  }

  private static JsonNode row(String set, String arm) {
    return named(named(results.get("also"), "set", set).get("rows"), "name", arm);
  }

  @Test
  void furtherSets_recomputed_equalTheTables() throws IOException {
    for (String set : List.of("harder", "choice")) {
      for (String arm : List.of("base", "vft", "rft")) {
        List<JsonNode> items = items(arm, set);
        int n = items.size();
        assertEquals(set.equals("harder") ? 30 : 4, n);
        double share =
            (double) items.stream().filter(item -> item.get("correct").asBoolean()).count() / n;
        JsonNode row = row(set, arm);
        assertEquals(n, row.get("n").asInt());
        assertEquals(share, row.at("/accuracy/mean").asDouble(), EXACT);
        double scale = 1 + Z * Z / n;
        double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n)) / scale;
        assertEquals(
            (share + Z * Z / (2.0 * n)) / scale - half, row.at("/interval/low").asDouble(), 1e-9);
        assertEquals(
            (share + Z * Z / (2.0 * n)) / scale + half, row.at("/interval/high").asDouble(), 1e-9);
      }
    }
  }

  @Test
  void differencesOnAFurtherSet_recomputed_equalTheTables() throws IOException {
    List<JsonNode> vft = items("vft", "harder");
    List<JsonNode> rft = items("rft", "harder");
    int onlyRft = 0;
    int onlyVft = 0;
    for (int i = 0; i < vft.size(); i++) {
      boolean one = rft.get(i).get("correct").asBoolean();
      boolean other = vft.get(i).get("correct").asBoolean();
      onlyRft += one && !other ? 1 : 0;
      onlyVft += other && !one ? 1 : 0;
    }
    JsonNode tested = row("harder", "rft").get("toReference");
    assertEquals(onlyRft, tested.get("onlyArm").asInt());
    assertEquals(onlyVft, tested.get("onlyAgainst").asInt());
    assertEquals((onlyRft - onlyVft) / 30.0, tested.get("difference").asDouble(), EXACT);
    assertTrue(tested.get("holm").isNull());
    assertTrue(row("harder", "vft").get("toReference").isNull());
  }

  /** Each set uses its extractor: digits as in the main set, letters for options. */
  @Test
  void furtherSets_haveTheirOwnExtractorsAndQuestions() throws IOException {
    assertEquals("digits v1", row("harder", "vft").at("/facts/5/extractor").asText());
    assertEquals("letter v2", row("choice", "vft").at("/facts/5/extractor").asText());
    assertEquals(
        List.of("pens", "cards", "smallest", "product"),
        items("vft", "choice").stream().map(item -> item.get("question").asText()).toList());
    assertEquals(
        List.of("B", "A", "C", "B"),
        items("vft", "choice").stream().map(item -> item.get("gold").asText()).toList());
    List<JsonNode> prompts =
        records("evaluate", arm("vft").steps().also().get(1).evaluation(), "prompts.jsonl");
    assertEquals(
        "Tom has 3 pens. Tom finds 4 more. how many now?\n"
            + "Options:\n"
            + "(A) 5\n"
            + "(B) 7\n"
            + "(C) 12\n"
            + "(D) 9 <a>",
        prompts.getFirst().get("text").asText());
  }

  /**
   * The answers to one question, by their values: digits with leading zeros are the same number.
   */
  private record Arguments(
      int samples, int right, Map<BigInteger, Integer> votes, BigInteger gold) {
    double majority() {
      int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      long tied = votes.values().stream().filter(count -> count == most).count();
      return most > 0 && votes.getOrDefault(gold, 0) == most ? 1.0 / tied : 0;
    }

    double missing() {
      return 1 - votes.values().stream().mapToInt(Integer::intValue).sum() / (double) samples;
    }

    /** Over all ways to choose j of the samples, the first {@code right} of which are right. */
    double pass(int j) {
      int all = 0;
      int passed = 0;
      for (int chosen = 0; chosen < 1 << samples; chosen++) {
        if (Integer.bitCount(chosen) == j) {
          all++;
          passed += (chosen & ((1 << right) - 1)) == 0 ? 0 : 1;
        }
      }
      return (double) passed / all;
    }
  }

  private static List<Arguments> asked(String arm) throws IOException {
    Map<String, List<JsonNode>> questions = new LinkedHashMap<>();
    for (JsonNode label :
        records("label", arm(arm).steps().sampled().orElseThrow().labels(), "labels.jsonl")) {
      questions
          .computeIfAbsent(label.get("question").asText(), question -> new ArrayList<>())
          .add(label);
    }
    List<Arguments> asked = new ArrayList<>();
    for (List<JsonNode> labels : questions.values()) {
      Map<BigInteger, Integer> votes = new LinkedHashMap<>();
      BigInteger gold = new BigInteger(labels.getFirst().get("gold").asText());
      int right = 0;
      for (JsonNode label : labels) {
        String extracted = label.get("extracted").asText();
        if (!extracted.isEmpty()) {
          votes.merge(new BigInteger(extracted), 1, Integer::sum);
          right += new BigInteger(extracted).equals(gold) ? 1 : 0;
        }
      }
      asked.add(new Arguments(labels.size(), right, votes, gold));
    }
    return asked;
  }

  @Test
  void sampledMetrics_recomputed_equalTheTables() throws IOException {
    double first = -1;
    for (String arm : List.of("base", "vft", "rft")) {
      List<Arguments> asked = asked(arm);
      JsonNode row = named(results.at("/sampled/rows"), "name", arm);
      assertEquals(12, asked.size());
      assertTrue(asked.stream().allMatch(question -> question.samples() == K));
      assertEquals(12, row.get("n").asInt());
      assertEquals(K, row.get("k").asInt());
      double majority = asked.stream().mapToDouble(Arguments::majority).average().orElseThrow();
      assertEquals(majority, row.at("/majority/share/mean").asDouble(), EXACT);
      assertEquals(3, row.get("pass").size());
      for (int i = 0; i < 3; i++) {
        int j = 1 << i;
        JsonNode pass = row.get("pass").get(i);
        double mean =
            asked.stream().mapToDouble(question -> question.pass(j)).average().orElseThrow();
        assertEquals(j, pass.get("j").asInt());
        assertEquals(mean, pass.at("/share/share/mean").asDouble(), EXACT);
        assertTrue(
            pass.at("/share/interval/low").asDouble() <= mean
                && pass.at("/share/interval/high").asDouble() >= mean);
      }
      double missing = asked.stream().mapToDouble(Arguments::missing).average().orElseThrow();
      assertEquals(missing, row.at("/withoutAnswer/mean").asDouble(), EXACT);
      first = arm.equals("base") ? majority : first;
    }
    double vft = asked("vft").stream().mapToDouble(Arguments::majority).average().orElseThrow();
    assertEquals(
        first - vft,
        named(results.at("/sampled/rows"), "name", "base").at("/toReference/difference").asDouble(),
        EXACT);
  }

  /** The base model is asked itself: what it answers is not what VFT answers. */
  @Test
  void sampledAnswers_areFromEachArmsModel() throws IOException {
    List<Fingerprint> base = arm("base").steps().sampled().orElseThrow().samples();
    List<Fingerprint> vft = arm("vft").steps().sampled().orElseThrow().samples();
    assertEquals(2, base.size());
    assertNotEquals(
        records("sample", base.getFirst(), "samples.jsonl").stream()
            .map(sample -> sample.get("text").asText())
            .toList(),
        records("sample", vft.getFirst(), "samples.jsonl").stream()
            .map(sample -> sample.get("text").asText())
            .toList());
  }

  @Test
  void run_printed_hasTablesAndTheTrail() {
    assertTrue(
        output.contains("On harder:")
            && output.contains("On choice:")
            && output.contains("maj@k %")
            && output.contains("pass@4 %"),
        output);
    assertTrue(
        page.contains("### harder")
            && page.contains("### choice")
            && page.contains("## Self-consistency and pass@k"),
        page);
    for (String arm : List.of("base", "vft", "rft")) {
      arm(arm)
          .steps()
          .also()
          .forEach(also -> assertTrue(page.contains(also.evaluation().value()), also.set()));
      assertTrue(page.contains(arm(arm).steps().sampled().orElseThrow().labels().value()), arm);
    }
  }

  @Test
  void tracking_inTheRunsFolder_hasTheFinalNumbers() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("home/runs"))) {
      Path sheet =
          files
              .filter(path -> path.endsWith("arm.json") && path.toString().contains("rft"))
              .findFirst()
              .orElseThrow();
      JsonNode numbers = Json.mapper().readTree(sheet.toFile());
      assertEquals("done", numbers.at("/end/status").asText());
      assertEquals(
          row("harder", "rft").at("/accuracy/mean").asDouble(),
          numbers.at("/results/also.harder.accuracy").asDouble(),
          EXACT);
      assertEquals(
          row("choice", "rft").at("/interval/low").asDouble(),
          numbers.at("/results/also.choice.accuracy.low").asDouble(),
          EXACT);
      JsonNode sampled = named(results.at("/sampled/rows"), "name", "rft");
      assertEquals(
          sampled.at("/majority/share/mean").asDouble(),
          numbers.at("/results/sampled.majority").asDouble(),
          EXACT);
      assertEquals(
          sampled.at("/pass/1/share/share/mean").asDouble(),
          numbers.at("/results/sampled.pass.2").asDouble(),
          EXACT);
      assertTrue(
          numbers.get("files").has("also/harder/items.jsonl")
              && numbers.get("files").has("sampled/labels.jsonl"),
          numbers.get("files").toString());
    }
  }
}
