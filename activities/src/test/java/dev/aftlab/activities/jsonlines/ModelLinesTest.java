package dev.aftlab.activities.jsonlines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.RecordLines;
import dev.aftlab.activities.lm.MiniatureModel;
import dev.aftlab.activities.lm.djl.DjlEngine;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.lm.score.CompletionScore;
import dev.aftlab.activities.lm.score.ScoreRequest;
import dev.aftlab.activities.lm.score.Scorer;
import dev.aftlab.activities.model.TokenizedPrompt;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DecodingSpec;
import dev.aftlab.experiments.spec.reader.OptionReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModelLinesTest {
  /** Sums of the same numbers in another order, over some tens of tokens in 32 bits. */
  private static final double ROUNDING = 1e-4;

  private static LoadedModel model;

  @BeforeAll
  static void load() {
    model =
        LoadedModel.open(
            MiniatureModel.folder(),
            OptionReader.prompt("--prompt", "{template: \"{question} <a>\", separator: \"\"}"),
            new DjlEngine(EngineOptions.of("cpu")));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static String line(Object... namesWithValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesWithValues.length; i += 2) {
      fields.put((String) namesWithValues[i], namesWithValues[i + 1]);
    }
    return Json.write(fields);
  }

  private static List<JsonNode> run(JsonLinesTask<?> work, int window, List<String> lines) {
    List<JsonNode> out = new ArrayList<>();
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    new JsonLinesRun<>(
            work,
            window,
            text -> text.lines().forEach(line -> out.add(Json.read(line, JsonNode.class))),
            ProgressListener.NONE)
        .over(RecordLines.ofStream("in", new ByteArrayInputStream(bytes)));
    return out;
  }

  private static List<JsonNode> score(int window, boolean end, List<String> lines) {
    return run(new ScoreLines(model, 512, end, warning -> {}), window, lines);
  }

  private static List<JsonNode> generate(
      int samples, double temperature, int window, List<String> lines) {
    DecodingSpec decoding = new DecodingSpec(temperature, 0, 1, 12, 16, Optional.empty());
    return run(new GenerateLines(model, samples, decoding, 7), window, lines);
  }

  private static String refused(JsonLinesTask<?> work, String line) {
    return assertThrows(DatasetException.class, () -> run(work, 4, List.of(line))).getMessage();
  }

  private static CompletionScore alone(int[] prompt, int[] completion) {
    return new Scorer(model.model(), 512)
        .score(List.of(new ScoreRequest(prompt, List.of(completion))))
        .getFirst()
        .getFirst();
  }

  @Test
  void score_ofManyLines_isEachLinesOwn() {
    List<String> prompts = MiniatureModel.questions(20);
    List<String> lines = new ArrayList<>();
    for (String prompt : prompts) {
      lines.add(line("prompt", prompt, "completion", "5 + 4 = 9. ####"));
      lines.add(line("prompt", prompt, "completion", "1"));
    }
    List<JsonNode> scored = score(7, false, lines);
    for (int i = 0; i < lines.size(); i++) {
      String completion = Json.read(lines.get(i), JsonNode.class).get("completion").textValue();
      TokenizedPrompt prompt = model.prompts().verbatimPrompt(prompts.get(i / 2));
      CompletionScore own =
          alone(prompt.tokens(), model.prompts().completion(prompt, completion, false).tokens());
      assertEquals(own.sum(), scored.get(i).get("sumLogprob").doubleValue(), ROUNDING, "line " + i);
      assertEquals(
          own.mean(), scored.get(i).get("meanLogprob").doubleValue(), ROUNDING, "line " + i);
      assertEquals(own.tokens(), scored.get(i).get("tokens").intValue());
    }
  }

  @Test
  void score_withEndToken_countsOneTokenMore() {
    String line = line("question", "Tom has 5 pens. how many pens now?", "completion", "5");
    JsonNode without = score(1, false, List.of(line)).getFirst();
    JsonNode with = score(1, true, List.of(line)).getFirst();
    assertEquals(without.get("tokens").intValue() + 1, with.get("tokens").intValue());
    TokenizedPrompt prompt = model.prompts().prompt("Tom has 5 pens. how many pens now?");
    assertEquals(
        alone(prompt.tokens(), model.prompts().completion(prompt, "5", true).tokens()).sum(),
        with.get("sumLogprob").doubleValue(),
        ROUNDING);
    assertTrue(with.get("sumLogprob").doubleValue() < without.get("sumLogprob").doubleValue());
  }

  @Test
  void score_ofAList_givesLists() {
    List<String> prompts = MiniatureModel.questions(1);
    JsonNode listed =
        score(
                4,
                false,
                List.of(line("prompt", prompts.getFirst(), "completions", List.of("1", "2 2"))))
            .getFirst();
    List<String> apart =
        Stream.of("1", "2 2")
            .map(text -> line("prompt", prompts.getFirst(), "completion", text))
            .toList();
    List<JsonNode> single = score(4, false, apart);
    for (int i = 0; i < 2; i++) {
      assertEquals(
          single.get(i).get("sumLogprob").doubleValue(),
          listed.get("sumLogprob").get(i).doubleValue(),
          ROUNDING);
      assertEquals(single.get(i).get("tokens"), listed.get("tokens").get(i));
    }
    assertEquals(
        0,
        score(4, false, List.of(line("prompt", "1", "completions", List.of())))
            .getFirst()
            .get("tokens")
            .size());
  }

  @Test
  void generate_samplesOfALine_dependOnNothingElse() {
    List<String> lines =
        MiniatureModel.questions(9).stream().map(prompt -> line("prompt", prompt)).toList();
    List<JsonNode> all = generate(3, 1, 9, lines);
    List<JsonNode> fewer = generate(2, 1, 2, lines);
    for (int i = 0; i < lines.size(); i++) {
      for (int j = 0; j < 2; j++) {
        assertEquals(
            all.get(i).get("completions").get(j),
            fewer.get(i).get("completions").get(j),
            "line " + i + ", sample " + j);
        assertEquals(all.get(i).get("ended").get(j), fewer.get(i).get("ended").get(j));
      }
    }
    assertTrue(all.stream().map(line -> line.get("completions").get(0)).distinct().count() > 1);
  }

  @Test
  void generate_ofAQuestion_isThatOfItsPromptWithoutBlanks() {
    JsonNode asked =
        generate(
                1,
                0,
                1,
                List.of(line("question", "Tom has 5 pens. Tom buys 2 more. how many pens now?")))
            .getFirst();
    JsonNode verbatim =
        generate(
                1,
                0,
                1,
                List.of(line("prompt", "Tom has 5 pens. Tom buys 2 more. how many pens now? <a>")))
            .getFirst();
    assertEquals(
        verbatim.get("completions").get(0).textValue().strip(),
        asked.get("completions").get(0).textValue());
  }

  private static List<JsonNode> stopped(
      LoadedModel of, Optional<List<String>> stop, List<String> lines) {
    DecodingSpec decoding = new DecodingSpec(0, 0, 1, 40, 16, stop);
    return run(new GenerateLines(of, 1, decoding, 7), 8, lines);
  }

  @Test
  void generate_withStopTexts_cutsAndHasEnded() {
    String prompt = "Tom has 5 pens. Tom buys 2 more. how many pens now? <a>";
    String whole =
        stopped(model, Optional.empty(), List.of(line("prompt", prompt)))
            .getFirst()
            .get("completions")
            .get(0)
            .textValue();
    assertTrue(whole.indexOf("####") > 0, whole);
    JsonNode cut =
        stopped(model, Optional.of(List.of("####")), List.of(line("prompt", prompt))).getFirst();
    assertEquals(
        whole.substring(0, whole.indexOf("####")).stripTrailing(),
        cut.get("completions").get(0).textValue());
    assertTrue(cut.get("ended").get(0).booleanValue());
  }

  @Test
  void generate_withoutAWord_stopsQuestionsAtThePromptsNextOneAndOthersAtNothing() {
    // The miniature's words with a label that it never writes, and one that it does.
    String question = "Tom has 5 pens. Tom buys 2 more. how many pens now?";
    LoadedModel asking =
        new LoadedModel(
            model.model(),
            model.prompts(),
            OptionReader.prompt("--prompt", "{template: \"Question: {question} <a>\"}"));
    List<String> lines =
        List.of(
            line("question", question),
            line("prompt", question + " <a>"),
            line("question", question));
    List<JsonNode> plain = stopped(model, Optional.of(List.of()), lines);
    assertEquals(plain, stopped(asking, Optional.empty(), lines));
    List<JsonNode> cut = stopped(asking, Optional.of(List.of("####")), lines);
    assertEquals(cut.get(0).get("completions"), cut.get(2).get("completions"));
    assertTrue(
        plain
            .get(1)
            .get("completions")
            .get(0)
            .textValue()
            .startsWith(cut.get(1).get("completions").get(0).textValue()));
    assertTrue(
        cut.stream()
            .noneMatch(line -> line.get("completions").get(0).textValue().contains("####")));
  }

  @Test
  void generate_ofAQuestionWithOptions_showsThem() {
    String with = line("question", "Which?", "options", List.of("1", "2"));
    String shown = line("prompt", "Which?\nOptions:\n(A) 1\n(B) 2 <a>");
    int[] asked = new LineHolder(with).prompt().tokens();
    assertArrayEquals(new LineHolder(shown).prompt().tokens(), asked);
  }

  /** Gets a line's prompt as a work does. */
  private static final class LineHolder implements JsonLinesTask<LinePrompt> {
    private final List<LinePrompt> seen = new ArrayList<>();

    LineHolder(String line) {
      run(this, 1, List.of(line));
    }

    LinePrompt prompt() {
      return seen.getFirst();
    }

    @Override
    public LinePrompt prepare(JsonFields line) {
      return LinePrompt.of(line, model);
    }

    @Override
    public List<ObjectNode> work(List<LinePrompt> lines, ProgressListener listener) {
      seen.addAll(lines);
      return lines.stream().map(line -> Json.mapper().createObjectNode()).toList();
    }
  }

  @Test
  void score_ofWhatDoesNotFit_namesTheLine() {
    ScoreLines work = new ScoreLines(model, 512, false, warning -> {});
    assertTrue(
        refused(work, line("prompt", "1", "completion", "5 ".repeat(5_000)))
            .matches("in:1: prompt and completion have \\d+ tokens, .* positions; .*"));
    assertTrue(
        refused(work, line("prompt", "1", "completion", ""))
            .contains("in:1: a completion has no tokens"));
    assertTrue(
        refused(work, line("prompt", "", "completion", "1"))
            .contains("in:1: the prompt has no tokens"));
    assertTrue(
        refused(work, line("completion", "1"))
            .contains("neither a field 'prompt' nor a field 'question'"));
    assertTrue(
        refused(work, line("prompt", "1"))
            .contains("neither a field 'completion' nor a list 'completions'"));
    assertTrue(
        refused(work, line("prompt", "1", "completion", "1", "completions", List.of()))
            .contains("both 'completion' and 'completions'"));
    assertTrue(
        refused(work, line("prompt", 1, "completion", "1"))
            .contains("the field 'prompt' has a number where a text must be"));
  }

  @Test
  void generate_ofWhatDoesNotFit_namesTheLine() {
    GenerateLines work =
        new GenerateLines(model, 1, new DecodingSpec(0, 0, 1, 12, 16, Optional.empty()), 0);
    String message = refused(work, line("prompt", "5 ".repeat(5_000)));
    assertTrue(
        message.startsWith("in:1: the prompt has ") && message.contains("lower --max-tokens"),
        message);
  }
}
