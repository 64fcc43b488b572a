package dev.aftlab.experiments.spec.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.Problem;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlNumbersTest {
  private static final String SMALL =
      """
      version: 1
      name: small
      seeds: [1]
      model: {base: models/x}
      data:
        train: {type: jsonl, file: a.jsonl}
        test: {type: jsonl, file: b.jsonl}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0|0
          5|5
          +5|5
          -7|-7
          9223372036854775807|9223372036854775807
          """)
  void whole_inDecimalDigits_isRead(String text, long value) {
    assertEquals(OptionalLong.of(value), YamlNumbers.whole(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1e5|100000
          1e-4|0.0001
          2E+3|2000
          +.5|0.5
          5.|5
          -0.25|-0.25
          0.98|0.98
          01.5|1.5
          """)
  void decimal_inYaml12sForms_isRead(String text, double value) {
    assertEquals(OptionalDouble.of(value), YamlNumbers.decimal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1_000",
        "020",
        "-007",
        "0x1F",
        "0o17",
        "0b11",
        "1:30",
        ".inf",
        "-.INF",
        ".nan",
        "NaN",
        "Infinity",
        "1e999",
        "1e-999",
        "1f",
        "5d",
        "0x1p3",
        "٣",
        "１２",
        "",
        " 1",
        "1,5",
        "--1",
        "e5",
        "."
      })
  void decimal_inAnotherForm_isNone(String text) {
    assertEquals(OptionalDouble.empty(), YamlNumbers.decimal(text));
    assertEquals(OptionalLong.empty(), YamlNumbers.whole(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1_000|; write 1000
          020|; YAML 1.1 reads it as 16 and YAML 1.2 as 20: write 16 or 20
          -020|; YAML 1.1 reads it as -16 and YAML 1.2 as -20: write -16 or -20
          007|; write 7
          08|; write 8
          000|; write 0
          0x1F|; write 31
          0o17|; write 15
          0b101|; write 5
          1:30|; write 90
          1:00:30|; write 3630
          1e3|; write 1000
          3.0|; write 3
          1,000|; write 1000
          1 000 000|; write 1000000
          ٣|; write 3
          −1|; write -1
          1.5|''
          many|''
          2024-01-01|''
          """)
  void hint_forAWholeNumber_isTheDecimalForm(String text, String hint) {
    assertEquals(hint, YamlNumbers.hint(text, true));
  }

  @Test
  void hint_forANumber_isTheDecimalForm() {
    assertEquals("; write 1000.5", YamlNumbers.hint("1_000.5", false));
    assertEquals("; write 1.5", YamlNumbers.hint("1,5", false));
    assertEquals("", YamlNumbers.hint("1e999999999", false));
    assertEquals("", YamlNumbers.hint("9".repeat(1_000_000), true));
  }

  private static String problem(String yaml, String... overrides) {
    List<Problem> problems =
        assertThrows(
                InvalidSpecException.class,
                () ->
                    SpecReader.read(
                        "small.yaml", yaml, SpecReader.Override.parse(List.of(overrides))))
            .problems();
    assertEquals(1, problems.size(), problems.toString());
    return problems.getFirst().toString();
  }

  @Test
  void number_thatYamlVersionsReadDifferently_isRefusedWithLocation() {
    assertEquals(
        "small.yaml:8: vft.epochs: is '1_000', must be a whole number; write 1000",
        problem(SMALL + "vft: {epochs: 1_000}\n"));
    assertTrue(
        problem(SMALL + "vft: {epochs: 020}\n")
            .endsWith(
                "is '020', must be a whole number; YAML 1.1 reads it as 16 and YAML 1.2 as 20:"
                    + " write 16 or 20"));
    assertTrue(
        problem(SMALL + "vft: {optimizer: {learningRate: 1_0e-4}}\n")
            .endsWith("must be a finite number; write 0.001"));
    assertTrue(
        problem(SMALL, "sampling.k=1_000")
            .startsWith("--set sampling.k: is '1_000', must be a whole number; write 1000"));
    assertTrue(
        problem(SMALL + "axes:\n  - {field: sampling.k, values: [3, 0x6]}\n")
            .startsWith("small.yaml:9: sampling.k: is '0x6', must be a whole number; write 6"));
    assertTrue(
        problem(SMALL.replace("seeds: [1]", "\"seeds\": [1, 010]"))
            .startsWith("small.yaml:3: seeds[1]: is '010'"));
    assertTrue(
        problem(SMALL + "align: {loss: {type: aft, constraint: {type: boundary, beta: 020}}}\n")
            .endsWith("or a number; YAML 1.1 reads it as 16 and YAML 1.2 as 20: write 16 or 20"));
  }

  @Test
  void boolean_asYaml11Word_isRefusedWithTheWordToWrite() {
    for (String word : List.of("yes", "On", "Y", "1")) {
      assertTrue(
          problem(SMALL + "vft: {optimizer: {decayNorms: " + word + "}}\n")
              .endsWith("is '" + word + "', must be true or false; write true"));
    }
    assertTrue(
        problem(SMALL + "vft: {optimizer: {decayNorms: off}}\n")
            .endsWith("must be true or false; write false"));
    for (String word : List.of("true", "True", "TRUE")) {
      SpecReader.read(
              "small.yaml", SMALL + "vft: {optimizer: {decayNorms: " + word + "}}\n", List.of())
          .spec();
    }
  }

  @Test
  void text_thatLooksLikeAnotherType_isReadVerbatim() {
    for (String text :
        List.of(
            "020",
            "1_000",
            "yes",
            "12e34567",
            "1e3",
            "2024-01-01",
            "0x1F",
            "on",
            "1:30",
            ".inf",
            "+5")) {
      assertEquals(
          text,
          SpecReader.read("small.yaml", SMALL + "description: " + text + "\n", List.of())
              .spec()
              .description());
    }
    assertEquals(
        "020",
        SpecReader.read("small.yaml", SMALL.replace("name: small", "name: 020"), List.of())
            .spec()
            .name());
    assertEquals(
        "12e34567",
        SpecReader.read("small.yaml", SMALL.replace("models/x", "12e34567"), List.of())
            .spec()
            .arms()
            .getFirst()
            .spec()
            .model()
            .base());
  }
}
