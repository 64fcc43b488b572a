package dev.aftlab.activities.lm.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Tells which variant of the family a {@code config.json} describes, and refuses by name what the scripts do not compute. */
final class Variants {
  private static final List<String> FAMILIES = List.of("llama", "qwen2");
  /** Fields that ask for another computation unless they hold this value. */
  private static final Map<String, Double> NEUTRAL = Map.of("partial_rotary_factor", 1.0, "num_experts", 0.0, "num_local_experts", 0.0);

  private final ConfigFields fields;

  Variants(ConfigFields fields) {
    this.fields = fields;
  }

  /** Whether queries, keys and values have biases: always in Qwen2, by {@code attention_bias} in Llama. */
  boolean queryBias() {
    return family().equals("qwen2") || fields.flag("attention_bias");
  }

  /** Whether the attention's output has a bias. */
  boolean outputBias() {
    return !family().equals("qwen2") && fields.flag("attention_bias");
  }

  /** The base of the rotary frequencies, which newer files keep beside their scaling. */
  double ropeTheta() {
    boolean within = !fields.has("rope_theta") && fields.has("rope_parameters");
    return (within ? fields.within("rope_parameters") : fields).number("rope_theta", 10_000);
  }

  /** The scaling of the rotary frequencies. */
  RopeScaling ropeScaling() {
    String field = fields.has("rope_parameters") ? "rope_parameters" : "rope_scaling";
    if (!fields.has(field)) {
      return new RopeScaling.None();
    }
    ConfigFields rope = fields.within(field);
    String name = rope.has("rope_type") ? "rope_type" : "type";
    if (!rope.has(name)) {
      throw fields.unsupported(field, fields.get(field), "name a rope_type: default, linear, dynamic or llama3");
    }
    return switch (rope.text(name, "")) {
      case "default" -> new RopeScaling.None();
      case "linear" -> new RopeScaling.Linear(rope.number("factor"));
      case "dynamic" -> new RopeScaling.Dynamic(rope.number("factor"));
      case "llama3" -> llama3(rope);
      case String other -> throw rope.unsupported(name, other, "default, linear, dynamic and llama3 are read");
    };
  }

  /** Refuses what is not supported. */
  void check() {
    if (!FAMILIES.contains(family())) {
      throw fields.unsupported("model_type", family(), "llama and qwen2 are read");
    }
    String activation = fields.text("hidden_act", "silu");
    if (!activation.equals("silu")) {
      throw fields.unsupported("hidden_act", activation, "only silu is read");
    }
    if (fields.flag("mlp_bias")) {
      throw fields.unsupported("mlp_bias", true, "only feed-forward layers without biases are read");
    }
    if (fields.has("quantization_config")) {
      throw fields.unsupported("quantization_config", fields.get("quantization_config"), "store the weights as F32, F16 or BF16");
    }
    NEUTRAL.forEach(this::requireNeutral);
    checkSlidingWindow();
  }

  private String family() {
    return fields.text("model_type", "missing");
  }

  private void requireNeutral(String field, double neutral) {
    if (fields.has(field) && !(fields.get(field).isNumber() && fields.get(field).doubleValue() == neutral)) {
      throw fields.unsupported(field, fields.get(field), "only " + neutral + " is read");
    }
  }

  private void checkSlidingWindow() {
    if (fields.flag("use_sliding_window") && fields.has("sliding_window")) {
      throw fields.unsupported("use_sliding_window", true, "only full attention is read");
    }
    if (fields.has("layer_types")) {
      for (JsonNode type : fields.get("layer_types")) {
        if (!type.asText().equals("full_attention")) {
          throw fields.unsupported("layer_types", type, "only full_attention is read");
        }
      }
    }
  }

  private static RopeScaling.Llama3 llama3(ConfigFields rope) {
    double low = rope.number("low_freq_factor");
    double high = rope.number("high_freq_factor");
    if (high <= low) {
      throw rope.damaged("high_freq_factor", high + "; a number above low_freq_factor = " + low + " is expected");
    }
    return new RopeScaling.Llama3(rope.number("factor"), low, high, rope.positive("original_max_position_embeddings"));
  }
}
