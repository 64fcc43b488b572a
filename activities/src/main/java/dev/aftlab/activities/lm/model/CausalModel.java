package dev.aftlab.activities.lm.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A causal language model of the Llama family: its weights as 32-bit arrays on one device, and the script that computes
 * with them. One model per slot; not safe for concurrent use.
 */
public final class CausalModel implements AutoCloseable {
  /** Name of the weights file in a model folder. */
  public static final String WEIGHTS = "model.safetensors";

  private static final List<String> COPIED = List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
      "generation_config.json", "added_tokens.json", "chat_template.jinja", "vocab.json", "merges.txt", "tokenizer.model");

  private final Path folder;
  private final ModelConfig config;
  private final List<ParameterLayout> layouts;
  private final NDManager manager;
  private final ScriptModule script;
  private final NDList parameters = new NDList();
  private final NDList rotaryTables;

  private CausalModel(Path folder, ModelConfig config, Device device) {
    this.folder = folder;
    this.config = config;
    this.layouts = ParameterLayout.of(config);
    this.manager = NDManager.newBaseManager(device, "PyTorch");
    this.script = ScriptModule.load("Learner",
        ScriptModule.withConstants(ScriptModule.resource(CausalModel.class, "learner.torchscript"), config.scriptConstants()), device);
    this.rotaryTables = makeRotaryTables();
  }

  /**
   * Loads a Hugging Face folder: {@code config.json} and {@code model.safetensors} (F32, F16 or BF16; kept as F32).
   *
   * @param folder the model's folder, which {@link #save} reads the tokenizer files from
   * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
   * @throws dev.aftlab.activities.lm.MissingDeviceException when the device is not there
   * @throws DamagedModelException when a file breaks its format, or a tensor is missing or has another shape
   * @throws UnsupportedModelException when the model is of another family or variant
   */
  public static CausalModel load(Path folder, String device) {
    Engines.start();
    Device place = Engines.device(device);
    ModelConfig config = ModelConfig.read(folder);
    Path weights = folder.resolve(WEIGHTS);
    Path index = folder.resolve(WEIGHTS + ".index.json");
    if (!Files.exists(weights) && Files.exists(index)) {
      throw new UnsupportedModelException(index, "weight_map", "several files", "only a single " + WEIGHTS + " is read");
    }
    try (SafetensorsReader reader = SafetensorsReader.open(weights)) {
      checkTensors(weights, reader, config);
      CausalModel model = new CausalModel(folder, config, place);
      try {
        model.layouts.forEach(layout -> model.parameters.add(model.read(reader, layout)));
        return model;
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
    }
  }

  /** The model's shape. */
  public ModelConfig config() {
    return config;
  }

  /** The folder that the model was loaded from. */
  public Path folder() {
    return folder;
  }

  /** Number of weights; a tied output layer counts once. */
  public long parameterCount() {
    return parameters.stream().mapToLong(NDArray::size).sum();
  }

  /**
   * The weights, in the order that every script shares: 0 the embedding [vocabulary, hidden]; then for each layer i, from
   * 1 + 6i on: norm before attention [hidden], queries over keys over values [(heads + 2 keyHeads) · headSize, hidden],
   * attention output [hidden, heads · headSize], norm before the feed-forward layer [hidden], gate over up
   * [2 · intermediate, hidden], down [hidden, intermediate]; then the final norm [hidden]; then, when it is not tied, the
   * output layer [vocabulary, hidden]. They are changed in place by training and stay owned by the model.
   */
  public NDList parameters() {
    return new NDList(parameters);
  }

  /**
   * The rotary tables, each [maxPositions, headSize]: cosines, and sines with the first half of a row negated, so that
   * a rotated vector is x · cos + swap(x) · sin, where swap exchanges the halves.
   */
  public NDList rotaryTables() {
    return new NDList(rotaryTables);
  }

  /** The learner's script. */
  public ScriptModule script() {
    return script;
  }

  /** Owner of the weights; make sub-managers of it for each call. */
  public NDManager manager() {
    return manager;
  }

  /**
   * Writes a Hugging Face folder: {@code config.json}, {@code model.safetensors} in F32 under the usual names, and the
   * tokenizer files of the source folder byte for byte. The same weights give the same bytes.
   *
   * @param target made when missing; must hold none of these files yet
   */
  public void save(Path target) {
    try {
      Files.createDirectories(target);
      Files.write(target.resolve(ModelConfig.FILE), config.exported().getBytes(StandardCharsets.UTF_8),
          java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE);
      for (String name : COPIED) {
        if (Files.isRegularFile(folder.resolve(name))) {
          Files.copy(folder.resolve(name), target.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(target + ": cannot be written: " + e.getMessage(), e);
    }
    SafetensorsWriter.write(target.resolve(WEIGHTS), new TreeMap<>(Map.of("format", "pt")), exportedTensors());
  }

  /** Replaces the values of an array of this model's device, in place and exactly. */
  public void assign(NDArray target, float[] values) {
    try (NDManager scope = manager.newSubManager()) {
      script.call("assign", scope, new NDList(target), new NDList(scope.create(values, target.getShape())));
    }
  }

  @Override
  public void close() {
    script.close();
    manager.close();
  }

  private static void checkTensors(Path file, SafetensorsReader reader, ModelConfig config) {
    Set<String> known = new HashSet<>(Set.of("lm_head.weight"));
    for (ParameterLayout layout : ParameterLayout.of(config)) {
      for (ParameterLayout.Part part : layout.parts()) {
        List<Long> found = reader.tensor(part.name()).shape();
        if (!found.equals(layout.shape(part.rows()))) {
          throw new DamagedModelException(file, "tensor " + part.name(),
              "shape " + found + ", but " + ModelConfig.FILE + " makes it " + layout.shape(part.rows()));
        }
        known.add(part.name());
      }
    }
    for (String name : reader.tensors().keySet()) {
      if (!known.contains(name) && !name.endsWith("rotary_emb.inv_freq")) {
        throw new UnsupportedModelException(file, "tensor", name, "a Llama model has no such tensor");
      }
    }
  }

  private NDArray read(SafetensorsReader reader, ParameterLayout layout) {
    float[] values = new float[Math.toIntExact(layout.elements(layout.rows()))];
    int offset = 0;
    for (ParameterLayout.Part part : layout.parts()) {
      reader.copy(part.name(), values, offset);
      offset += (int) layout.elements(part.rows());
    }
    return own(values, new Shape(layout.shape(layout.rows())));
  }

  /** An array in the engine's own, aligned memory: one that is still backed by a Java buffer may give other bits. */
  private NDArray own(float[] values, Shape shape) {
    try (NDArray borrowed = manager.create(values, shape)) {
      NDArray array = borrowed.duplicate();
      array.attach(manager);
      return array;
    }
  }

  private NDList makeRotaryTables() {
    int[] positions = new int[config.maxPositions()];
    Arrays.setAll(positions, i -> i);
    int[] frequencies = new int[config.headSize() / 2];
    Arrays.setAll(frequencies, i -> i);
    try (NDArray p = manager.create(positions); NDArray f = manager.create(frequencies)) {
      return script.call("tables", manager, new NDList(p, f));
    }
  }

  private List<SafetensorsWriter.Tensor> exportedTensors() {
    List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < layouts.size(); i++) {
      ParameterLayout layout = layouts.get(i);
      NDArray array = parameters.get(i);
      int row = 0;
      for (ParameterLayout.Part part : layout.parts()) {
        int from = (int) layout.elements(row);
        int to = from + (int) layout.elements(part.rows());
        tensors.add(new SafetensorsWriter.Tensor(part.name(), layout.shape(part.rows()),
            () -> Arrays.copyOfRange(array.toFloatArray(), from, to)));
        row += part.rows();
      }
    }
    return tensors;
  }
}
