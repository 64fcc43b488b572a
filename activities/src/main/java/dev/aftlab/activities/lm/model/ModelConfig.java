package dev.aftlab.activities.lm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The shape of a model of the Llama family (Llama 2 and 3, SmolLM2, Qwen2), as its {@code
 * config.json} states it.
 *
 * @param hidden width of the residual stream
 * @param intermediate width of the gated feed-forward layer
 * @param layers number of layers
 * @param heads query heads
 * @param keyHeads key and value heads; divides the query heads
 * @param headSize width of a head, even
 * @param queryBias whether queries, keys and values have biases
 * @param outputBias whether the attention's output has a bias
 * @param vocabulary number of token ids
 * @param epsilon added to the mean square in RMSNorm
 * @param ropeTheta base of the rotary frequencies
 * @param ropeScaling how the rotary frequencies are stretched
 * @param maxPositions longest sequence
 * @param tied whether the output layer is the embedding
 * @param beginId the begin token, if the model names one
 * @param endIds the end tokens, possibly none
 * @param original the file's own JSON, which an export writes back
 */
public record ModelConfig(
    int hidden,
    int intermediate,
    int layers,
    int heads,
    int keyHeads,
    int headSize,
    boolean queryBias,
    boolean outputBias,
    int vocabulary,
    double epsilon,
    double ropeTheta,
    RopeScaling ropeScaling,
    int maxPositions,
    boolean tied,
    OptionalInt beginId,
    List<Integer> endIds,
    String original) {
  /** Name of the file in a model folder. */
  public static final String FILE = "config.json";

  /**
   * Most logits that scoring without a gradient holds at once: 128 MiB of them, whatever the
   * vocabulary.
   */
  private static final int MOST_LOGITS = 1 << 25;

  public ModelConfig {
    endIds = List.copyOf(endIds);
  }

  /** Most completion tokens whose logits scoring without a gradient holds at once. */
  int headRows() {
    return Math.max(1, MOST_LOGITS / vocabulary);
  }

  /**
   * Reads a model folder's {@code config.json}.
   *
   * @throws DamagedModelException when it is not JSON, or a field is missing or out of its range
   * @throws dev.aftlab.activities.lm.UnsupportedModelException when it describes another family or
   *     variant
   */
  public static ModelConfig read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      String text = Files.readString(file);
      JsonNode root = Json.mapper().readTree(text);
      if (!root.isObject()) {
        throw new DamagedModelException(file, "top level", "a JSON object is expected");
      }
      return of(new ConfigFields(file, "", root), text);
    } catch (JsonProcessingException e) {
      throw new DamagedModelException(
          file, "line " + e.getLocation().getLineNr(), "not JSON: " + e.getOriginalMessage());
    } catch (CharacterCodingException e) {
      throw new DamagedModelException(file, "text", "not UTF-8");
    } catch (NoSuchFileException e) {
      throw new DamagedModelException(file, "file", "missing; a model folder holds one");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** The JSON of an export: the original, with the element type of the weights that are written. */
  String exported() {
    try {
      ObjectNode node = (ObjectNode) Json.mapper().readTree(original);
      List<String> others =
          Stream.of("torch_dtype", "dtype")
              .filter(field -> node.has(field) && !node.get(field).asText().equals("float32"))
              .toList();
      others.forEach(field -> node.put(field, "float32"));
      return others.isEmpty() ? original : Json.pretty(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parameters of one layer in the scripts' order: six, and the biases that there are. */
  int parametersPerLayer() {
    return 6 + (queryBias ? 1 : 0) + (outputBias ? 1 : 0);
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
        Map.entry("HEADROWS", Integer.toString(headRows())),
        Map.entry("GROUPED", heads == keyHeads ? "False" : "True"),
        Map.entry("EPSILON", Double.toString(epsilon)),
        Map.entry("THETA", Double.toString(ropeTheta)),
        Map.entry("PERLAYER", Integer.toString(parametersPerLayer())),
        Map.entry("QUERYBIAS", queryBias ? ", P[n + 6]" : ""),
        Map.entry("ATTENTIONBIAS", outputBias ? ", P[n + " + (queryBias ? 7 : 6) + "]" : ""),
        Map.entry("NORM", Integer.toString(parametersPerLayer() * layers + 1)),
        Map.entry("OUTPUT", Integer.toString(tied ? 0 : parametersPerLayer() * layers + 2)));
  }

  private static ModelConfig of(ConfigFields fields, String text) {
    ModelFamily variants = new ModelFamily(fields);
    variants.check();
    int hidden = fields.positive("hidden_size");
    int heads = fields.positive("num_attention_heads");
    int keyHeads = keyHeads(fields, heads);
    int vocabulary = fields.positive("vocab_size");
    return new ModelConfig(
        hidden,
        fields.positive("intermediate_size"),
        fields.positive("num_hidden_layers"),
        heads,
        keyHeads,
        headSize(fields, hidden, heads),
        variants.queryBias(),
        variants.outputBias(),
        vocabulary,
        fields.number("rms_norm_eps", 1e-6),
        variants.ropeTheta(),
        variants.ropeScaling(),
        fields.positive("max_position_embeddings"),
        fields.flag("tie_word_embeddings"),
        fields.id("bos_token_id", vocabulary),
        fields.ids("eos_token_id", vocabulary),
        text);
  }

  private static int keyHeads(ConfigFields fields, int heads) {
    int keyHeads =
        fields.has("num_key_value_heads") ? fields.positive("num_key_value_heads") : heads;
    if (heads % keyHeads != 0) {
      throw fields.damaged(
          "num_key_value_heads", keyHeads + " does not divide num_attention_heads = " + heads);
    }
    return keyHeads;
  }

  private static int headSize(ConfigFields fields, int hidden, int heads) {
    boolean given = fields.has("head_dim");
    int headSize = given ? fields.positive("head_dim") : hidden / heads;
    if (headSize % 2 != 0 || headSize == 0 || (!given && hidden % heads != 0)) {
      throw fields.damaged(
          "head_dim",
          headSize
              + " with hidden_size = "
              + hidden
              + " and num_attention_heads = "
              + heads
              + "; it must be even and hidden_size / num_attention_heads unless given");
    }
    if ((long) heads * headSize > ConfigFields.LARGEST) {
      throw fields.damaged(
          "head_dim",
          headSize
              + "; num_attention_heads = "
              + heads
              + " of that size are wider than "
              + ConfigFields.LARGEST);
    }
    return headSize;
  }
}
