package dev.aftlab.activities.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.lm.LfsPointer;
import dev.aftlab.activities.lm.model.ModelConfig;
import dev.aftlab.activities.lm.model.WeightFiles;
import dev.aftlab.activities.lm.token.Tokenizer;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a folder holds a model in the layout that is read: {@code config.json}, weights in
 * safetensors files, {@code tokenizer.json}. A model in another layout is reported by name, with
 * the call that converts it. A new layout gets a line in {@link #LAYOUTS}.
 */
final class ModelFolder {
  private static final String ADAPTER = "adapter_config.json";
  private static final String CONVERTED = "save_pretrained('CONVERTED')";
  private static final String LOADED =
      "python -c \"from transformers import AutoModelForCausalLM as M; M.from_pretrained('";

  /**
   * Weights in another layout.
   *
   * @param glob the name of a file that identifies it
   * @param words what it is
   * @param remedy what to do; {@code DIR} and {@code FILE} are placeholders for folder and file
   */
  private record Layout(String glob, String words, String remedy) {}

  /** The first one found is reported. */
  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout(
              "*.safetensors.index.json",
              "an index of another name",
              "name it " + WeightFiles.INDEX),
          new Layout(
              "*.gguf",
              "weights for llama.cpp (GGUF)",
              "use the model that it was made from, or convert it: "
                  + LOADED
                  + "DIR', gguf_file='FILE')."
                  + CONVERTED
                  + "\", and likewise its AutoTokenizer"),
          new Layout(
              "openvino_model.*", "a model for OpenVINO", "use the model that it was made from"),
          new Layout(
              "*.npz",
              "weights as NumPy arrays, as of MLX",
              "use the model that they were made from"),
          new Layout(
              "zero_to_fp32.py",
              "a checkpoint of DeepSpeed in its own layout",
              "gather it: python 'DIR/zero_to_fp32.py' 'DIR' CONVERTED --safe_serialization, and"
                  + " add config.json and the tokenizer's files"),
          new Layout(
              "*{.distcp,_fsdp_[0-9]*}",
              "a checkpoint of PyTorch in parts (FSDP)",
              "gather it: accelerate merge-weights 'DIR/FILE' CONVERTED"),
          new Layout(
              "consolidated*",
              "weights in the layout of their publisher (params.json, consolidated)",
              "use the model in the Hugging Face layout, or convert it with the script"
                  + " convert_llama_weights_to_hf.py of transformers"),
          new Layout(
              "pytorch_model*.bin",
              "weights as PyTorch pickles",
              "convert them: " + LOADED + "DIR')." + CONVERTED + "\""),
          new Layout(
              "tf_model*.h5",
              "weights for TensorFlow",
              "convert them with transformers 4: "
                  + LOADED
                  + "DIR', from_tf=True)."
                  + CONVERTED
                  + "\""),
          new Layout(
              "flax_model*.msgpack",
              "weights for Flax",
              "convert them with transformers 4: "
                  + LOADED
                  + "DIR', from_flax=True)."
                  + CONVERTED
                  + "\""),
          new Layout("*.onnx", "a model for ONNX", "use the model that it was made from"),
          new Layout(
              "*.{bin,pt,pth,ckpt}",
              "weights as PyTorch pickles",
              "use the model in the Hugging Face layout, or convert it where transformers loads"
                  + " it: "
                  + LOADED
                  + "DIR')."
                  + CONVERTED
                  + "\""),
          new Layout(
              "model-*-of-*.safetensors",
              "shards without their index",
              "add " + WeightFiles.INDEX + ", which says which tensor is in which file"),
          new Layout(
              "*.safetensors",
              "a safetensors file of another name",
              "where it holds the whole model, name it " + WeightFiles.WEIGHTS));

  private static final long LARGEST_POINTER = 1_024;
  private static final int FOLDERS_NAMED = 8;

  /** Names of files that a model may be read from. */
  private static final Pattern READ = Pattern.compile(".*\\.(json|safetensors|jinja)");

  private final Path folder;

  private ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The same folder, after a check that it is a model's.
   *
   * @throws UnusableInputException when a file is missing, is not a regular file, or is a pointer
   *     to one that was not fetched
   */
  static Path require(Path folder) {
    try {
      new ModelFolder(folder).check();
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(folder + " cannot be read", failure);
    }
  }

  /** What is at a path where a folder is expected. */
  static UnusableInputException notAFolder(Path path) {
    return new UnusableInputException(
        path
            + " is a file; name the folder that holds config.json, model.safetensors and"
            + " tokenizer.json"
            + (path.toString().endsWith(".gguf")
                ? ". Weights for llama.cpp (GGUF) are not read: use the model that they were made"
                    + " from"
                : ""));
  }

  private void check() throws IOException {
    List<Path> files = files();
    if (files.isEmpty()) {
      throw refused("is empty; a model's has config.json, model.safetensors and tokenizer.json");
    }
    for (Path file : files) {
      regular(file);
    }
    if (Files.exists(folder.resolve(ADAPTER))) {
      throw refused(adapter());
    }
    if (!Files.isRegularFile(folder.resolve(WeightFiles.INDEX))) {
      regular(WeightFiles.WEIGHTS, otherWeights());
    }
    regular(ModelConfig.FILE, Optional.empty());
    regular(Tokenizer.FILE, otherTokenizer());
    for (Path file : files) {
      if (Files.isRegularFile(file) && Files.size(file) < LARGEST_POINTER && LfsPointer.is(file)) {
        throw new UnusableInputException(file + " " + LfsPointer.remedy(folder));
      }
    }
  }

  private void regular(String name, Optional<String> instead) {
    if (!Files.exists(folder.resolve(name))) {
      throw refused("has no file " + name + instead.map(words -> ", but " + words).orElse(""));
    }
  }

  /** Every file in the folder that may be read must be a regular file. */
  private static void regular(Path file) {
    String name = file.getFileName().toString();
    if (!READ.matcher(name).matches() || Files.isRegularFile(file)) {
      return;
    }
    throw new UnusableInputException(
        Files.isSymbolicLink(file) && !Files.exists(file)
            ? file + " is a broken link; fetch the file that it points to"
            : file
                + " is not a regular file; a model is read from files alone, not from folders,"
                + " pipes or devices");
  }

  private UnusableInputException refused(String words) {
    return new UnusableInputException("the folder " + folder + " " + words);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private Optional<String> otherWeights() throws IOException {
    for (Layout layout : LAYOUTS) {
      for (Path file : files()) {
        Path name = file.getFileName();
        if (file.getFileSystem().getPathMatcher("glob:" + layout.glob()).matches(name)) {
          String remedy =
              layout.remedy().replace("DIR", folder.toString()).replace("FILE", name.toString());
          return Optional.of(name + ": " + layout.words() + "; " + remedy);
        }
      }
    }
    return models().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "folders that have: name the one that is meant, " + String.join(" or ", models()));
  }

  /**
   * Folders in this one that hold weights themselves: checkpoints of a training, revisions in a
   * cache.
   */
  private List<String> models() throws IOException {
    try (Stream<Path> all = Files.walk(folder, 2)) {
      return all.filter(inner -> !inner.equals(folder) && holdsWeights(inner))
          .map(Path::toString)
          .sorted()
          .limit(FOLDERS_NAMED)
          .toList();
    }
  }

  private static boolean holdsWeights(Path inner) {
    return Files.exists(inner.resolve(WeightFiles.WEIGHTS))
        || Files.exists(inner.resolve(WeightFiles.INDEX));
  }

  private String adapter() throws IOException {
    String whole =
        Files.exists(folder.resolve(WeightFiles.WEIGHTS))
            ? "a model and an adapter for one ("
            : "an adapter (";
    String convert =
        "python -c \"from peft import AutoPeftModelForCausalLM as M; M.from_pretrained('"
            + folder
            + "').merge_and_unload()."
            + CONVERTED
            + "\"";
    return "holds "
        + whole
        + ADAPTER
        + ")"
        + base().map(base -> " of " + base).orElse("")
        + ", which is not read; merge it into its model: "
        + convert
        + ", and add the tokenizer's files";
  }

  private Optional<String> base() throws IOException {
    try {
      JsonNode base =
          Json.mapper()
              .readTree(Files.readAllBytes(folder.resolve(ADAPTER)))
              .path("base_model_name_or_path");
      return Optional.of(base.asText("")).filter(name -> !name.isBlank());
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  private Optional<String> otherTokenizer() {
    String convert =
        "; convert it: python -c \"from transformers import AutoTokenizer as T; T.from_pretrained('"
            + folder
            + "').save_pretrained('"
            + folder
            + "')\"";
    if (Files.exists(folder.resolve("tokenizer.model"))) {
      return Optional.of("tokenizer.model: a tokenizer of SentencePiece" + convert);
    }
    if (Files.exists(folder.resolve("vocab.json")) && Files.exists(folder.resolve("merges.txt"))) {
      return Optional.of("vocab.json and merges.txt: an older layout" + convert);
    }
    return Files.exists(folder.resolve("vocab.txt"))
        ? Optional.of("vocab.txt: an older layout" + convert)
        : Optional.empty();
  }
}
