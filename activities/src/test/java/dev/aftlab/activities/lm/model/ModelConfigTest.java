package dev.aftlab.activities.lm.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.UnsupportedModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"model_type\": \"llama\" | \"model_type\": \"gpt2\" | model_type = gpt2",
        "\"rope_scaling\": null | \"rope_scaling\": {\"factor\": 2} | rope_scaling",
        "\"hidden_act\": \"silu\" | \"hidden_act\": \"gelu\" | hidden_act = gelu",
        "\"mlp_bias\": false | \"mlp_bias\": true | mlp_bias = true",
        "\"model_type\": \"llama\" | \"model_type\": \"mixtral\" | model_type = mixtral",
        "\"mlp_bias\": false | \"num_local_experts\": 8 | num_local_experts = 8",
        "\"mlp_bias\": false | \"use_sliding_window\": true, \"sliding_window\": 32 |"
            + " use_sliding_window = true",
        "\"mlp_bias\": false | \"layer_types\": [\"full_attention\", \"sliding_attention\"] |"
            + " sliding_attention",
        "\"mlp_bias\": false | \"quantization_config\": {\"bits\": 4} | quantization_config",
        "\"mlp_bias\": false | \"partial_rotary_factor\": 0.5 | partial_rotary_factor = 0.5",
        "\"rope_scaling\": null | \"rope_scaling\": {\"rope_type\": \"yarn\", \"factor\": 2} |"
            + " rope_scaling.rope_type = yarn",
        "\"rope_scaling\": null | \"rope_scaling\": {\"type\": \"longrope\"} | rope_scaling.type ="
            + " longrope",
      })
  void read_otherVariant_isRefusedByName(String from, String to, String words) throws Exception {
    String message =
        assertThrows(UnsupportedModelException.class, () -> ModelConfig.read(changed(from, to)))
            .getMessage();
    assertTrue(message.contains("config.json") && message.contains(words.strip()), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"hidden_size\": 32 | \"hidden_size\": -32 | hidden_size: -32",
        "\"vocab_size\": 40, | | vocab_size: missing",
        "\"num_key_value_heads\": 2 | \"num_key_value_heads\": 3 | num_key_value_heads: 3 does not"
            + " divide",
        "\"eos_token_id\": 2 | \"eos_token_id\": [2, 40] | eos_token_id: 40",
        "\"rms_norm_eps\": 1e-05 | \"rms_norm_eps\": 0 | rms_norm_eps: 0",
        "\"vocab_size\": 40, | \"vocab_size\" 40, | not JSON",
        "\"rope_scaling\": null | \"rope_scaling\": {\"rope_type\": \"linear\"} |"
            + " rope_scaling.factor: missing",
        "\"rope_scaling\": null | \"rope_scaling\": \"linear\" | rope_scaling: \"linear\"",
        "\"head_dim\": 8 | \"head_dim\": 16777216 | head_dim: 16777216",
      })
  void read_damagedField_isLocated(String from, String to, String words) throws Exception {
    String message =
        assertThrows(
                DamagedModelException.class,
                () -> ModelConfig.read(changed(from, to == null ? "" : to)))
            .getMessage();
    assertTrue(message.contains("config.json") && message.contains(words.strip()), message);
  }

  @Test
  void read_ropeParametersOfNewerFiles_holdsBaseAndScaling() throws Exception {
    Path folder =
        changed(
            "\"rope_theta\": 10000.0,",
            "\"rope_parameters\": {\"rope_type\": \"linear\", \"factor\": 4.0, \"rope_theta\":"
                + " 500000.0},");
    ModelConfig config = ModelConfig.read(folder);
    assertEquals(500_000, config.ropeTheta());
    assertEquals(new RopeScaling.Linear(4), config.ropeScaling());
  }

  @Test
  void llama3Divisors_shortMiddleAndLongWaves_followTheRule() {
    // Base 10^4 and headSize 4: θ = 1 and 0.01, w = 2π and 200π. With L = 16, turns L / w = 2.546
    // and 0.02546. low 1, high 4: the first
    // keeps s = 1.546 / 3 = 0.5155: 1 / (0.4845 / 8 + 0.5155) = 1.736; the second is long: 8.
    float[] divisors = new RopeScaling.Llama3(8, 1, 4, 16).divisors(4, 10_000);
    assertEquals(1.7360, divisors[0], 1e-3);
    assertEquals(8, divisors[1]);
    assertEquals(1, new RopeScaling.Llama3(8, 1, 4, 1000).divisors(4, 10_000)[0]);
  }

  @Test
  void read_severalEndTokens_keepsAll() throws Exception {
    assertEquals(
        List.of(2, 3),
        ModelConfig.read(changed("\"eos_token_id\": 2", "\"eos_token_id\": [2, 3]")).endIds());
  }

  @Test
  void exported_halfPrecisionSource_changesOnlyTheElementType() throws Exception {
    Path folder =
        changed("\"torch_dtype\": \"float32\"", "\"torch_dtype\": \"bfloat16\", \"extra\": [1]");
    String exported = ModelConfig.read(folder).exported();
    assertTrue(
        exported.contains("float32")
            && exported.contains("extra")
            && !exported.contains("bfloat16"),
        exported);
  }

  private Path changed(String from, String to) throws Exception {
    String original = Files.readString(ReferenceModel.folder().resolve(ModelConfig.FILE));
    assertTrue(original.contains(from.strip()), "the stored file holds no " + from);
    Files.writeString(
        temporary.resolve(ModelConfig.FILE), original.replace(from.strip(), to.strip()));
    return temporary;
  }
}
