package dev.aftlab.activities.lm.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.SafetensorsReader;
import dev.aftlab.activities.lm.model.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A training on disk: one safetensors file of weights and moments in F32, with the step number in
 * its header.
 */
final class TrainingState {
  private static final String FILE = "training.safetensors";

  private TrainingState() {}

  static void save(Path folder, CausalModel model, AdamW optimizer, int nextStep, int totalSteps) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be made", e);
    }
    List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
    add(tensors, "parameter", model.parameters());
    add(tensors, "first", optimizer.first());
    add(tensors, "second", optimizer.second());
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("nextStep", Integer.toString(nextStep));
    metadata.put("totalSteps", Integer.toString(totalSteps));
    SafetensorsWriter.write(folder.resolve(FILE), metadata, tensors);
  }

  static int restore(Path folder, CausalModel model, AdamW optimizer, int totalSteps) {
    Path file = folder.resolve(FILE);
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      int total = number(file, reader, "totalSteps");
      int next = number(file, reader, "nextStep");
      if (total != totalSteps || next > total) {
        throw new DamagedModelException(
            file,
            "nextStep",
            next + " of " + total + ", but this training has " + totalSteps + " steps");
      }
      for (String kind : List.of("parameter", "first", "second")) {
        check(file, reader, kind, model.parameters());
      }
      read(reader, model, "parameter", model.parameters());
      read(reader, model, "first", optimizer.first());
      read(reader, model, "second", optimizer.second());
      return next;
    }
  }

  private static void add(List<SafetensorsWriter.Tensor> tensors, String kind, NDList arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      NDArray array = arrays.get(i);
      tensors.add(new SafetensorsWriter.Tensor(kind + "." + i, shape(array), array::toFloatArray));
    }
  }

  private static int number(Path file, SafetensorsReader reader, String key) {
    String text = reader.metadata().getOrDefault(key, "missing");
    if (!text.matches("\\d{1,9}")) {
      throw new DamagedModelException(
          file, "__metadata__." + key, text + "; a whole number is expected");
    }
    return Integer.parseInt(text);
  }

  private static void check(Path file, SafetensorsReader reader, String kind, NDList arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      List<Long> found = reader.tensor(kind + "." + i).shape();
      if (!found.equals(shape(arrays.get(i)))) {
        throw new DamagedModelException(
            file,
            "tensor " + kind + "." + i,
            "shape " + found + ", but the model's is " + shape(arrays.get(i)));
      }
    }
  }

  private static void read(
      SafetensorsReader reader, CausalModel model, String kind, NDList arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      float[] values = new float[Math.toIntExact(arrays.get(i).size())];
      reader.copy(kind + "." + i, values, 0);
      model.assign(arrays.get(i), values);
    }
  }

  private static List<Long> shape(NDArray array) {
    return Arrays.stream(array.getShape().getShape()).boxed().toList();
  }
}
