package dev.aftlab.activities.lm.model;

import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a model's folder in plain Java, before an engine has to load it. */
public final class ModelCheck {
  private ModelCheck() {}

  /**
   * Checks what {@link CausalModel#load} would check, with the same failures, and reads no weights.
   * Starts no engine.
   */
  public static ModelConfig check(Path folder) {
    ModelConfig config = ModelConfig.read(folder);
    try (WeightFiles weights = WeightFiles.open(folder)) {
      requireTensors(weights, config);
    }
    return config;
  }

  /**
   * Checks every weight: all must be finite, and a separate output layer must not contradict a
   * config that ties it to the embedding. {@link CausalModel#load} includes this check. Starts no
   * engine.
   *
   * @throws DamagedModelException with the tensor and the element
   */
  public static void checkWeights(Path folder) {
    ModelConfig config = ModelConfig.read(folder);
    try (WeightFiles weights = WeightFiles.open(folder)) {
      requireTensors(weights, config);
      requireFinite(weights, config);
    }
  }

  static void requireTensors(WeightFiles weights, ModelConfig config) {
    int found = weights.tensors().size();
    if ((long) config.layers() * config.parametersPerLayer() > found) {
      throw new DamagedModelException(
          weights.file(),
          "tensors",
          found + " are too few for num_hidden_layers = " + config.layers());
    }
    Set<String> known = new HashSet<>(Set.of(ParameterLayout.OUTPUT));
    for (ParameterLayout layout : ParameterLayout.of(config)) {
      layout.parts().forEach(part -> known.add(part.name()));
      layout.parts().forEach(part -> checkShape(weights, part.name(), layout.shape(part.rows())));
    }
    for (String name : weights.tensors().keySet()) {
      if (!known.contains(name) && !name.endsWith("rotary_emb.inv_freq")) {
        throw new UnsupportedModelException(
            weights.file(), "tensor", name, "a model of this config.json has no such tensor");
      }
    }
  }

  static void requireFinite(WeightFiles weights, ModelConfig config) {
    ParameterLayout.of(config)
        .forEach(layout -> layout.parts().forEach(part -> weights.requireFinite(part.name())));
    if (config.tied() && weights.tensors().containsKey(ParameterLayout.OUTPUT)) {
      weights.requireFinite(ParameterLayout.OUTPUT);
      weights.requireEqual(
          ParameterLayout.OUTPUT,
          ParameterLayout.EMBEDDING,
          ModelConfig.FILE
              + " ties the two (tie_word_embeddings): set that to false where the output layer"
              + " counts, or take the output layer out of the file where the embedding does");
    }
  }

  private static void checkShape(WeightFiles weights, String name, List<Long> wanted) {
    TensorEntry tensor = weights.tensor(name);
    if (!tensor.shape().equals(wanted)) {
      throw new DamagedModelException(
          weights.file(),
          "tensor " + name,
          "shape " + tensor.shape() + ", but " + ModelConfig.FILE + " makes it " + wanted);
    }
    if (!SafetensorsReader.READ.contains(tensor.type())) {
      throw new UnsupportedModelException(
          weights.file(), "tensor " + name + " dtype", tensor.type(), "F32, F16 and BF16 are read");
    }
  }
}
