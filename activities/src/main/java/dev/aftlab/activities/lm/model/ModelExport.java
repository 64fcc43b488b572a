package dev.aftlab.activities.lm.model;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a model as a Hugging Face folder; weights over the size of a shard go into several files
 * with an index.
 */
final class ModelExport {
  private static final List<String> COPIED =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "generation_config.json",
          "added_tokens.json",
          "chat_template.jinja",
          "vocab.json",
          "merges.txt",
          "tokenizer.model");

  private final CausalModel model;
  private final long shardBytes;

  /**
   * @param shardBytes most bytes of weights in one file, unless a single tensor is larger
   */
  ModelExport(CausalModel model, long shardBytes) {
    this.model = model;
    this.shardBytes = shardBytes;
  }

  void write(Path target) {
    try {
      Files.createDirectories(target);
      create(target.resolve(ModelConfig.FILE), model.config().exported());
      for (String name : COPIED) {
        if (Files.isRegularFile(model.folder().resolve(name))) {
          Files.copy(model.folder().resolve(name), target.resolve(name));
        }
      }
      writeWeights(target);
    } catch (IOException e) {
      throw new UncheckedIOException(target + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private void writeWeights(Path target) throws IOException {
    List<List<SafetensorsWriter.Tensor>> shards = shards();
    if (shards.size() == 1) {
      write(target.resolve(WeightFiles.WEIGHTS), shards.getFirst());
      return;
    }
    ObjectNode index = Json.mapper().createObjectNode();
    index
        .putObject("metadata")
        .put(
            "total_size",
            shards.stream().flatMap(List::stream).mapToLong(SafetensorsWriter.Tensor::bytes).sum());
    ObjectNode map = index.putObject("weight_map");
    for (int i = 0; i < shards.size(); i++) {
      String name =
          String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
      write(target.resolve(name), shards.get(i));
      shards.get(i).forEach(tensor -> map.put(tensor.name(), name));
    }
    create(target.resolve(WeightFiles.INDEX), Json.pretty(index) + "\n");
  }

  private static void write(Path file, List<SafetensorsWriter.Tensor> tensors) {
    SafetensorsWriter.write(file, new TreeMap<>(Map.of("format", "pt")), tensors);
  }

  private static void create(Path file, String text) throws IOException {
    Files.write(
        file,
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
  }

  private List<List<SafetensorsWriter.Tensor>> shards() {
    List<List<SafetensorsWriter.Tensor>> shards = new ArrayList<>(List.of(new ArrayList<>()));
    long filled = 0;
    for (SafetensorsWriter.Tensor tensor : tensors()) {
      if (filled > 0 && filled + tensor.bytes() > shardBytes) {
        shards.add(new ArrayList<>());
        filled = 0;
      }
      shards.getLast().add(tensor);
      filled += tensor.bytes();
    }
    return shards;
  }

  private List<SafetensorsWriter.Tensor> tensors() {
    List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
    List<ParameterLayout> layouts = ParameterLayout.of(model.config());
    for (int i = 0; i < layouts.size(); i++) {
      ParameterLayout layout = layouts.get(i);
      NDArray array = model.parameters().get(i);
      int row = 0;
      for (ParameterLayout.Part part : layout.parts()) {
        int from = (int) layout.elements(row);
        int to = from + (int) layout.elements(part.rows());
        tensors.add(
            new SafetensorsWriter.Tensor(
                part.name(),
                layout.shape(part.rows()),
                () -> Arrays.copyOfRange(array.toFloatArray(), from, to)));
        row += part.rows();
      }
    }
    return tensors;
  }
}
