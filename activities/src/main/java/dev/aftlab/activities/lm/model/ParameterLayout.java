package dev.aftlab.activities.lm.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One parameter of the scripts: a stack, by rows, of one or more tensors of the Hugging Face file.
 *
 * @param parts the file's tensors, from the first row down
 * @param columns row width; 0 for a vector
 */
record ParameterLayout(List<Part> parts, int columns) {
  /** The file's name of the embedding. */
  static final String EMBEDDING = "model.embed_tokens.weight";

  /** The file's name of the output layer. */
  static final String OUTPUT = "lm_head.weight";

  /** A tensor of the file and its number of rows (its length, for a vector). */
  record Part(String name, int rows) {}

  ParameterLayout {
    parts = List.copyOf(parts);
  }

  int rows() {
    return parts.stream().mapToInt(Part::rows).sum();
  }

  List<Long> shape(int rows) {
    return columns == 0 ? List.of((long) rows) : List.of((long) rows, (long) columns);
  }

  long elements(int rows) {
    return columns == 0 ? rows : Math.multiplyExact((long) rows, columns);
  }

  /** The parameters in the order that the scripts share; see {@link CausalModel#parameters()}. */
  static List<ParameterLayout> of(ModelConfig config) {
    int hidden = config.hidden();
    List<ParameterLayout> all = new ArrayList<>();
    all.add(matrix(hidden, new Part(EMBEDDING, config.vocabulary())));
    for (int i = 0; i < config.layers(); i++) {
      all.addAll(layer(config, "model.layers." + i + "."));
    }
    all.add(vector("model.norm.weight", hidden));
    if (!config.tied()) {
      all.add(matrix(hidden, new Part(OUTPUT, config.vocabulary())));
    }
    return all;
  }

  private static List<ParameterLayout> layer(ModelConfig config, String layer) {
    int hidden = config.hidden();
    int querySize = config.heads() * config.headSize();
    int keySize = config.keyHeads() * config.headSize();
    List<ParameterLayout> all = new ArrayList<>();
    all.add(vector(layer + "input_layernorm.weight", hidden));
    all.add(
        matrix(
            hidden,
            new Part(layer + "self_attn.q_proj.weight", querySize),
            new Part(layer + "self_attn.k_proj.weight", keySize),
            new Part(layer + "self_attn.v_proj.weight", keySize)));
    all.add(matrix(querySize, new Part(layer + "self_attn.o_proj.weight", hidden)));
    all.add(vector(layer + "post_attention_layernorm.weight", hidden));
    all.add(
        matrix(
            hidden,
            new Part(layer + "mlp.gate_proj.weight", config.intermediate()),
            new Part(layer + "mlp.up_proj.weight", config.intermediate())));
    all.add(matrix(config.intermediate(), new Part(layer + "mlp.down_proj.weight", hidden)));
    all.addAll(biases(config, layer, querySize, keySize));
    return all;
  }

  private static List<ParameterLayout> biases(
      ModelConfig config, String layer, int querySize, int keySize) {
    List<ParameterLayout> all = new ArrayList<>();
    if (config.queryBias()) {
      List<Part> parts =
          List.of(
              new Part(layer + "self_attn.q_proj.bias", querySize),
              new Part(layer + "self_attn.k_proj.bias", keySize),
              new Part(layer + "self_attn.v_proj.bias", keySize));
      all.add(new ParameterLayout(parts, 0));
    }
    if (config.outputBias()) {
      all.add(vector(layer + "self_attn.o_proj.bias", config.hidden()));
    }
    return all;
  }

  private static ParameterLayout matrix(int columns, Part... parts) {
    return new ParameterLayout(List.of(parts), columns);
  }

  private static ParameterLayout vector(String name, int length) {
    return new ParameterLayout(List.of(new Part(name, length)), 0);
  }
}
