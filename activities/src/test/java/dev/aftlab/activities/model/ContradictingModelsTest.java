package dev.aftlab.activities.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.jsonlines.LoadedModel;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.djl.DjlEngine;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.lm.model.Shapes;
import dev.aftlab.activities.lm.model.TensorEntry;
import dev.aftlab.activities.lm.model.WeightFiles;
import dev.aftlab.activities.store.LocalStore;
import dev.aftlab.experiments.spec.ModelSpec;
import dev.aftlab.experiments.spec.PromptSpec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Models whose files contradict one another or themselves are refused when they are planned, and by
 * each command that loads one.
 */
final class ContradictingModelsTest {
  private static final PromptSpec PLAIN = new PromptSpec.Plain("{question}", " ");
  private static final String WEIGHTS = "model.safetensors";

  @TempDir Path folder;
  private Path model;
  private BaseModels models;

  @BeforeEach
  void open() {
    model = folder.resolve("model");
    models = models();
  }

  private BaseModels models() {
    HuggingFaceCache hub =
        HuggingFaceCache.of(Map.of("HF_HOME", folder.resolve("hf").toString()), folder);
    return new BaseModels(
        LocalStore.open(folder.resolve("store"), Clock.systemUTC()).artifacts(),
        hub,
        folder.resolve("cache"),
        AllowedPaths.of(folder));
  }

  private void copy(String name) throws Exception {
    copy(
        Path.of(
                ContradictingModelsTest.class
                    .getResource("models/" + name + "/config.json")
                    .toURI())
            .getParent());
  }

  private void copy(Path from) throws IOException {
    Files.createDirectories(model);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(model.resolve(file));
    assertTrue(text.contains(from), () -> file + " has no " + from);
    Files.writeString(model.resolve(file), text.replace(from, to));
  }

  private String planned() {
    return assertThrows(
            DamagedModelException.class, () -> models.pin(new ModelSpec("model", PLAIN)))
        .getMessage();
  }

  private String loaded() {
    return assertThrows(
            DamagedModelException.class,
            () -> LoadedModel.open(model, PLAIN, new DjlEngine(EngineOptions.of("cpu"))).close())
        .getMessage();
  }

  private void refused(String... words) {
    String message = planned();
    assertEquals(message, loaded());
    Stream.of(words).forEach(word -> assertTrue(message.contains(word), message));
  }

  private void accepted() {
    assertDoesNotThrow(() -> models().pin(new ModelSpec("model", PLAIN)));
    assertDoesNotThrow(
        () -> LoadedModel.open(model, PLAIN, new DjlEngine(EngineOptions.of("cpu"))).close());
  }

  /** Overwrites one element. */
  private void put(String file, String tensor, long index, byte... number) throws IOException {
    TensorEntry entry = entry(tensor);
    try (RandomAccessFile bytes = new RandomAccessFile(model.resolve(file).toFile(), "rw")) {
      bytes.seek(entry.begin() + index * number.length);
      bytes.write(number);
    }
  }

  private TensorEntry entry(String tensor) {
    try (WeightFiles weights = WeightFiles.open(model)) {
      return weights.tensors().get(tensor);
    }
  }

  @Test
  void model_withAWeightThatIsNoNumber_isRefusedWithItsPlace() throws Exception {
    copy("nan-weights");
    refused(model.resolve(WEIGHTS).toString(), ": tensor ", "]: is NaN; weights must be finite");
  }

  @Test
  void model_withAnInfiniteWeight_isRefusedWithItsPlace() throws Exception {
    copy("tokens-beyond-vocabulary");
    copyTokenizerOfAnother();
    accepted();
    put(
        WEIGHTS,
        "model.layers.1.mlp.down_proj.weight",
        2 * 48 + 5,
        (byte) 0,
        (byte) 0,
        (byte) 0x80,
        (byte) 0xff);
    refused("tensor model.layers.1.mlp.down_proj.weight[2, 5]: is -Infinity");
  }

  @Test
  void model_withANaNInBfloat16_isRefusedWithItsPlace() throws Exception {
    copy("two-rope-settings");
    withoutTheOlderRope();
    assertEquals("BF16", entry("model.norm.weight").type());
    put(WEIGHTS, "model.norm.weight", 31, (byte) 0xc0, (byte) 0x7f);
    refused("tensor model.norm.weight[31]: is NaN");
  }

  @Test
  void shard_withAnInfinity_isRefusedByItsFile() throws Exception {
    copy(Shapes.folder("llama2"));
    smallTokenizer();
    accepted();
    String shard = "model-00003-of-00003.safetensors";
    try (WeightFiles weights = WeightFiles.open(model)) {
      assertTrue(weights.tensors().containsKey("model.norm.weight"));
    }
    String type = entry("model.norm.weight").type();
    byte[] infinity =
        type.equals("F32")
            ? new byte[] {0, 0, (byte) 0x80, 0x7f}
            : type.equals("F16") ? new byte[] {0, 0x7c} : new byte[] {(byte) 0x80, 0x7f};
    String holder =
        Files.readString(model.resolve("model.safetensors.index.json"))
            .replaceAll("(?s).*\"model.norm.weight\": *\"([^\"]+)\".*", "$1");
    put(holder, "model.norm.weight", 3, infinity);
    refused(holder, "tensor model.norm.weight[3]: is Infinity");
    assertTrue(Files.exists(model.resolve(shard)));
  }

  @Test
  void validModel_isCheckedOnce() throws Exception {
    copy("tokens-beyond-vocabulary");
    copyTokenizerOfAnother();
    accepted();
    String remembered = Files.readString(folder.resolve("cache/sound-weights.json"));
    accepted();
    assertEquals(remembered, Files.readString(folder.resolve("cache/sound-weights.json")));
    put(WEIGHTS, "model.norm.weight", 0, (byte) 0, (byte) 0, (byte) 0x80, (byte) 0x7f);
    refused("is Infinity");
  }

