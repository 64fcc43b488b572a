package dev.aftlab.activities.lm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The shape of a Llama model, as its {@code config.json} states it.
 *
 * @param hidden width of the residual stream
 * @param intermediate width of the gated feed-forward layer
 * @param layers number of layers
 * @param heads query heads
 * @param keyHeads key and value heads; divides the query heads
 * @param headSize width of a head, even
 * @param vocabulary number of token ids
 * @param epsilon added to the mean square in RMSNorm
 * @param ropeTheta base of the rotary frequencies
 * @param maxPositions longest sequence
 * @param tied whether the output layer is the embedding
 * @param beginId the begin token, if the model names one
 * @param endIds the end tokens, possibly none
 * @param original the file's own JSON, which an export writes back
 */
public record ModelConfig(int hidden, int intermediate, int layers, int heads, int keyHeads, int headSize, int vocabulary,
    double epsilon, double ropeTheta, int maxPositions, boolean tied, OptionalInt beginId, List<Integer> endIds, String original) {
  /** Name of the file in a model folder. */
  public static final String FILE = "config.json";

  private static final int LARGEST = 1 << 24;

  public ModelConfig {
    endIds = List.copyOf(endIds);
  }

  /**
   * Reads a model folder's {@code config.json}.
   *
   * @throws DamagedModelException when it is not JSON, or a field is missing or out of its range
   * @throws UnsupportedModelException when it describes another family or variant
   */
  public static ModelConfig read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      String text = Files.readString(file);
      return new Fields(file, Json.mapper().readTree(text)).config(text);
    } catch (JsonProcessingException e) {
      throw new DamagedModelException(file, "line " + e.getLocation().getLineNr(), "not JSON: " + e.getOriginalMessage());
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new DamagedModelException(file, "text", "not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** The JSON of an export: the original, with the element type of the weights that are written. */
  String exported() {
    try {
      ObjectNode node = (ObjectNode) Json.mapper().readTree(original);
      for (String field : List.of("torch_dtype", "dtype")) {
        if (node.has(field) && !node.get(field).asText().equals("float32")) {
          node.put(field, "float32");
          return Json.pretty(node) + "\n";
        }
      }
      return original;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The constants of the script sources, by name. */
  public Map<String, String> scriptConstants() {
    return Map.ofEntries(
        Map.entry("HIDDEN", Integer.toString(hidden)),
        Map.entry("INTERMEDIATE", Integer.toString(intermediate)),
        Map.entry("LAYERS", Integer.toString(layers)),
        Map.entry("QUERYHEADS", Integer.toString(heads)),
        Map.entry("KEYHEADS", Integer.toString(keyHeads)),
        Map.entry("QUERYKEYHEADS", Integer.toString(heads + keyHeads)),
        Map.entry("ALLHEADS", Integer.toString(heads + 2 * keyHeads)),
        Map.entry("QUERYSIZE", Integer.toString(heads * headSize)),
        Map.entry("HEADSIZE", Integer.toString(headSize)),
        Map.entry("HALFHEAD", Integer.toString(headSize / 2)),
        Map.entry("VOCABULARY", Integer.toString(vocabulary)),
        Map.entry("GROUPED", heads == keyHeads ? "False" : "True"),
        Map.entry("EPSILON", Double.toString(epsilon)),
        Map.entry("THETA", Double.toString(ropeTheta)),
        Map.entry("NORM", Integer.toString(6 * layers + 1)),
        Map.entry("OUTPUT", Integer.toString(tied ? 0 : 6 * layers + 2)));
  }

  /** The fields of one file, each read with its bounds. */
  private record Fields(Path file, JsonNode root) {

    ModelConfig config(String text) {
      if (!root.isObject()) {
        throw new DamagedModelException(file, "top level", "a JSON object is expected");
      }
      refuseOtherVariants();
      int hidden = positive("hidden_size");
      int heads = positive("num_attention_heads");
      int keyHeads = has("num_key_value_heads") ? positive("num_key_value_heads") : heads;
      int headSize = has("head_dim") ? positive("head_dim") : hidden / heads;
      if (heads % keyHeads != 0) {
        throw new DamagedModelException(file, "num_key_value_heads", keyHeads + " does not divide num_attention_heads = " + heads);
      }
      if (headSize % 2 != 0 || headSize == 0 || !has("head_dim") && hidden % heads != 0) {
        throw new DamagedModelException(file, "head_dim", headSize + " with hidden_size = " + hidden
            + " and num_attention_heads = " + heads + "; it must be even and hidden_size / num_attention_heads unless given");
      }
      int vocabulary = positive("vocab_size");
      return new ModelConfig(hidden, positive("intermediate_size"), positive("num_hidden_layers"), heads, keyHeads, headSize, vocabulary,
          number("rms_norm_eps", 1e-6), number("rope_theta", 10000), positive("max_position_embeddings"),
          flag("tie_word_embeddings"), beginId(vocabulary), endIds(vocabulary), text);
    }

    private void refuseOtherVariants() {
      expect("model_type", "llama", "only the Llama family is read");
      if (has("hidden_act")) {
        expect("hidden_act", "silu", "only silu is read");
      }
      for (String field : List.of("attention_bias", "mlp_bias")) {
        if (flag(field)) {
          throw new UnsupportedModelException(file, field, true, "only models without biases are read");
        }
      }
      for (String field : List.of("rope_scaling", "quantization_config")) {
        if (has(field)) {
          throw new UnsupportedModelException(file, field, root.get(field), "only null is read");
        }
      }
      if (has("rope_parameters")) {
        JsonNode type = root.get("rope_parameters").path("rope_type");
        if (!type.asText("default").equals("default") || !has("rope_theta")) {
          throw new UnsupportedModelException(file, "rope_parameters", root.get("rope_parameters"), "give rope_theta at the top level");
        }
      }
    }

    private void expect(String field, String wanted, String remedy) {
      String value = root.path(field).asText("missing");
      if (!value.equals(wanted)) {
        throw new UnsupportedModelException(file, field, value, remedy);
      }
    }

    private boolean has(String field) {
      return root.hasNonNull(field);
    }

    private boolean flag(String field) {
      if (!has(field)) {
        return false;
      }
      if (!root.get(field).isBoolean()) {
        throw new DamagedModelException(file, field, root.get(field) + " is not true or false");
      }
      return root.get(field).booleanValue();
    }

    private int positive(String field) {
      JsonNode node = root.path(field);
      if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1 || node.intValue() > LARGEST) {
        throw new DamagedModelException(file, field,
            (node.isMissingNode() ? "missing" : node.toString()) + "; a whole number in 1.." + LARGEST + " is expected");
      }
      return node.intValue();
    }

    private double number(String field, double otherwise) {
      if (!has(field)) {
        return otherwise;
      }
      double value = root.get(field).asDouble(Double.NaN);
      if (!(value > 0) || Double.isInfinite(value)) {
        throw new DamagedModelException(file, field, root.get(field) + "; a number above 0 is expected");
      }
      return value;
    }

    private OptionalInt beginId(int vocabulary) {
      return has("bos_token_id") ? OptionalInt.of(tokenId("bos_token_id", root.get("bos_token_id"), vocabulary)) : OptionalInt.empty();
    }

    private List<Integer> endIds(int vocabulary) {
      List<Integer> ids = new ArrayList<>();
      if (has("eos_token_id")) {
        JsonNode node = root.get("eos_token_id");
        for (JsonNode id : node.isArray() ? node : Json.mapper().createArrayNode().add(node)) {
          ids.add(tokenId("eos_token_id", id, vocabulary));
        }
      }
      return ids;
    }

    private int tokenId(String field, JsonNode node, int vocabulary) {
      if (!node.isIntegralNumber() || node.longValue() < 0 || node.longValue() >= vocabulary) {
        throw new DamagedModelException(file, field, node + "; a token id in 0.." + (vocabulary - 1) + " is expected");
      }
      return node.intValue();
    }
  }
}
