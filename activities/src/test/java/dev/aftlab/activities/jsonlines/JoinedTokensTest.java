package dev.aftlab.activities.jsonlines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.text.RecordLines;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.djl.DjlEngine;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.activities.model.TokenizedPrompt;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DecodingSpec;
import dev.aftlab.experiments.spec.reader.OptionReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where prompt and completion meet, with a tokenizer like Llama 2's (whose model has learned
 * stories) and one of bytes (whose model is random, and which adds an end token): tokens and
 * log-probabilities as {@code ops/reference/record_seam.py} recorded them, with and without a blank
 * at the prompt's end.
 */
final class JoinedTokensTest {
  /** Sums of tens of log-probabilities, in 32 bits against 64. */
  private static final double TOLERANCE = 1e-3;

  private static Path folder(String model) {
    try {
      return Path.of(
          JoinedTokensTest.class.getResource("/dev/aftlab/activities/lm/seam/" + model).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static LoadedModel open(String model, String prompt) {
    return LoadedModel.open(
        folder(model),
        OptionReader.prompt("--prompt", prompt),
        new DjlEngine(EngineOptions.of("cpu")));
  }

  private static JsonNode recorded(String model) throws IOException {
    return Json.mapper().readTree(folder("record.json").toFile()).get("models").get(model);
  }

  private static List<JsonNode> run(JsonLinesTask<?> work, List<String> lines) {
    List<JsonNode> out = new ArrayList<>();
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    new JsonLinesRun<>(
            work,
            100,
            text -> text.lines().forEach(line -> out.add(Json.read(line, JsonNode.class))),
            ProgressListener.NONE)
        .over(RecordLines.ofStream("in", new ByteArrayInputStream(bytes)));
    return out;
  }

  private static List<JsonNode> score(
      LoadedModel model, List<String> warnings, List<String> lines) {
    return run(new ScoreLines(model, 512, false, warnings::add), lines);
  }

  private static String line(JsonNode pair) {
    return Json.write(
        Map.of(
            "prompt",
            pair.get("prompt").textValue(),
            "completion",
            pair.get("completion").textValue()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stories260k", "byte-level"})
  void promptAndCompletion_recordedPairs_haveTheTokensOfTheJoinedText(String name)
      throws IOException {
    try (LoadedModel model = open(name, "plain")) {
      for (JsonNode pair : recorded(name)) {
        int[] joined = ReferenceModel.ints(pair.get("joinedIds"));
        TokenizedPrompt prompt = model.prompts().verbatimPrompt(pair.get("prompt").textValue());
        TokenizedCompletion completion =
            model.prompts().completion(prompt, pair.get("completion").textValue(), false);
        String message = pair.get("prompt").toString();
        assertArrayEquals(ReferenceModel.ints(pair.get("promptIds")), prompt.tokens(), message);
        assertEquals(pair.get("promptTokens").intValue(), completion.promptTokens(), message);
        assertArrayEquals(
            Arrays.copyOfRange(joined, completion.promptTokens(), joined.length),
            completion.tokens(),
            message);
        int[] both =
            IntStream.concat(
                    Arrays.stream(prompt.tokens()).limit(completion.promptTokens()),
                    Arrays.stream(completion.tokens()))
                .toArray();
        assertArrayEquals(joined, both, message);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stories260k", "byte-level"})
  void score_recordedPairs_isThatOfTheJoinedTokens(String name) throws IOException {
    List<JsonNode> pairs = new ArrayList<>();
    recorded(name).forEach(pairs::add);
    List<String> warnings = new ArrayList<>();
    try (LoadedModel model = open(name, "plain")) {
      List<JsonNode> scored =
          score(model, warnings, pairs.stream().map(JoinedTokensTest::line).toList());
      for (int i = 0; i < pairs.size(); i++) {
        int tokens =
            pairs.get(i).get("joinedIds").size() - pairs.get(i).get("promptTokens").intValue();
        assertEquals(tokens, scored.get(i).get("tokens").intValue(), pairs.get(i).toString());
        assertEquals(
            pairs.get(i).get("sum").doubleValue(),
            scored.get(i).get("sumLogprob").doubleValue(),
            TOLERANCE,
            pairs.get(i).toString());
      }
    }
    assertEquals(1, warnings.size(), "told once");
    assertTrue(
        warnings.getFirst().startsWith("in:2: a token reaches from the prompt into the completion"),
        warnings.getFirst());
  }

  /**
   * The example by which the fault was found: apart, the completion had a token more and a sum of
   * -18.37.
   */
  @Test
  void score_ofAStory_hasNoFurtherBlank() {
    String line =
        "{\"prompt\":\"Once upon a time, there was a\",\"completion\":\" little girl named"
            + " Lily.\"}";
    List<String> warnings = new ArrayList<>();
    try (LoadedModel model = open("stories260k", "plain")) {
      JsonNode scored = score(model, warnings, List.of(line)).getFirst();
      assertEquals(7, scored.get("tokens").intValue());
      assertEquals(-1.111, scored.get("sumLogprob").doubleValue(), TOLERANCE);
    }
    assertEquals(List.of(), warnings);
  }

  @Test
  void completionsOfOnePrompt_ofWhichOneIsMerged_areScoredAsEachAlone() {
    List<String> texts = List.of("little girl.", "7 cats", "big dog", "5");
    String listed = Json.write(Map.of("prompt", "Tom saw a ", "completions", texts));
    List<String> single =
        texts.stream()
            .map(text -> Json.write(Map.of("prompt", "Tom saw a ", "completion", text)))
            .toList();
    try (LoadedModel model = open("stories260k", "plain")) {
      JsonNode together = score(model, new ArrayList<>(), List.of(listed)).getFirst();
      for (int i = 0; i < texts.size(); i++) {
        JsonNode alone = score(model, new ArrayList<>(), List.of(single.get(i))).getFirst();
        assertEquals(
            alone.get("sumLogprob").doubleValue(),
            together.get("sumLogprob").get(i).doubleValue(),
            1e-4,
            texts.get(i));
        assertEquals(alone.get("tokens"), together.get("tokens").get(i), texts.get(i));
      }
    }
  }

  @Test
  void question_withATemplateAndASeparator_isTheJoinedTextOfBoth() {
    String verbatim = "{\"prompt\":\"Question: Who?\\nAnswer:\",\"completion\":\" Tom\"}";
    String asked = "{\"question\":\"Who?\",\"completion\":\"Tom\"}";
    for (String name : List.of("stories260k", "byte-level")) {
      try (LoadedModel model = open(name, "plain")) {
        List<JsonNode> scored = score(model, new ArrayList<>(), List.of(verbatim, asked));
        assertEquals(
            scored.get(0).get("sumLogprob").doubleValue(),
            scored.get(1).get("sumLogprob").doubleValue(),
            1e-4,
            name);
        assertEquals(scored.get(0).get("tokens"), scored.get(1).get("tokens"), name);
      }
    }
  }

  /**
   * A first token that is decoded alone loses its blank: what is generated must be what comes after
   * the prompt.
   */
  @Test
  void generated_afterARawPrompt_continuesWhereThePromptEnds() {
    String line = "{\"prompt\":\"Once upon a time, there was a\"}";
    try (LoadedModel model = open("stories260k", "plain")) {
      GenerateLines work =
          new GenerateLines(model, 1, new DecodingSpec(0, 0, 1, 7, 16, Optional.empty()), 0);
      assertEquals(
          " little girl named Lily.",
          run(work, List.of(line)).getFirst().get("completions").get(0).textValue());
    }
  }

  @Test
  void prompt_ofATokenizerThatAddsAnEndToken_endsInNone() {
    try (LoadedModel model = open("byte-level", "plain")) {
      int[] prompt = model.prompts().prompt("What is 12?").tokens();
      assertEquals(0, prompt[0], "the begin token stays");
      assertTrue(prompt[prompt.length - 1] != 1, "the tokenizer's end token");
      int[] written = model.prompts().verbatimPrompt("What is 12?</s>").tokens();
      assertEquals(1, written[written.length - 1], "an end token that the text has is the text's");
      assertArrayEquals(new int[] {0}, model.prompts().verbatimPrompt("").tokens());
      assertEquals(prompt.length, model.prompts().tokens("Question: What is 12?\nAnswer:").size());
    }
  }

  @Test
  void firstToken_thatReachesIntoTheCompletion_isRefusedAtItsLine(@TempDir Path copy)
      throws IOException {
    for (String file : List.of("config.json", "generation_config.json", "model.safetensors")) {
      Files.copy(folder("byte-level").resolve(file), copy.resolve(file));
    }
    ObjectNode tokenizer =
        (ObjectNode)
            Json.mapper().readTree(folder("byte-level").resolve("tokenizer.json").toFile());
    Files.writeString(
        copy.resolve("tokenizer.json"), Json.write(tokenizer.putNull("post_processor")));
    try (LoadedModel model =
        LoadedModel.open(
            copy,
            OptionReader.prompt("--prompt", "plain"),
            new DjlEngine(EngineOptions.of("cpu")))) {
      assertEquals(
          1,
          score(model, new ArrayList<>(), List.of("{\"prompt\":\"1\",\"completion\":\"3\"}"))
              .getFirst()
              .get("tokens")
              .intValue());
      List<String> merged = List.of("{\"prompt\":\"1\",\"completion\":\"2\"}");
      String message =
          assertThrows(DatasetException.class, () -> score(model, new ArrayList<>(), merged))
              .getMessage();
      assertTrue(
          message.startsWith("in:1: ")
              && message.contains("'12'")
              && message.contains("first token reaches from the prompt into the completion"),
          message);
    }
  }
}
