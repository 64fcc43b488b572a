package dev.aftlab.activities.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.lm.MiniatureModel;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.activities.lm.model.Shapes;
import dev.aftlab.activities.store.LocalStore;
import dev.aftlab.experiments.plan.PinnedModel;
import dev.aftlab.experiments.spec.ModelSpec;
import dev.aftlab.experiments.spec.PromptSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BaseModelsTest {
  private static final PromptSpec PLAIN = new PromptSpec.Plain("{question}", " ");
  private static final PromptSpec CHAT = new PromptSpec.Chat("", "");
  private static final String STORED =
      "041dd491c32933f96600648638d6dfc2f240abe72280bf92bb2db2c005d74740";
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path folder;
  private BaseModels models;

  @BeforeEach
  void open() {
    HuggingFaceCache hub =
        HuggingFaceCache.of(Map.of("HF_HOME", folder.resolve("hf").toString()), folder);
    models =
        new BaseModels(
            LocalStore.open(folder.resolve("store"), Clock.systemUTC()).artifacts(),
            hub,
            folder.resolve("cache"),
            AllowedPaths.of(folder));
  }

  /** The digest is stored: one that moves makes every artifact of a base model unknown. */
  @Test
  void pin_shippedModel_hasTheStoredDigest() {
    PinnedModel pinned = models.pin(new ModelSpec("catalog:miniature", PLAIN));
    assertEquals(STORED, pinned.digest());
    assertEquals(339_648, pinned.parameters());
  }

  /** Where it makes no difference, fingerprints from before there was one stay. */
  @Test
  void pin_promptsAndTokenizers_sayWhetherTokensAreThoseOfTheJoinedText() throws Exception {
    assertFalse(
        models
            .pin(new ModelSpec("catalog:miniature", new PromptSpec.Plain("{question} <a>", "")))
            .joined());
    assertTrue(
        models
            .pin(new ModelSpec("catalog:miniature", new PromptSpec.Plain("{question}", "")))
            .joined());
    assertTrue(
        models
            .pin(new ModelSpec("catalog:miniature", new PromptSpec.Plain("<a> {question}", "<a>")))
            .joined());
    assertTrue(models.pin(new ModelSpec("catalog:miniature", new PromptSpec.Alpaca(""))).joined());
    Path bytes =
        Path.of(
            BaseModelsTest.class.getResource("/dev/aftlab/activities/lm/seam/byte-level").toURI());
    copyOf(bytes, folder.resolve("bytes"));
    assertTrue(
        models
            .pin(new ModelSpec("bytes", new PromptSpec.Plain("{question}<|im_end|>", "")))
            .joined());
  }

  @Test
  void pin_hubSnapshotThroughLinks_isTheFolderItPointsTo() throws Exception {
    Path model = copyOf(MiniatureModel.folder(), folder.resolve("blobs"));
    Path snapshot = Files.createDirectories(hub().resolve("snapshots/" + COMMIT));
    try (Stream<Path> files = Files.list(model)) {
      for (Path file : files.toList()) {
        Files.createSymbolicLink(snapshot.resolve(file.getFileName()), file);
      }
    }
    Files.createDirectories(hub().resolve("refs"));
    Files.writeString(hub().resolve("refs/main"), COMMIT + "\n");
    String digest = models.pin(new ModelSpec("blobs", PLAIN)).digest();
    for (String base : List.of("hf:org/small", "hf:org/small@main", "hf:org/small@" + COMMIT)) {
      PinnedModel pinned = models.pin(new ModelSpec(base, PLAIN));
      assertEquals(digest, pinned.digest(), base);
      assertEquals(snapshot, models.verified(pinned), base);
    }
  }

  @Test
  void pin_hubModelThatIsNotThere_saysWhere() throws IOException {
    assertTrue(refused("hf:org/small").contains(folder.resolve("hf").toString()));
    Files.createDirectories(hub());
    assertTrue(refused("hf:org/small@v2").contains("no snapshot of the revision 'v2'"));
    assertTrue(refused("hf:org/../small").contains("not of the form"));
    assertTrue(refused("hf:").contains("not of the form"));
    assertTrue(refused("artifact:xyz").contains("not a fingerprint"));
  }

  @Test
  void hubCache_environment_decidesInThePublishersOrder() {
    Map<String, String> all = Map.of("HF_HUB_CACHE", "/a", "HF_HOME", "/b", "XDG_CACHE_HOME", "/c");
    assertTrue(where(all).startsWith("/a"));
    assertTrue(where(Map.of("HF_HOME", "/b", "XDG_CACHE_HOME", "/c")).startsWith("/b/hub"));
    assertTrue(where(Map.of("XDG_CACHE_HOME", "/c")).startsWith("/c/huggingface/hub"));
    assertTrue(where(Map.of()).startsWith("/home/me/.cache/huggingface/hub"));
  }

  @Test
  void pin_shardedFolder_countsEveryShardAndSeesAChange() throws Exception {
    Path model = copyOf(Shapes.folder("llama2"), folder.resolve("sharded"));
    Files.copy(MiniatureModel.folder().resolve("tokenizer.json"), model.resolve("tokenizer.json"));
    PinnedModel before = models.pin(new ModelSpec("sharded", PLAIN));
    // 2 · 96 · 32 of embedding and output, 2 layers of 4 · 32 · 32 + 3 · 40 · 32 + 2 · 32, and the
    // last norm of 32.
    assertEquals(2 * 96 * 32 + 2 * (4 * 32 * 32 + 3 * 40 * 32 + 2 * 32) + 32, before.parameters());
    Path shard = model.resolve("model-00003-of-00003.safetensors");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length - 1] ^= 1;
    Files.write(shard, bytes);
    assertNotEquals(before.digest(), models.pin(new ModelSpec("sharded", PLAIN)).digest());
  }

  @Test
  void pin_chatTemplateInASeparateFile_countsForChatsOnly() throws Exception {
    Path model = copyOf(MiniatureModel.folder(), folder.resolve("chat"));
    String plain = models.pin(new ModelSpec("chat", PLAIN)).digest();
    assertThrows(UnsupportedModelException.class, () -> models.pin(new ModelSpec("chat", CHAT)));
    Files.writeString(model.resolve("chat_template.jinja"), "{{ messages[0].content }} <a>");
    assertEquals(plain, models.pin(new ModelSpec("chat", PLAIN)).digest());
    assertNotEquals(plain, models.pin(new ModelSpec("chat", CHAT)).digest());
  }

  @Test
  void pin_unsupportedShape_isRefusedBeforeAnythingIsLoaded() throws Exception {
    Path model = copyOf(MiniatureModel.folder(), folder.resolve("other"));
    Path config = model.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replaceAll("\"model_type\": *\"llama\"", "\"model_type\": \"mixtral\""));
    assertTrue(
        assertThrows(
                UnsupportedModelException.class, () -> models.pin(new ModelSpec("other", PLAIN)))
            .getMessage()
            .contains("model_type = mixtral"));
  }

  private Path hub() {
    return folder.resolve("hf/hub/models--org--small");
  }

  private String refused(String base) {
    return assertThrows(UnusableInputException.class, () -> models.pin(new ModelSpec(base, PLAIN)))
        .getMessage();
  }

  private static String where(Map<String, String> environment) {
    String message =
        assertThrows(
                UnusableInputException.class,
                () ->
                    HuggingFaceCache.of(environment, Path.of("/home/me")).snapshot("org/not-there"))
            .getMessage();
    return message.substring(message.indexOf('/'));
  }

  private static Path copyOf(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}
