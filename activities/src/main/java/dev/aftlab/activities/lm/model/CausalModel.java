package dev.aftlab.activities.lm.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import java.nio.file.Path;
import java.util.List;

/**
 * A causal language model of the Llama family: its weights as 32-bit arrays on one device, and the
 * script that computes with them. One model per slot; not safe for concurrent use.
 */
public final class CausalModel implements AutoCloseable {
  /** Most bytes of weights in one file of an export, as others write them. */
  private static final long SHARD_BYTES = 5_000_000_000L;

  private final Path folder;
  private final ModelConfig config;
  private final List<ParameterLayout> layouts;
  private final NDManager manager;
  private final ScriptModule script;
  private final NDList parameters = new NDList();
  private final RotaryTables rotaryTables;

  private CausalModel(Path folder, ModelConfig config, Device device) {
    this.folder = folder;
    this.config = config;
    this.layouts = ParameterLayout.of(config);
    this.manager = NDManager.newBaseManager(device, "PyTorch");
    this.script =
        ScriptModule.load(
            "Learner",
            ScriptModule.withConstants(
                ScriptModule.resource(CausalModel.class, "learner.torchscript"),
                config.scriptConstants()),
            device);
    this.rotaryTables = new RotaryTables(config, script, manager);
  }

  /**
   * Loads a Hugging Face folder: {@code config.json} and the weights in one or several safetensors
   * files (F32, F16 or BF16; kept as F32).
   *
   * @param folder the model's folder, which {@link #save} reads the tokenizer files from
   * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
   * @throws dev.aftlab.activities.lm.MissingDeviceException when the device is not there
   * @throws DamagedModelException when a file breaks its format, or a tensor is missing or has
   *     another shape
   * @throws UnsupportedModelException when the model is of another family or variant
   */
  public static CausalModel load(Path folder, String device) {
    Engines.start();
    Device place = Engines.device(device);
    ModelConfig config = ModelConfig.read(folder);
    try (WeightFiles weights = WeightFiles.open(folder)) {
      ModelCheck.requireTensors(weights, config);
      ModelCheck.requireFinite(weights, config);
      CausalModel model = new CausalModel(folder, config, place);
      try {
        model.layouts.forEach(layout -> model.parameters.add(model.read(weights, layout)));
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
   * The weights, in the order that every script shares: 0 the embedding [vocabulary, hidden]; then
   * for each layer i, from 1 + 6i on: norm before attention [hidden], queries over keys over values
   * [(heads + 2 keyHeads) · headSize, hidden], attention output [hidden, heads · headSize], norm
   * before the feed-forward layer [hidden], gate over up [2 · intermediate, hidden], down [hidden,
   * intermediate], and where the model has them the biases of queries over keys over values [(heads
   * + 2 keyHeads) · headSize] and of the attention output [hidden], which makes up to eight a
   * layer; then the final norm [hidden]; then, when it is not tied, the output layer [vocabulary,
   * hidden]. They are changed in place by training and stay owned by the model.
   */
  public NDList parameters() {
    return new NDList(parameters);
  }

  /**
   * The rotary tables, each [at least {@code positions}, headSize]: cosines, and sines with the
   * first half of a row negated, so that a rotated vector is x · cos + swap(x) · sin, where swap
   * exchanges the halves.
   *
   * @param positions at most the model's
   */
  public NDList rotaryTables(int positions) {
    return rotaryTables.rows(positions);
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
   * Writes a Hugging Face folder: {@code config.json}, the weights in F32 under the usual names (in
   * several files with an index when they are over 5 GB), and the tokenizer and generation files of
   * the source folder byte for byte. The same weights give the same bytes.
   *
   * @param target made when missing; must hold none of these files yet
   */
  public void save(Path target) {
    save(target, SHARD_BYTES);
  }

  /** As {@link #save(Path)}, with another bound of a file's weights in bytes. */
  void save(Path target, long shardBytes) {
    new ModelExport(this, shardBytes).write(target);
  }

  /** Replaces the values of an array of this model's device, in place and exactly. */
  public void assign(NDArray target, float[] values) {
    try (NDManager scope = manager.newSubManager()) {
      script.call(
          "assign", scope, new NDList(target), new NDList(scope.create(values, target.getShape())));
    }
  }

  @Override
  public void close() {
    script.close();
    manager.close();
  }

  private NDArray read(WeightFiles reader, ParameterLayout layout) {
    float[] values = new float[Math.toIntExact(layout.elements(layout.rows()))];
    int offset = 0;
    for (ParameterLayout.Part part : layout.parts()) {
      reader.copy(part.name(), values, offset);
      offset += (int) layout.elements(part.rows());
    }
    return own(values, new Shape(layout.shape(layout.rows())));
  }

  /**
   * An array in the engine's own, aligned memory: one that is still backed by a Java buffer may
   * give other bits.
   */
  private NDArray own(float[] values, Shape shape) {
    try (NDArray borrowed = manager.create(values, shape)) {
      NDArray array = borrowed.duplicate();
      array.attach(manager);
      return array;
    }
  }
}
