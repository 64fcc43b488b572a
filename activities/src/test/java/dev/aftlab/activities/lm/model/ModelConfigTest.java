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
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "\"model_type\": \"llama\" | \"model_type\": \"gpt2\" | model_type = gpt2",
      "\"rope_scaling\": null | \"rope_scaling\": {\"factor\": 2} | rope_scaling",
      "\"hidden_act\": \"silu\" | \"hidden_act\": \"gelu\" | hidden_act = gelu",
      "\"mlp_bias\": false | \"mlp_bias\": true | mlp_bias = true",
  })
  void read_otherVariant_isRefusedByName(String from, String to, String words) throws Exception {
    String message = assertThrows(UnsupportedModelException.class, () -> ModelConfig.read(changed(from, to))).getMessage();
    assertTrue(message.contains("config.json") && message.contains(words.strip()), message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "\"hidden_size\": 32 | \"hidden_size\": -32 | hidden_size: -32",
      "\"vocab_size\": 40, | | vocab_size: missing",
      "\"num_key_value_heads\": 2 | \"num_key_value_heads\": 3 | num_key_value_heads: 3 does not divide",
      "\"eos_token_id\": 2 | \"eos_token_id\": [2, 40] | eos_token_id: 40",
      "\"rms_norm_eps\": 1e-05 | \"rms_norm_eps\": 0 | rms_norm_eps: 0",
      "\"vocab_size\": 40, | \"vocab_size\" 40, | not JSON",
  })
  void read_damagedField_isLocated(String from, String to, String words) throws Exception {
    String message = assertThrows(DamagedModelException.class, () -> ModelConfig.read(changed(from, to == null ? "" : to))).getMessage();
    assertTrue(message.contains("config.json") && message.contains(words.strip()), message);
  }

  @Test
  void read_severalEndTokens_keepsAll() throws Exception {
    assertEquals(List.of(2, 3), ModelConfig.read(changed("\"eos_token_id\": 2", "\"eos_token_id\": [2, 3]")).endIds());
  }

  @Test
  void exported_halfPrecisionSource_changesOnlyTheElementType() throws Exception {
    Path folder = changed("\"torch_dtype\": \"float32\"", "\"torch_dtype\": \"bfloat16\", \"extra\": [1]");
    String exported = ModelConfig.read(folder).exported();
    assertTrue(exported.contains("float32") && exported.contains("extra") && !exported.contains("bfloat16"), exported);
  }

  private Path changed(String from, String to) throws Exception {
    String original = Files.readString(ReferenceModel.folder().resolve(ModelConfig.FILE));
    assertTrue(original.contains(from.strip()), "the stored file holds no " + from);
    Files.writeString(temporary.resolve(ModelConfig.FILE), original.replace(from.strip(), to.strip()));
    return temporary;
  }
}
