package dev.aftlab.activities.lm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.SamplingPrompt;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.Shapes;
import dev.aftlab.activities.lm.model.WeightFiles;
import dev.aftlab.activities.lm.sample.TestSampler;
import dev.aftlab.activities.lm.token.ChatTemplate;
import dev.aftlab.activities.lm.token.Tokenizer;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DecodingSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SmolLM2-135M-Instruct in F32 against what transformers computed for the same weights; recorded by
 * ops/reference/record_smollm2.py. The checkpoint's folder is named by the environment variable
 * AFT_TEST_SMOLLM2 or the system property aft.smollm2; without it the tests are skipped.
 */
@Tag("slow")
final class SmolLm2Test {
  /** Largest difference of logits, over the largest logit of the position. */
  private static final double RELATIVE = 1e-3;

  @TempDir Path temporary;
  private Path folder;
  private JsonNode record;

  @BeforeEach
  void find() throws Exception {
    String named = System.getProperty("aft.smollm2", System.getenv("AFT_TEST_SMOLLM2"));
    Assumptions.assumeTrue(
        named != null,
        "skipped: neither AFT_TEST_SMOLLM2 nor aft.smollm2 names a folder with"
            + " SmolLM2-135M-Instruct in F32");
    folder = Path.of(named);
    try (InputStream in = SmolLm2Test.class.getResourceAsStream("smollm2.json")) {
      record = Json.mapper().readTree(in);
    }
    assertEquals(
        record.get("weights").textValue(),
        sha256(folder.resolve(WeightFiles.WEIGHTS)),
        "other weights than the recorded ones");
  }

  @Test
  void logits_tenRealPrompts_equalTransformers() {
    double largest = 0;
    try (Tokenizer tokenizer = Tokenizer.load(folder);
        CausalModel model = CausalModel.load(folder, "cpu")) {
      for (JsonNode prompt : record.get("prompts")) {
        int[] ids = tokenizer.encode(prompt.get("text").textValue(), true);
        assertArrayEquals(
            ReferenceModel.ints(prompt.get("ids")), ids, prompt.get("text").textValue());
        largest = Math.max(largest, difference(prompt, Shapes.logits(model, ids)));
      }
    }
    System.getLogger(SmolLm2Test.class.getName())
        .log(System.Logger.Level.INFO, "largest relative difference of logits: " + largest);
    assertTrue(largest <= RELATIVE, "largest relative difference " + largest);
  }

  @Test
  void greedy_twentyChats_drawTransformersTokens() {
    try (Tokenizer tokenizer = Tokenizer.load(folder);
        CausalModel model = CausalModel.load(folder, "cpu");
        TestSampler sampler = new TestSampler(model, tokenizer.endTokens())) {
      ChatTemplate template = ChatTemplate.load(folder);
      List<SamplingPrompt> prompts = new ArrayList<>();
      for (JsonNode chat : record.get("chats")) {
        int[] ids = tokenizer.encode(template.render("", chat.get("question").textValue()), false);
        assertArrayEquals(
            ReferenceModel.ints(chat.get("ids")), ids, chat.get("question").textValue());
        prompts.add(new SamplingPrompt(prompts.size(), ids));
      }
      List<Completion> drawn =
          sampler.sample(
              prompts,
              0,
              1,
              new DecodingSpec(0, 0, 1, 100, 8, Optional.empty()),
              0,
              ProgressListener.NONE);
      for (int i = 0; i < drawn.size(); i++) {
        assertArrayEquals(
            ReferenceModel.ints(record.get("chats").get(i).get("greedy")),
            drawn.get(i).tokens(),
            "question " + i);
      }
    }
  }

  /**
   * The export is left in a folder named by the property {@code aft.exports}, for {@code
   * ops/reference/check_export.py}.
   */
  @Test
  void save_loadedCheckpoint_keepsFilesAndLogits() throws Exception {
    String exports = System.getProperty("aft.exports");
    Path target = (exports == null ? temporary : Path.of(exports)).resolve("smollm2-135m");
    try (CausalModel model = CausalModel.load(folder, "cpu")) {
      model.save(target);
    }
    for (String name :
        List.of(
            "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json")) {
      assertEquals(-1, Files.mismatch(folder.resolve(name), target.resolve(name)), name);
    }
    try (CausalModel model = CausalModel.load(target, "cpu")) {
      JsonNode prompt = record.get("prompts").get(0);
      assertTrue(
          difference(prompt, Shapes.logits(model, ReferenceModel.ints(prompt.get("ids"))))
              <= RELATIVE);
    }
  }

  private static double difference(JsonNode prompt, float[][] logits) {
    double largest = 0;
    for (int row = 0; row < prompt.get("positions").size(); row++) {
      float[] actual = logits[prompt.get("positions").get(row).intValue()];
      for (int i = 0; i < prompt.get("columns").size(); i++) {
        double expected = prompt.get("logits").get(row).get(i).doubleValue();
        double difference = Math.abs(expected - actual[prompt.get("columns").get(i).intValue()]);
        largest = Math.max(largest, difference / prompt.get("largest").get(row).doubleValue());
      }
      assertEquals(
          prompt.get("argmax").get(row).intValue(),
          argmax(actual),
          "most likely token at position " + row);
    }
    return largest;
  }

  private static int argmax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private static String sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 20];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException failure) {
      throw new IllegalStateException(file + " cannot be read", failure);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
