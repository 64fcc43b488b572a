package dev.aftlab.activities.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.dataset.Option;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Completions as models write them, and right answers as data sets have them, with what is to be
 * read of them; one a line of the files beside.
 */
final class AnswerCasesTest {
  private static final Duration LONG_TEXT = Duration.ofSeconds(20);
  private static final List<Option> OPTIONS =
      Option.lettered(List.of("12 km", "a big dog", "1,800", "1/5", "a big dog"));

  private static Stream<JsonNode> lines(String file) throws IOException {
    try (InputStream in = AnswerCasesTest.class.getResourceAsStream(file)) {
      List<JsonNode> lines = new ArrayList<>();
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n")) {
        lines.add(Json.mapper().readTree(line));
      }
      return lines.stream();
    }
  }

  static Stream<JsonNode> numericVerdicts() throws IOException {
    return lines("answers-numeric.jsonl");
  }

  static Stream<JsonNode> letterVerdicts() throws IOException {
    return lines("answers-letter.jsonl");
  }

  static Stream<JsonNode> golds() throws IOException {
    return lines("golds.jsonl");
  }

  static Stream<JsonNode> numbers() throws IOException {
    return lines("numeric.jsonl");
  }

  static Stream<JsonNode> letters() throws IOException {
    return lines("letter.jsonl");
  }

  private static List<Option> options(JsonNode line) {
    List<String> texts = new ArrayList<>();
    line.path("options").forEach(option -> texts.add(option.textValue()));
    return Option.lettered(texts);
  }

  private static void assertVerdict(JsonNode line, String... extractors) {
    String gold = line.get("gold").textValue();
    for (String name : extractors) {
      Extractor extractor = Extractors.named(name);
      String extracted = extractor.extract(line.get("completion").textValue(), options(line));
      assertEquals(
          line.get("correct").booleanValue(),
          extractor.matches(extracted, gold),
          name + " found '" + extracted + "' in " + line);
    }
  }

  @ParameterizedTest
  @MethodSource("numericVerdicts")
  void number_inCompletion_isJudged(JsonNode line) {
    assertVerdict(line, "numeric", "answer");
  }

  @ParameterizedTest
  @MethodSource("letterVerdicts")
  void letter_inCompletion_isJudged(JsonNode line) {
    assertVerdict(line, "letter", "answer");
  }

  @ParameterizedTest
  @MethodSource("golds")
  void rightAnswer_thatIsNoPlainNumber_isRefused(JsonNode line) {
    Extractor extractor = Extractors.named(line.get("extractor").textValue());
    assertEquals(
        line.get("refused").booleanValue(),
        Extractors.fault(extractor, line.get("gold").textValue(), List.of()).isPresent());
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void number_inCompletion_isFoundWholeOrNotAtAll(JsonNode line) {
    assertEquals(
        line.get("extracted").textValue(),
        Extractors.named("numeric").extract(line.get("completion").textValue()));
  }

  @ParameterizedTest
  @MethodSource("letters")
  void letter_inCompletion_isTheOneOptionChosen(JsonNode line) {
    assertEquals(
        line.get("extracted").textValue(),
        Extractors.named("letter").extract(line.get("completion").textValue(), options(line)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "18",
        "-5",
        "$18",
        "-$5",
        "$-5",
        "\\$18",
        "18.",
        "18%",
        "18\\%",
        "1,234",
        "1{,}234",
        "1,\\!234",
        "1e3",
        "1.5E-6",
        ".5",
        "007",
        "18 apples",
        "18\\text{ cm}^2",
        "60 km/h",
        "45^\\circ",
        "\u22125",
        "18\u20AC",
        "Rs. 7925",
        "USD 18",
        "$18$",
        "\\(18\\)",
        "\\boxed{18}",
        "1\u202F234",
        "1e999999999",
        "12cm",
        "\uFF11\uFF18"
      })
  void rightAnswer_thatIsOneNumber_isTakenAndMatchesItself(String gold) {
    Extractor numeric = Extractors.named("numeric");
    assertTrue(numeric.canMatch(gold, List.of()));
    assertTrue(numeric.matches(numeric.extract("The answer is " + gold), gold));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "abc", "1/2", "\\frac{3}{4}", "\\frac34", "\\sqrt{2}", "2\\pi", "\u03C0", "\u00BD",
            "1 1/2", "10^5", "10\u2075", "2.5 \\times 10^3", "3,14", "1.234,5", "1.2.3", "18k",
            "5M", "$5 million",
        "5 dozen", "3 or 4", "3, 4", "3 to 4", "x = 5", "x=5", "2x", "5x", "<5", "\\ge 4",
            "\u00B15", "12/25/2024", "2024-12-25", "12:30 pm", "3rd", "5 hours 30 minutes",
            "5'11\"", "0x1F", "101_2",
        "[1,2]", "1_000", "5!", "3 + 4", "10 - 4", "-", "$", "5\\sqrt{3}", "eighteen", "\\infty",
            "\\text{None}", "A", "18 (eighteen)", "at least 4", "1e", "2^{10}", "5 1/2", "7 R 3",
            "\\frac{1}{2} cm"
      })
  void rightAnswer_thatIsNotOneNumber_isRefused(String gold) {
    assertTrue(Extractors.fault(Extractors.named("numeric"), gold, List.of()).isPresent());
  }

  @Test
  void numbers_compared_areEqualByValueAlone() {
    Extractor numeric = Extractors.named("numeric");
    assertTrue(
        numeric.matches("1e3", "1000")
            && numeric.matches("1000", "1e3")
            && numeric.matches("0.10", ".1")
            && numeric.matches("-0", "0"));
    assertTrue(
        numeric.matches("1e999999999", "10e999999998")
            && !numeric.matches("1e999999999", "1e999999998"));
    assertTrue(
        !numeric.matches("1e3", "1")
            && !numeric.matches("0.1", "0.10000000000000001")
            && !numeric.matches("1.5", "1.5e6"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1,",
        "1 ",
        ",111",
        "-",
        "#",
        "1.",
        "/1 ",
        "{",
        "}",
        "\\boxed{",
        "\\frac{",
        "(",
        ")",
        " ",
        "\n",
        "*",
        "**1",
        "<<",
        "<a",
        "= 1 ",
        "answer is ",
        "answer to ",
        "A:",
        "\nA:",
        "\nQ:",
        "####",
        "^{",
        "\\",
        "x_",
        "1e9",
        "$",
        "1\u2009",
        "\u00BD",
        "... ",
        "A ",
        "(A) ",
        "C. ",
        "option ",
        "not ",
        "1 and ",
        " x 10^3",
        "is correct ",
        "<|im_end|>",
        "\uFF1A",
        "\"",
        "[A]",
        "A or "
      })
  void longRepetition_judged_takesLinearTime(String piece) {
    // At 100,000 characters a quadratic rule takes minutes.
    String text = "The answer is " + piece.repeat(100_000 / piece.length());
    for (String name : List.of("numeric", "letter", "answer")) {
      Extractor extractor = Extractors.named(name);
      List<Option> options = name.equals("numeric") ? List.of() : OPTIONS;
      assertTimeoutPreemptively(
          LONG_TEXT, () -> extractor.matches(extractor.extract(text, options), text));
    }
  }
}
