package dev.aftlab.activities.lm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.experiments.result.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The weights of a model folder: {@code model.safetensors}, or, when that is not there, the shards
 * that {@code model.safetensors.index.json} names. Opening checks every header and reads no
 * weights.
 */
public final class WeightFiles implements AutoCloseable {
  /** Name of the weights file in a model folder. */
  public static final String WEIGHTS = "model.safetensors";

  /** Name of the index of several files. */
  public static final String INDEX = WEIGHTS + ".index.json";

  /** Elements that are compared at a time. */
  private static final int PIECE = 1 << 20;

  private final Path first;
  private final List<SafetensorsReader> readers = new ArrayList<>();
  private final SortedMap<String, SafetensorsReader> owners = new TreeMap<>();

  private WeightFiles(Path first) {
    this.first = first;
  }

  /**
   * The files that hold a folder's weights, the index first if there is one.
   *
   * @throws DamagedModelException when there are none, or the index breaks its format or names a
   *     file that is not there
   */
  public static List<Path> of(Path folder) {
    Path single = folder.resolve(WEIGHTS);
    if (Files.isRegularFile(single)) {
      return List.of(single);
    }
    Path index = folder.resolve(INDEX);
    if (!Files.isRegularFile(index)) {
      throw new DamagedModelException(
          single,
          "file",
          "missing, and there is no " + INDEX + "; weights are read from safetensors files only");
    }
    List<Path> files = new ArrayList<>(List.of(index));
    new TreeSet<>(weightMap(index).values()).forEach(name -> files.add(folder.resolve(name)));
    return files;
  }

  /**
   * Opens a folder's weights.
   *
   * @throws DamagedModelException when a header breaks the format, or index and files disagree
   */
  public static WeightFiles open(Path folder) {
    List<Path> files = of(folder);
    boolean sharded = files.getFirst().endsWith(INDEX);
    WeightFiles weights = new WeightFiles(files.getFirst());
    try {
      for (Path file : sharded ? files.subList(1, files.size()) : files) {
        weights.add(file);
      }
      if (sharded) {
        weights.checkIndex(weightMap(files.getFirst()));
      }
      return weights;
    } catch (RuntimeException failure) {
      weights.close();
      throw failure;
    }
  }

  /** The file that messages name for all: the single one, or the index. */
  Path file() {
    return first;
  }

  /** All tensors by name. */
  public SortedMap<String, TensorEntry> tensors() {
    SortedMap<String, TensorEntry> tensors = new TreeMap<>();
    owners.forEach((name, reader) -> tensors.put(name, reader.tensor(name)));
    return tensors;
  }

  /** A tensor of the given name. */
  TensorEntry tensor(String name) {
    return owner(name).tensor(name);
  }

  /** As {@link SafetensorsReader#copy}. */
  void copy(String name, float[] target, int offset) {
    owner(name).copy(name, target, offset);
  }

  /** As {@link SafetensorsReader#requireFinite}. */
  void requireFinite(String name) {
    owner(name).requireFinite(name);
  }

  /**
   * Makes sure that two tensors of one shape hold the same numbers.
   *
   * @throws DamagedModelException at the first element that differs
   */
  void requireEqual(String name, String other, String why) {
    TensorEntry entry = tensor(name);
    TensorEntry second = tensor(other);
    if (!entry.shape().equals(second.shape())) {
      String shapes = "has the shape " + entry.shape() + ", " + other + " has " + second.shape();
      throw new DamagedModelException(owner(name).file(), "tensor " + name, shapes + "; " + why);
    }
    long elements = entry.elements();
    for (long begin = 0; begin < elements; begin += PIECE) {
      int count = (int) Math.min(PIECE, elements - begin);
      float[] values = owner(name).values(entry, begin, count);
      float[] others = owner(other).values(second, begin, count);
      int at = firstDifference(values, others);
      if (at >= 0) {
        String differ = "is " + values[at] + ", " + other + " has " + others[at] + " there";
        throw new DamagedModelException(
            owner(name).file(), "tensor " + name + entry.place(begin + at), differ + "; " + why);
      }
    }
  }

  private static int firstDifference(float[] values, float[] others) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != others[i]) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    readers.forEach(SafetensorsReader::close);
  }

  private SafetensorsReader owner(String name) {
    SafetensorsReader owner = owners.get(name);
    if (owner == null) {
      throw new DamagedModelException(first, "tensor " + name, "missing" + wrapped(name));
    }
    return owner;
  }

  /**
   * Wrappers put their own name before those of the model's tensors: DistributedDataParallel,
   * torch.compile, PEFT.
   */
  private String wrapped(String name) {
    return owners.keySet().stream()
        .filter(other -> other.endsWith("." + name))
        .sorted()
        .findFirst()
        .map(
            other ->
                ", but there is "
                    + other
                    + ": a wrapper was saved; save the model within it, or rename the tensors")
        .orElse("");
  }

  private void add(Path file) {
    SafetensorsReader reader = SafetensorsReader.open(file);
    readers.add(reader);
    for (String name : reader.tensors().keySet()) {
      if (owners.put(name, reader) != null) {
        throw new DamagedModelException(file, "tensor " + name, "is in another shard as well");
      }
    }
  }

  private void checkIndex(Map<String, String> map) {
    map.forEach(
        (name, file) -> {
          if (!owners.containsKey(name) || !owners.get(name).file().endsWith(file)) {
            throw new DamagedModelException(
                first, "weight_map." + name, "the file " + file + " has no such tensor");
          }
        });
  }

  private static Map<String, String> weightMap(Path index) {
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : read(index).properties()) {
      String file = entry.getValue().asText();
      if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors")) {
        throw new DamagedModelException(
            index,
            "weight_map." + entry.getKey(),
            entry.getValue() + " is not the name of a safetensors file");
      }
      if (!Files.isRegularFile(index.resolveSibling(file))) {
        throw new DamagedModelException(
            index, "weight_map." + entry.getKey(), "there is no file " + file);
      }
      map.put(entry.getKey(), file);
    }
    return map;
  }

  private static JsonNode read(Path index) {
    try {
      JsonNode map = Json.mapper().readTree(index.toFile()).path("weight_map");
      if (!map.isObject() || map.isEmpty()) {
        throw new DamagedModelException(
            index, "weight_map", "an object of tensor names and file names is expected");
      }
      return map;
    } catch (JsonProcessingException e) {
      throw new DamagedModelException(
          index, "line " + e.getLocation().getLineNr(), "not JSON: " + e.getOriginalMessage());
    } catch (CharConversionException e) {
      throw new DamagedModelException(index, "text", "not UTF-8: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(index + ": cannot be read", e);
    }
  }
}
