package dev.aftlab.activities.lm.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.SamplingPrompt;
import dev.aftlab.activities.lm.sample.TestSampler;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.experiments.spec.DecodingSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every supported shape against numbers that transformers gave for the same files, and back again.
 */
class ShapesTest {
  private static final double LOGITS = 1e-4;

  /** Far below the size of these checkpoints. */
  private static final long SMALL_SHARD = 20_000;

  @TempDir Path temporary;

  @ParameterizedTest
  @MethodSource("dev.aftlab.activities.lm.model.Shapes#names")
  void logits_shape_equalTransformers(String shape) throws Exception {
    JsonNode record = Shapes.record(shape);
    try (CausalModel model = CausalModel.load(Shapes.folder(shape), "cpu")) {
      float[][] logits = Shapes.logits(model, ReferenceModel.ints(record.get("ids")));
      for (int row = 0; row < record.get("positions").size(); row++) {
        int position = record.get("positions").get(row).intValue();
        for (int i = 0; i < logits[position].length; i++) {
          assertEquals(
              record.get("logits").get(row).get(i).doubleValue(),
              logits[position][i],
              LOGITS,
              shape + ", position " + position + ", logit " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.aftlab.activities.lm.model.Shapes#names")
  void greedy_shape_drawsTransformersTokens(String shape) throws Exception {
    JsonNode record = Shapes.record(shape);
    try (CausalModel model = CausalModel.load(Shapes.folder(shape), "cpu");
        TestSampler sampler =
            new TestSampler(
                model, model.config().endIds().stream().mapToInt(Integer::intValue).toArray())) {
      SamplingPrompt prompt = new SamplingPrompt(0, ReferenceModel.ints(record.get("prompt")));
      DecodingSpec greedy = new DecodingSpec(0, 0, 1, 24, 4, Optional.empty());
      Completion drawn =
          sampler.sample(List.of(prompt), 0, 1, greedy, 0, ProgressListener.NONE).getFirst();
      assertArrayEquals(ReferenceModel.ints(record.get("greedy")), drawn.tokens(), shape);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.aftlab.activities.lm.model.Shapes#names")
  void save_loadedShape_tensorsAreBitEqual(String shape) throws Exception {
    checkRoundTrip(shape, Long.MAX_VALUE);
  }

  @ParameterizedTest
  @MethodSource("dev.aftlab.activities.lm.model.Shapes#names")
  void save_overTheShardSize_isReadBackFromSeveralFiles(String shape) throws Exception {
    Path target = checkRoundTrip(shape, SMALL_SHARD);
    assertTrue(
        Files.exists(target.resolve(WeightFiles.INDEX))
            && !Files.exists(target.resolve(WeightFiles.WEIGHTS)));
    for (Path file : WeightFiles.of(target)) {
      assertTrue(
          Files.size(file) < SMALL_SHARD + 4_000, file + " has " + Files.size(file) + " bytes");
    }
  }

  @Test
  void endIds_severalInTheConfig_areAllKept() throws Exception {
    assertEquals(List.of(2, 5, 7), ModelConfig.read(Shapes.folder("llama3")).endIds());
  }

  /**
   * Exports are left in a folder named by the property {@code aft.exports} for {@code
   * ops/reference/check_export.py}.
   */
  private Path checkRoundTrip(String shape, long shardBytes) throws Exception {
    String exports = System.getProperty("aft.exports");
    Path target =
        (exports == null ? temporary : Path.of(exports))
            .resolve(shardBytes == SMALL_SHARD ? shape + "-sharded" : shape);
    try (CausalModel model = CausalModel.load(Shapes.folder(shape), "cpu")) {
      model.save(target, shardBytes);
    }
    ModelCheck.check(target);
    try (WeightFiles before = WeightFiles.open(Shapes.folder(shape));
        WeightFiles after = WeightFiles.open(target)) {
      assertEquals(before.tensors().keySet(), after.tensors().keySet());
      for (String name : before.tensors().keySet()) {
        assertEquals(before.tensor(name).shape(), after.tensor(name).shape());
        assertArrayEquals(bits(before, name), bits(after, name), name);
      }
    }
    assertArrayEquals(
        Files.readAllBytes(Shapes.folder(shape).resolve("generation_config.json")),
        Files.readAllBytes(target.resolve("generation_config.json")));
    return target;
  }

  private static int[] bits(WeightFiles weights, String name) {
    float[] values = new float[(int) weights.tensor(name).elements()];
    weights.copy(name, values, 0);
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
