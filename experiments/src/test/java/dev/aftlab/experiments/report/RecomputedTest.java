package dev.aftlab.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.spec.ReportSpec.ComparisonSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Computes what {@code results.json} says a second time, from the lines of the item files alone,
 * with loops that share no code with the report.
 */
final class RecomputedTest {
  private static final double EXACT = 1e-12;
  private static final double TAIL = 1e-9;
  private static final int QUESTIONS = 200;
  private static final List<String> ARMS = List.of("vft", "matched", "bound");

  private final SplittableRandom random = new SplittableRandom(3);

  /** arm to seed to lines of {@code items.jsonl}. */
  private final Map<String, Map<Integer, List<String>>> files = new LinkedHashMap<>();

  private JsonNode results() {
    List<ArmOutcome> outcomes = new ArrayList<>();
    for (String arm : ARMS) {
      files.put(arm, new HashMap<>());
      for (int seed = 1; seed <= 3; seed++) {
        List<EvaluationItem> items = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
          items.add(item(i, 0.5 + 0.1 * ARMS.indexOf(arm)));
        }
        files.get(arm).put(seed, items.stream().map(Json::write).toList());
        outcomes.add(
            new ArmOutcome(
                arm,
                "",
                seed,
                items,
                Cost.NONE,
                ArmSources.of(Small.judged(StepKind.EVALUATE, arm + seed))));
      }
    }
    ReportRequest request =
        new ReportRequest(
            "random",
            "",
            List.of(),
            "vft",
            "matched",
            Map.of(),
            List.of(new ComparisonSpec("bound", "vft")),
            0.95,
            10_000,
            1,
            List.of());
    return Json.read(JsonReport.render(Reporter.report(request, outcomes)), JsonNode.class);
  }

  private EvaluationItem item(int question, double chance) {
    return new EvaluationItem(
        "q" + question,
        random.nextDouble() < chance,
        true,
        "1",
        "1",
        "",
        4,
        random.nextDouble(),
        5,
        scores(question),
        scores(question),
        List.of());
  }

  private List<Double> scores(int question) {
    List<Double> scores = new ArrayList<>();
    for (int i = 0; question < QUESTIONS / 2 && i < random.nextInt(4); i++) {
      scores.add(-random.nextDouble());
    }
    return scores;
  }

  private List<JsonNode> lines(String arm, int seed) {
    return files.get(arm).get(seed).stream().map(line -> Json.read(line, JsonNode.class)).toList();
  }

  @Test
  void rows_ofRandomItems_areRecomputedFromTheirLines() {
    JsonNode results = results();
    for (int i = 0; i < ARMS.size(); i++) {
      JsonNode row = results.get("rows").get(i);
      for (int seed = 1; seed <= 3; seed++) {
        double right = 0;
        double nll = 0;
        double shares = 0;
        int mixed = 0;
        for (JsonNode line : lines(ARMS.get(i), seed)) {
          right += line.get("correct").booleanValue() ? 1 : 0;
          nll += line.get("referenceNll").doubleValue();
          int pairs = line.get("positives").size() * line.get("negatives").size();
          mixed += pairs > 0 ? 1 : 0;
          shares += pairs > 0 ? (double) ordered(line) / pairs : 0;
        }
        String key = Integer.toString(seed);
        assertEquals(
            right / QUESTIONS, row.get("accuracy").get("perSeed").get(key).doubleValue(), EXACT);
        assertEquals(
            nll / QUESTIONS, row.get("referenceNll").get("perSeed").get(key).doubleValue(), EXACT);
        assertEquals(
            shares / mixed, row.get("assessment").get("perSeed").get(key).doubleValue(), EXACT);
      }
      assertMeanAndDeviation(row.get("accuracy"));
      assertMeanAndDeviation(row.get("assessment"));
      assertMeanAndDeviation(row.get("negativeNll"));
    }
  }

  private static int ordered(JsonNode line) {
    int ordered = 0;
    for (JsonNode positive : line.get("positives")) {
      for (JsonNode negative : line.get("negatives")) {
        ordered += positive.doubleValue() > negative.doubleValue() ? 1 : 0;
      }
    }
    return ordered;
  }

  private static void assertMeanAndDeviation(JsonNode spread) {
    double a = spread.get("perSeed").get("1").doubleValue();
    double b = spread.get("perSeed").get("2").doubleValue();
    double c = spread.get("perSeed").get("3").doubleValue();
    assertEquals((a + b + c) / 3, spread.get("mean").doubleValue(), EXACT);
    // Variance from pairs: Σ over pairs of (x − y)² / (n (n − 1)).
    double squares = (a - b) * (a - b) + (a - c) * (a - c) + (b - c) * (b - c);
    assertEquals(Math.sqrt(squares / 6), spread.get("deviation").doubleValue(), EXACT);
  }

  @Test
  void comparison_ofRandomItems_isRecomputedFromTheirLines() {
    JsonNode tested = results().get("comparisons").get(0);
    int onlyBound = 0;
    int onlyVft = 0;
    for (int seed = 1; seed <= 3; seed++) {
      for (int i = 0; i < QUESTIONS; i++) {
        boolean bound = lines("bound", seed).get(i).get("correct").booleanValue();
        boolean vft = lines("vft", seed).get(i).get("correct").booleanValue();
        onlyBound += bound && !vft ? 1 : 0;
        onlyVft += vft && !bound ? 1 : 0;
      }
    }
    assertEquals(onlyBound, tested.get("onlyArm").intValue());
    assertEquals(onlyVft, tested.get("onlyAgainst").intValue());
    assertEquals(
        (onlyBound - onlyVft) / (3.0 * QUESTIONS), tested.get("difference").doubleValue(), EXACT);
    double p = twoSided(Math.min(onlyBound, onlyVft), onlyBound + onlyVft);
    assertEquals(p, tested.get("p").doubleValue(), TAIL * p);
    assertBootstrap(tested, onlyBound, onlyVft);
  }

  /** 2 · Σ C(n, i)/2^n for i up to the smaller count. */
  private static double twoSided(int smaller, int n) {
    double term = Math.pow(0.5, n);
    double sum = term;
    for (int i = 1; i <= smaller; i++) {
      term = term * (n - i + 1) / i;
      sum += term;
    }
    return Math.min(1, 2 * sum);
  }

  /**
   * With 600 questions the interval is close to the normal one: difference ± 1.96 · √((b + c − (b −
   * c)²/N)/N²); seeds differ little.
   */
  private static void assertBootstrap(JsonNode tested, int onlyBound, int onlyVft) {
    double n = 3.0 * QUESTIONS;
    double difference = (onlyBound - onlyVft) / n;
    double half =
        1.959964 * Math.sqrt((onlyBound + onlyVft) / n - difference * difference) / Math.sqrt(n);
    assertEquals(
        difference - half, tested.get("interval").get("low").doubleValue(), 0.05 * half + 1 / n);
    assertEquals(
        difference + half, tested.get("interval").get("high").doubleValue(), 0.05 * half + 1 / n);
  }
}