  @Test
  void tiedModel_withAnotherOutputLayer_isRefused() throws Exception {
    copy("tied-with-own-head");
    refused(
        model.resolve(WEIGHTS).toString(),
        "tensor lm_head.weight[",
        "model.embed_tokens.weight has",
        "tie_word_embeddings");
  }

  @Test
  void tiedModel_withTheSameOutputLayer_isRead() throws Exception {
    copy("tied-with-own-head");
    TensorEntry from = entry("model.embed_tokens.weight");
    TensorEntry to = entry("lm_head.weight");
    try (RandomAccessFile bytes = new RandomAccessFile(model.resolve(WEIGHTS).toFile(), "rw")) {
      byte[] embedding = new byte[Math.toIntExact(from.end() - from.begin())];
      bytes.seek(from.begin());
      bytes.readFully(embedding);
      bytes.seek(to.begin());
      bytes.write(embedding);
    }
    accepted();
  }

  @Test
  void untiedModel_withItsOutputLayer_isRead() throws Exception {
    copy("tied-with-own-head");
    edit("config.json", "\"tie_word_embeddings\": true", "\"tie_word_embeddings\": false");
    accepted();
    edit("config.json", "\"tie_word_embeddings\": false,", "");
    accepted();
  }

  @Test
  void ropeSettings_thatDisagree_areRefused() throws Exception {
    copy("two-rope-settings");
    refused(
        "config.json: rope_scaling: {\"rope_type\":\"linear\"",
        "but rope_parameters is {",
        "must agree");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"rope_scaling\": {\"type\": \"linear\", \"rope_type\": \"dynamic\", \"factor\": 2} |"
            + " rope_scaling.type: \"linear\", but rope_type is \"dynamic\"",
        "\"rope_theta\": 10000.0, \"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\":"
            + " 500000.0} | rope_parameters.rope_theta: 500000.0, but rope_theta is 10000.0",
        "\"rope_scaling\": {\"rope_type\": \"default\", \"rope_theta\": 7.0}, \"rope_parameters\":"
            + " {\"rope_type\": \"default\", \"rope_theta\": 8.0} | rope_scaling.rope_theta: 7.0",
        "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2}, \"rope_parameters\":"
            + " {\"rope_type\": \"default\"} | rope_scaling: {",
      })
  void rope_configuredTwiceDifferently_isRejected(String rope, String words) throws Exception {
    ropes(rope);
    refused("config.json: " + words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"rope_scaling\": {\"type\": \"linear\", \"rope_type\": \"linear\", \"factor\": 2.0},"
            + " \"rope_parameters\": {\"rope_type\": \"linear\", \"factor\": 2}",
        "\"rope_theta\": 10000, \"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\":"
            + " 10000.0}, \"rope_scaling\": null",
        "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 1.0}, \"rope_parameters\":"
            + " {\"rope_type\": \"default\"}",
        "\"rope_parameters\": {\"rope_theta\": 20000.0}",
      })
  void rope_configuredTwiceEqually_isRead(String rope) throws Exception {
    ropes(rope);
    accepted();
  }

  private void ropes(String rope) throws Exception {
    copy("two-rope-settings");
    String config =
        Files.readString(model.resolve("config.json"))
            .replaceAll("(?s)\"rope_parameters\": *\\{[^}]*\\},", "")
            .replaceAll("(?s)\"rope_scaling\": *\\{[^}]*\\}", rope);
    Files.writeString(model.resolve("config.json"), config);
  }

  private void withoutTheOlderRope() throws Exception {
    String config =
        Files.readString(model.resolve("config.json"))
            .replaceAll("(?s), *\\s*\"rope_scaling\": *\\{[^}]*\\}", "");
    Files.writeString(model.resolve("config.json"), config);
  }

  @Test
  void tokenizer_withTokensBeyondTheVocabulary_isRefused() throws Exception {
    copy("tokens-beyond-vocabulary");
    refused(
        model.resolve("tokenizer.json").toString(),
        "the tokenizer gives '",
        "vocab_size in config.json is 384");
  }

  @Test
  void endToken_beyondTheVocabulary_isRefusedByItsFile() throws Exception {
    copy("two-rope-settings");
    withoutTheOlderRope();
    accepted();
    Files.writeString(model.resolve("generation_config.json"), "{\"eos_token_id\": [1, 384]}");
    refused(
        model.resolve("generation_config.json").toString(),
        "eos_token_id: 384, but vocab_size in config.json is 384");
  }

  @Test
  void vocabulary_thatIsNotTheEmbeddings_isRefused() throws Exception {
    copy("two-rope-settings");
    withoutTheOlderRope();
    edit("config.json", "\"vocab_size\": 384", "\"vocab_size\": 512");
    refused(
        "tensor model.embed_tokens.weight: shape [384, 32], but config.json makes it [512, 32]");
  }

  private void copyTokenizerOfAnother() throws IOException, URISyntaxException {
    Path other =
        Path.of(
            ContradictingModelsTest.class.getResource("models/nan-weights/tokenizer.json").toURI());
    Files.copy(other, model.resolve("tokenizer.json"), StandardCopyOption.REPLACE_EXISTING);
  }

  private void smallTokenizer() throws IOException {
    Files.writeString(
        model.resolve("tokenizer.json"),
        """
        {"version": "1.0", "added_tokens": [], "normalizer": null, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": null,
         "model": {"type": "WordLevel", "vocab": {"<unk>": 0, "a": 1, "b": 95}, "unk_token": "<unk>"}}
        """);
  }
}
