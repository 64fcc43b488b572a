package dev.aftlab.activities.label;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.SharedData;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The extractors on the 5,276 solutions that GSM8K's authors published with verdicts. */
final class PublishedSolutionsTest {
  private static final List<String> MODELS =
      List.of("6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification");

  private record Solution(String text, String gold, boolean correct) {}

  private static List<Solution> solutions() throws IOException {
    List<Solution> solutions = new ArrayList<>();
    try (InputStream in =
        new GZIPInputStream(
            Files.newInputStream(SharedData.path("data/gsm8k/example_model_solutions.jsonl.gz")))) {
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n")) {
        JsonNode row = Json.mapper().readTree(line);
        String truth = row.get("ground_truth").textValue();
        String gold = truth.substring(truth.lastIndexOf("\nA: ") + 4);
        MODELS.forEach(
            model ->
                solutions.add(
                    new Solution(
                        row.get(model).get("solution").textValue(),
                        gold,
                        row.get(model).get("is_correct").booleanValue())));
      }
    }
    return solutions;
  }

  /** SHA-256 of all extracted answers, one a line, in the harness's way of writing none. */
  private static String digest(Extractor extractor, UnaryOperator<String> change)
      throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Solution solution : solutions()) {
      String extracted = extractor.extract(change.apply(solution.text()));
      digest.update(
          ((extracted.isEmpty() ? "[invalid]" : extracted) + "\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void numeric_onAllSolutions_agreesWithThePublishedVerdicts() throws IOException {
    Extractor numeric = Extractors.named("numeric");
    List<Solution> solutions = solutions();
    List<Solution> other =
        solutions.stream()
            .filter(
                solution ->
                    numeric.matches(numeric.extract(solution.text()), solution.gold())
                        != solution.correct())
            .toList();
    assertEquals(5276, solutions.size());
    assertEquals(List.of(), other);
  }

  @Test
  void flexible_onAllSolutions_isThatOfTheHarness() throws IOException, NoSuchAlgorithmException {
    assertRecorded("flexible", "flexible", UnaryOperator.identity());
    assertRecorded("flexible_with_cue", "flexible", PublishedSolutionsTest::withStrictCue);
  }

  @Test
  void strict_onAllSolutions_isThatOfTheHarness() throws IOException, NoSuchAlgorithmException {
    assertRecorded("strict", "strict", UnaryOperator.identity());
    assertRecorded("strict_with_cue", "strict", PublishedSolutionsTest::withStrictCue);
  }

  /** The solutions never have the strict rule's cue themselves. */
  private static String withStrictCue(String text) {
    return text.replace("A: ", "#### ");
  }

  /**
   * Answers and verdicts are those that {@code ops/reference/record_harness.py} recorded of the
   * harness.
   */
  private static void assertRecorded(String record, String name, UnaryOperator<String> change)
      throws IOException, NoSuchAlgorithmException {
    Extractor extractor = Extractors.named(name);
    try (InputStream in = PublishedSolutionsTest.class.getResourceAsStream("harness.json")) {
      JsonNode recorded = Json.mapper().readTree(in).get(record);
      assertEquals(recorded.get("sha256").textValue(), digest(extractor, change));
      List<Solution> solutions = solutions();
      long right =
          solutions.stream()
              .filter(
                  solution ->
                      extractor.matches(
                          extractor.extract(change.apply(solution.text())), solution.gold()))
              .count();
      assertEquals(recorded.get("right").intValue(), right);
    }
  }
}
