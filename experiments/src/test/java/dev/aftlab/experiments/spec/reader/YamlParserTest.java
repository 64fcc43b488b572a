package dev.aftlab.experiments.spec.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.ScheduleSpec;
import dev.aftlab.experiments.spec.TrainingSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlParserTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static String resource(String name) throws IOException {
    try (InputStream in = YamlParserTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String parsed(String yaml) {
    return text(new YamlParser("a.yaml").parse(yaml));
  }

  private static String text(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar.text();
      case YamlNode.Items items ->
          items.children().stream().map(YamlParserTest::text).toList().toString();
      case YamlNode.Fields fields ->
          "{"
              + String.join(
                  ", ",
                  fields.children().entrySet().stream()
                      .map(e -> e.getKey() + ": " + text(e.getValue()))
                      .toList())
              + "}";
    };
  }

  private static String problem(String yaml) {
    List<Problem> problems =
        assertTimeoutPreemptively(
            SOON,
            () ->
                assertThrows(InvalidSpecException.class, () -> new YamlParser("a.yaml").parse(yaml))
                    .problems());
    assertEquals(1, problems.size(), problems.toString());
    return problems.getFirst().toString();
  }

  @Test
  void mergeKey_ofAnExperiment_addsMissingFields() throws IOException {
    ExperimentSpec spec = SpecReader.read("merge.yaml", resource("merge.yaml"), List.of()).spec();
    TrainingSpec continued = spec.arms().getFirst().spec().continued().training();
    assertEquals(1e-4, continued.optimizer().learningRate());
    assertEquals(0.98, continued.optimizer().beta2());
    assertEquals(
        new ScheduleSpec(ScheduleSpec.Shape.COSINE, 0.05, 0.1), continued.optimizer().schedule());
  }

  @Test
  void mergeKey_withProblemInMergedValue_isReportedAtItsOrigin() throws IOException {
    String wrong = resource("merge.yaml").replace("beta2: 0.98", "beta2: 1.98");
    List<String> problems =
        assertThrows(
                InvalidSpecException.class, () -> SpecReader.read("merge.yaml", wrong, List.of()))
            .problems()
            .stream()
            .map(Problem::toString)
            .toList();
    assertTrue(
        problems.contains(
            "merge.yaml:23: continued.training.optimizer.beta2: is '1.98', must be below 1"),
        problems.toString());
  }

  @Test
  void mergeKey_besideOwnFields_loses() {
    assertEquals(
        "{a: {x: 1, y: 2}, b: {x: 1, y: 3}}", parsed("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n"));
    assertEquals(
        "{a: {x: 1, y: 2}, b: {x: 1, y: 3}}", parsed("a: &a {x: 1, y: 2}\nb:\n  y: 3\n  <<: *a\n"));
  }

  @Test
  void mergeKey_withAList_takesTheFirst() {
    assertEquals(
        "{a: {x: 1}, b: {x: 2, y: 2}, c: {x: 1, y: 2, z: 3}}",
        parsed("a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b], z: 3}\n"));
    assertEquals("{c: {x: 1, y: 2}}", parsed("c: {<<: [{x: 1}, {x: 2, y: 2}]}\n"));
    assertEquals("{c: {}}", parsed("c: {<<: []}\n"));
  }

  @Test
  void mergeKey_inWhatIsMerged_isMergedToo() {
    assertEquals(
        "{a: {x: 1, y: 1}, b: {x: 1, y: 2}, c: {x: 1, y: 2, z: 3}}",
        parsed("a: &a {x: 1, y: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b, z: 3}\n"));
  }

  @Test
  void mergeKey_isShallow() {
    assertEquals(
        "{a: {x: {p: 1, q: 2}}, b: {x: {q: 3}}}",
        parsed("a: &a {x: {p: 1, q: 2}}\nb: {<<: *a, x: {q: 3}}\n"));
  }

  @Test
  void mergeKey_inQuotationMarks_isAField() {
    assertEquals("{a: {<<: 1}}", parsed("a: {\"<<\": 1}\n"));
  }

  @Test
  void mergeKey_withoutMapping_isLocated() {
    String told = "must be a mapping or a list of mappings, usually aliases";
    assertEquals("a.yaml:2: has the merge key '<<' with '5', " + told, problem("a:\n  <<: 5\n"));
    assertEquals("a.yaml:2: has the merge key '<<' with '', " + told, problem("a:\n  <<:\n"));
    assertEquals(
        "a.yaml:3: has the merge key '<<' with a list of 1, " + told,
        problem("l: &l [1]\na:\n  <<: [*l]\n"));
    assertTrue(
        problem("a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a\n")
            .startsWith("a.yaml:4: has the merge key '<<' twice"));
  }

  @Test
  void aliases_thatExplode_areLocatedWithTheBound() throws IOException {
    assertEquals(
        "a.yaml:8: has more than 1000000 values with the value of the alias '*e'",
        problem(resource("aliases.yaml")));
    StringBuilder mappings = new StringBuilder("a0: &a0 {x: 1}\n");
    for (int i = 1; i < 40; i++) {
      mappings.append(
          String.format(
              java.util.Locale.ROOT, "a%d: &a%d {p: *a%d, q: *a%d}%n", i, i, i - 1, i - 1));
    }
    assertTrue(problem(mappings.toString()).contains("has more than 1000000 values"));
  }

  @Test
  void aliases_mergedManyTimes_stayBounded() {
    StringBuilder merges = new StringBuilder("a0: &a0 {");
    for (int i = 0; i < 1000; i++) {
      merges.append("f").append(i).append(": 1, ");
    }
    merges.append("z: 1}\n");
    for (int i = 1; i < 3000; i++) {
      merges.append("a").append(i).append(": {<<: *a0}\n");
    }
    assertTrue(problem(merges.toString()).contains("has more than 1000000 values"));
  }

  @Test
  void alias_insideOfItsOwnValue_isLocated() {
    assertTrue(
        problem("a: 1\nb: &b [1, *b]\n")
            .startsWith("a.yaml:2: has the alias '*b' inside of its own value"));
    assertTrue(
        problem("b: &b\n  <<: *b\n")
            .startsWith("a.yaml:2: has the alias '*b' inside of its own value"));
    assertTrue(
        problem("a: *nowhere\n")
            .startsWith("a.yaml:1: has the alias '*nowhere', but no anchor '&nowhere' before it"));
  }

  @Test
  void aliases_ofManyArms_areRead() {
    StringBuilder arms = new StringBuilder("o: &o {x: 1}\narms:\n");
    for (int i = 0; i < 300; i++) {
      arms.append("  a").append(i).append(": *o\n");
    }
    assertEquals(302, parsed(arms.toString()).split("x: 1", -1).length);
  }

  @Test
  void nesting_tooDeep_isLocated() {
    assertEquals(
        "a.yaml:2: is nested deeper than 100", problem("a: 1\nb: " + "[".repeat(200_000) + "\n"));
    StringBuilder chain = new StringBuilder("a0: &a0 [1]\n");
    for (int i = 1; i < 3000; i++) {
      chain
          .append("a")
          .append(i)
          .append(": &a")
          .append(i)
          .append(" [*a")
          .append(i - 1)
          .append("]\n");
    }
    assertTrue(
        problem(chain.toString())
            .contains("is nested deeper than 100 with the value of the alias"));
  }

  @Test
  void text_tooLong_isRefused() {
    assertEquals(
        "a.yaml: has 4000004 characters, must have at most 4000000",
        problem("a: " + "x".repeat(4_000_001)));
  }

  @Test
  void documents_beyondTheFirst_areRefused() {
    assertEquals(
        "a.yaml:3: begins a second document; there must be one", problem("---\na: 1\n---\nb: 2\n"));
    assertEquals("", parsed(""));
    assertEquals("", parsed("# nothing\n"));
  }

  @Test
  void controlCharacter_read_isLocatedWithItsCode() {
    assertTrue(
        problem("a: 1\nb: \u001b[31mred\n")
            .startsWith("a.yaml:2: is not YAML: has the control character \\u001b"));
  }

  @Test
  void textInBraces_read_hasAHintToQuoteIt() {
    String told = problem("prompt:\n  template: {question} ->\n");
    assertTrue(told.startsWith("a.yaml:2: is not YAML: "), told);
    assertTrue(told.endsWith("needs quotation marks: template: \"{question} ->\""), told);
  }

  @Test
  void mapping_besideAnotherProblem_isNotReadAsText() {
    assertFalse(problem("arms:\n\tvft: {method: vft}\n").contains("quotation marks"));
    assertFalse(
        problem("vft: {batchSize: 4 # four }\nlabel: {extractor: numeric}\n")
            .contains("quotation marks"));
    assertTrue(
        problem("prompt:\n  template: {a} and {b}\n")
            .endsWith("needs quotation marks: template: \"{a} and {b}\""));
  }

  @Test
  void doubledFields_read_areAllReported() {
    List<Problem> problems =
        assertThrows(
                InvalidSpecException.class,
                () -> new YamlParser("a.yaml").parse("a: 1\na: 2\nb: 1\nb: 2\n"))
            .problems();
    assertEquals(2, problems.size());
  }
}
