package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every number of a table, computed again from the per-item files, without the code that made the
 * table.
 */
@Tag("slow")
final class TableTest {
  private static final double EXACT = 1e-12;
  private static final double Z = 1.959963984540054;

  private SmallExperiment small;
  private JsonNode results;

  @BeforeEach
  void read() throws Exception {
    small = SmallExperiment.get();
    try (Stream<Path> files = Files.walk(small.home().resolve("runs"))) {
      Path file = files.filter(path -> path.endsWith("results.json")).findFirst().orElseThrow();
      JsonNode whole = Json.mapper().readTree(file.toFile());
      results = whole.has("rows") ? whole : whole.get("report");
    }
  }

  private List<JsonNode> items(String arm) throws IOException {
    PlannedArm planned =
        small.plan().arms().stream()
            .filter(candidate -> candidate.name().equals(arm))
            .findFirst()
            .orElseThrow();
    Path artifact =
        small
            .home()
            .resolve("store/artifacts/evaluate")
            .resolve(planned.steps().evaluation().value());
    try (Stream<Path> files = Files.walk(artifact)) {
      Path file = files.filter(path -> path.endsWith("items.jsonl")).findFirst().orElseThrow();
      List<JsonNode> items = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        items.add(Json.mapper().readTree(line));
      }
      return items;
    }
  }

  private JsonNode row(String arm) {
    for (JsonNode row : results.get("rows")) {
      if (row.get("name").asText().equals(arm)) {
        return row;
      }
    }
    throw new AssertionError("no row " + arm);
  }

  @Test
  void rows_recomputed_equalTheTables() throws IOException {
    assertEquals(5, results.get("rows").size());
    for (String arm : List.of("base", "vft", "vft-matched", "boundary", "unconstrained")) {
      List<JsonNode> items = items(arm);
      JsonNode row = row(arm);
      int n = items.size();
      long right = items.stream().filter(item -> item.get("correct").asBoolean()).count();
      double share = (double) right / n;
      assertEquals(n, row.get("n").asInt());
      assertEquals(share, row.at("/accuracy/mean").asDouble(), EXACT);
      // Wilson, 1927: centre and half width over 1 + z²/n.
      double scale = 1 + Z * Z / n;
      double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n)) / scale;
      assertEquals(
          (share + Z * Z / (2.0 * n)) / scale - half, row.at("/interval/low").asDouble(), 1e-9);
      assertEquals(
          (share + Z * Z / (2.0 * n)) / scale + half, row.at("/interval/high").asDouble(), 1e-9);
      assertEquals(
          items.stream()
              .mapToDouble(item -> item.get("referenceNll").asDouble())
              .average()
              .orElseThrow(),
          row.at("/referenceNll/mean").asDouble(),
          EXACT);
      assertAssessment(items, row);
    }
  }

  private static void assertAssessment(List<JsonNode> items, JsonNode row) {
    double total = 0;
    double positives = 0;
    double negatives = 0;
    int questions = 0;
    int right = 0;
    int wrong = 0;
    for (JsonNode item : items) {
      JsonNode p = item.get("positives");
      JsonNode n = item.get("negatives");
      if (p.isEmpty() || n.isEmpty()) {
        continue;
      }
      int ordered = 0;
      for (JsonNode one : p) {
        for (JsonNode other : n) {
          ordered += one.asDouble() > other.asDouble() ? 1 : 0;
        }
      }
      total += (double) ordered / (p.size() * n.size());
      questions++;
      for (JsonNode one : p) {
        positives -= one.asDouble();
        right++;
      }
      for (JsonNode other : n) {
        negatives -= other.asDouble();
        wrong++;
      }
    }
    assertTrue(questions > 0);
    assertEquals(questions, row.get("assessedQuestions").asInt());
    assertEquals(total / questions, row.at("/assessment/mean").asDouble(), EXACT);
    assertEquals(positives / right, row.at("/positiveNll/mean").asDouble(), EXACT);
    assertEquals(negatives / wrong, row.at("/negativeNll/mean").asDouble(), EXACT);
  }

  @Test
  void comparison_recomputed_equalsTheTables() throws IOException {
    List<JsonNode> one = items("boundary");
    List<JsonNode> other = items("unconstrained");
    int onlyOne = 0;
    int onlyOther = 0;
    for (int i = 0; i < one.size(); i++) {
      boolean a = one.get(i).get("correct").asBoolean();
      boolean b = other.get(i).get("correct").asBoolean();
      onlyOne += a && !b ? 1 : 0;
      onlyOther += b && !a ? 1 : 0;
    }
    JsonNode comparison = results.get("comparisons").get(0);
    assertEquals(onlyOne, comparison.get("onlyArm").asInt());
    assertEquals(onlyOther, comparison.get("onlyAgainst").asInt());
    assertEquals(
        (double) (onlyOne - onlyOther) / one.size(),
        comparison.get("difference").asDouble(),
        EXACT);
    assertEquals(exactP(onlyOne, onlyOther), comparison.get("p").asDouble(), 1e-9);
    // A family of one: Holm's correction changes nothing.
    assertEquals(comparison.get("p").asDouble(), comparison.get("holm").asDouble(), EXACT);
    assertTrue(
        comparison.at("/interval/low").asDouble() <= comparison.get("difference").asDouble());
    assertTrue(
        comparison.at("/interval/high").asDouble() >= comparison.get("difference").asDouble());
  }

  /** Twice the smaller tail of Binomial(b + c, ½), by exact counting. */
  private static double exactP(int b, int c) {
    BigInteger tail = BigInteger.ZERO;
    BigInteger ways = BigInteger.ONE;
    for (int i = 0; i <= Math.min(b, c); i++) {
      tail = tail.add(ways);
      ways = ways.multiply(BigInteger.valueOf(b + c - i)).divide(BigInteger.valueOf(i + 1));
    }
    double p =
        new BigDecimal(tail.shiftLeft(1))
            .divide(new BigDecimal(BigInteger.ONE.shiftLeft(b + c)), MathContext.DECIMAL64)
            .doubleValue();
    return Math.min(1, p);
  }
}
