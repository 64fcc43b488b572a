package dev.aftlab.activities.lm.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.data.Packer;
import dev.aftlab.activities.lm.data.PromptGroup;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.SafetensorsWriter;
import dev.aftlab.activities.lm.model.Scoring;
import dev.aftlab.activities.lm.model.WeightFiles;
import dev.aftlab.activities.lm.random.CounterRandom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scoring takes the logits of a large vocabulary in parts, 64 positions at a time here; training
 * takes them whole.
 */
final class LargeVocabularyTest {
  private static final int VOCABULARY = 1 << 19;
  private static final int HIDDEN = 4;
  private static final String CONFIG =
      """
      {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu", "hidden_size": 4, "intermediate_size": 4,
       "num_hidden_layers": 1, "num_attention_heads": 1, "num_key_value_heads": 1, "max_position_embeddings": 256, "rms_norm_eps": 1e-5,
       "rope_theta": 10000.0, "tie_word_embeddings": true, "vocab_size": 524288, "bos_token_id": 1, "eos_token_id": 2, "torch_dtype": "float32"}
      """;

  @TempDir Path folder;

  private static SafetensorsWriter.Tensor tensor(String name, int... shape) {
    int elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    List<Long> sizes = Arrays.stream(shape).asLongStream().boxed().toList();
    return new SafetensorsWriter.Tensor(name, sizes, () -> values(name.hashCode(), elements));
  }

  private static float[] values(int seed, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (CounterRandom.bits(seed, i) >>> 40) / (float) (1 << 24) - 0.5f;
    }
    return values;
  }

  private void writeModel() throws Exception {
    Files.writeString(folder.resolve("config.json"), CONFIG);
    String layer = "model.layers.0.";
    List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
    tensors.add(tensor("model.embed_tokens.weight", VOCABULARY, HIDDEN));
    tensors.add(tensor("model.norm.weight", HIDDEN));
    Stream.of("input_layernorm", "post_attention_layernorm")
        .forEach(norm -> tensors.add(tensor(layer + norm + ".weight", HIDDEN)));
    Stream.of(
            "self_attn.q_proj",
            "self_attn.k_proj",
            "self_attn.v_proj",
            "self_attn.o_proj",
            "mlp.gate_proj",
            "mlp.up_proj",
            "mlp.down_proj")
        .forEach(matrix -> tensors.add(tensor(layer + matrix + ".weight", HIDDEN, HIDDEN)));
    SafetensorsWriter.write(folder.resolve(WeightFiles.WEIGHTS), new TreeMap<>(), tensors);
  }

  @Test
  void scores_takenInParts_equalThoseTakenWhole() throws Exception {
    writeModel();
    List<int[]> completions = List.of(tokens(7, 70), tokens(8, 90));
    MicroBatch batch =
        new Packer(1_000, 256)
            .pack(List.of(new PromptGroup(new int[] {3, 4}, completions)))
            .getFirst();
    try (CausalModel model = CausalModel.load(folder, "cpu");
        NDManager scope = model.manager().newSubManager()) {
      double[] whole = Scoring.differentiableSums(model, batch, scope).toDoubleArray();
      double[] parts = Scoring.sums(model, batch);

      assertEquals(2, parts.length);
      for (int i = 0; i < whole.length; i++) {
        assertEquals(whole[i], parts[i], 1e-6 * Math.abs(whole[i]), "completion " + i);
      }
    }
  }

  private static int[] tokens(int seed, int count) {
    return IntStream.range(0, count)
        .map(i -> (int) Long.remainderUnsigned(CounterRandom.bits(seed, i), VOCABULARY))
        .toArray();
  }
}
