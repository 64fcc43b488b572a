package dev.aftlab.activities.lm.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Determines which variant of the family a {@code config.json} describes, and rejects by name what
 * the scripts do not compute.
 */
final class ModelFamily {
  private static final List<String> FAMILIES = List.of("llama", "qwen2");

  /** Fields that require another computation unless they hold this value. */
  private static final Map<String, Double> NEUTRAL =
      Map.of("partial_rotary_factor", 1.0, "num_experts", 0.0, "num_local_experts", 0.0);

  /** Where the rotary frequencies are configured: the newer field first. */
  private static final List<String> ROPES = List.of("rope_parameters", "rope_scaling");

  private static final String BASE = "rope_theta";
  private static final double DEFAULT_BASE = 10_000;

  private final ConfigFields fields;

  ModelFamily(ConfigFields fields) {
    this.fields = fields;
  }

  /**
   * Whether queries, keys and values have biases: always in Qwen2, by {@code attention_bias} in
   * Llama.
   */
  boolean queryBias() {
    return family().equals("qwen2") || fields.flag("attention_bias");
  }

  /** Whether the attention's output has a bias. */
  boolean outputBias() {
    return !family().equals("qwen2") && fields.flag("attention_bias");
  }

  /**
   * The base of the rotary frequencies, which newer files keep beside their scaling; all that name
   * one must agree.
   */
  double ropeTheta() {
    double base = DEFAULT_BASE;
    String named = "";
    for (ConfigFields place : ropePlaces()) {
      if (place.has(BASE) && !named.isEmpty() && place.number(BASE) != base) {
        throw place.damaged(
            BASE,
            place.get(BASE)
                + ", but "
                + named
                + " is "
                + base
                + "; the two must agree: take the wrong one out");
      }
      if (place.has(BASE)) {
        base = place.number(BASE);
        named = place.place() + BASE;
      }
    }
    return base;
  }

  private List<ConfigFields> ropePlaces() {
    return Stream.concat(Stream.of(fields), ROPES.stream().filter(fields::has).map(fields::within))
        .toList();
  }

  /** The scaling of the rotary frequencies; an older and a newer field must agree. */
  RopeScaling ropeScaling() {
    List<String> named = ROPES.stream().filter(fields::has).toList();
    List<RopeScaling> scalings = named.stream().map(this::ropeScaling).toList();
    if (scalings.size() > 1 && !scalings.get(0).equals(scalings.get(1))) {
      throw fields.damaged(
          named.get(1),
          fields.get(named.get(1))
              + ", but "
              + named.get(0)
              + " is "
              + fields.get(named.get(0))
              + "; the two must agree, since nothing says which the model was trained with: take"
              + " the wrong one out");
    }
    return scalings.isEmpty() ? new RopeScaling.None() : scalings.getFirst();
  }

  private RopeScaling ropeScaling(String field) {
    ConfigFields rope = fields.within(field);
    requireOneType(rope);
    String name = rope.has("rope_type") ? "rope_type" : "type";
    if (!rope.has(name)) {
      if (rope.has(BASE) && rope.root().size() == 1) {
        return new RopeScaling.None();
      }
      throw fields.unsupported(
          field, fields.get(field), "name a rope_type: default, linear, dynamic or llama3");
    }
    return switch (rope.text(name, "")) {
      case "default" -> new RopeScaling.None();
      case "linear" ->
          rope.number("factor") == 1
              ? new RopeScaling.None()
              : new RopeScaling.Linear(rope.number("factor"));
      case "dynamic" -> new RopeScaling.Dynamic(rope.number("factor"));
      case "llama3" -> llama3(rope);
      case String other ->
          throw rope.unsupported(name, other, "default, linear, dynamic and llama3 are read");
    };
  }

  private static void requireOneType(ConfigFields rope) {
    boolean both = rope.has("rope_type") && rope.has("type");
    if (both && !rope.get("type").equals(rope.get("rope_type"))) {
      throw rope.damaged(
          "type",
          rope.get("type")
              + ", but rope_type is "
              + rope.get("rope_type")
              + "; the two must agree: take the wrong one out");
    }
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
      throw fields.unsupported(
          "mlp_bias", true, "only feed-forward layers without biases are read");
    }
    if (fields.has("quantization_config")) {
      throw fields.unsupported(
          "quantization_config",
          fields.get("quantization_config"),
          "store the weights as F32, F16 or BF16");
    }
    NEUTRAL.forEach(this::requireNeutral);
    checkSlidingWindow();
  }

  private String family() {
    return fields.text("model_type", "missing");
  }

  private void requireNeutral(String field, double neutral) {
    if (fields.has(field)
        && !(fields.get(field).isNumber() && fields.get(field).doubleValue() == neutral)) {
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
      throw rope.damaged(
          "high_freq_factor", high + "; a number above low_freq_factor = " + low + " is expected");
    }
    return new RopeScaling.Llama3(
        rope.number("factor"), low, high, rope.positive("original_max_position_embeddings"));
  }
}
