package dev.aftlab.activities.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.lm.MiniatureModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that hold a model in another layout, or none, are named as what they are. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ModelFolderTest {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\n"
          + "oid sha256:4665a5ea423c2713d436b5ee50593a9640e0018c1550b5a0002f74190d6caea8\n"
          + "size 162520\n";

  @TempDir Path folder;

  private String refused() {
    return assertThrows(
            UnusableInputException.class, () -> BaseModels.given(folder, Optional.empty()))
        .getMessage();
  }

  private void model() throws IOException {
    try (Stream<Path> files = Files.list(MiniatureModel.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private void refused(String... words) {
    String message = refused();
    Stream.of(words).forEach(word -> assertTrue(message.contains(word), message));
  }

  @Test
  void folder_ofAModel_isTaken() throws IOException {
    model();
    assertEquals(folder, BaseModels.given(folder, Optional.empty()));
  }

  @Test
  void folder_thatIsEmpty_isSaidToBe() {
    refused("the folder " + folder + " is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pytorch_model.bin | weights as PyTorch pickles; convert them: python -c",
        "pytorch_model-00001-of-00002.bin | weights as PyTorch pickles; convert them: python -c",
        "smollm2.Q4_K_M.gguf | weights for llama.cpp (GGUF); use the model that it was made from,"
            + " or convert it",
        "tf_model.h5 | weights for TensorFlow",
        "flax_model.msgpack | weights for Flax",
        "model.onnx | a model for ONNX",
        "consolidated.safetensors | layout of their publisher",
        "consolidated.00.pth | convert_llama_weights_to_hf.py",
        "weights.pt | PyTorch pickles",
        "model-00001-of-00002.safetensors | shards without their index; add"
            + " model.safetensors.index.json",
        "model.fp16.safetensors | a safetensors file of another name; where it holds the whole"
            + " model, name it model.safetensors"
      })
  void folder_withWeightsInAnotherLayout_isNamedWithWhatToDo(String file, String words)
      throws IOException {
    model();
    Files.delete(folder.resolve("model.safetensors"));
    Files.writeString(folder.resolve(file), "x".repeat(2_000));
    refused("the folder " + folder + " has no file model.safetensors, but " + file + ": ", words);
  }

  @Test
  void gguf_conversion_namesFolderAndFile() throws IOException {
    Files.writeString(folder.resolve("a.gguf"), "GGUF");
    refused("M.from_pretrained('" + folder + "', gguf_file='a.gguf').save_pretrained('CONVERTED')");
  }

  @Test
  void folder_withAnAdapterAlone_isNamedWithItsModel() throws IOException {
    Files.writeString(
        folder.resolve("adapter_config.json"),
        "{\"base_model_name_or_path\": \"meta-llama/Llama-2-7b-hf\", \"peft_type\": \"LORA\"}");
    Files.writeString(folder.resolve("adapter_model.safetensors"), "x");
    refused(
        "holds an adapter (adapter_config.json) of meta-llama/Llama-2-7b-hf",
        "AutoPeftModelForCausalLM",
        "merge_and_unload()");
  }

  @Test
  void folder_withAModelAndAnAdapter_isRefused() throws IOException {
    model();
    Files.writeString(folder.resolve("adapter_config.json"), "{not JSON");
    refused("holds a model and an adapter for one (adapter_config.json), which is not read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"model.safetensors", "tokenizer.json", "config.json", "tokenizer_config.json"})
  void file_thatGitLfsHasNotFetched_isNamed(String file) throws IOException {
    model();
    Files.writeString(folder.resolve(file), POINTER);
    refused(
        folder.resolve(file)
            + " is a Git LFS pointer and not the file itself; fetch it with: git -C '"
            + folder
            + "' lfs pull");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokenizer.model | a tokenizer of SentencePiece; convert it: python -c",
        "vocab.txt | an older layout; convert it"
      })
  void folder_withAnotherTokenizer_isNamedWithWhatToDo(String file, String words)
      throws IOException {
    model();
    Files.delete(folder.resolve("tokenizer.json"));
    Files.writeString(folder.resolve(file), "x");
    refused("has no file tokenizer.json, but " + file + ": " + words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "tokenizer.json", "config.json"})
  void file_thatIsADevice_isRefusedAtOnce(String file) throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/zero")), "skipped: no /dev/zero");
    model();
    Files.delete(folder.resolve(file));
    Files.createSymbolicLink(folder.resolve(file), Path.of("/dev/zero"));
    refused(folder.resolve(file) + " is not a regular file");
    Files.delete(folder.resolve(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.safetensors",
        "tokenizer.json",
        "config.json",
        "generation_config.json",
        "tokenizer_config.json",
        "adapter_config.json"
      })
  void file_thatIsAPipe_isRefusedAtOnce(String file) throws Exception {
    model();
    Files.deleteIfExists(folder.resolve(file));
    pipe(folder.resolve(file));
    refused(folder.resolve(file) + " is not a regular file");
  }

  private static void pipe(Path path) throws Exception {
    Process made = new ProcessBuilder("mkfifo", path.toString()).start();
    Assumptions.assumeTrue(
        made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0, "skipped: no mkfifo");
  }

  @Test
  void file_thatIsALinkToNothing_isNamed() throws IOException {
    model();
    Files.delete(folder.resolve("model.safetensors"));
    Files.createSymbolicLink(folder.resolve("model.safetensors"), Path.of("../blobs/missing"));
    refused("model.safetensors is a broken link");
  }

  @Test
  void file_inPlaceOfAFolder_isNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("a.gguf"), "GGUF");
    String message =
        assertThrows(UnusableInputException.class, () -> BaseModels.given(file, Optional.empty()))
            .getMessage();
    assertEquals(
        file
            + " is a file; name the folder that holds config.json, model.safetensors and"
            + " tokenizer.json. Weights for llama.cpp (GGUF) are not read: use the model that"
            + " they were made from",
        message);
  }

  @Test
  void folder_withoutModelFiles_reportsTheFirstMissingFile() throws IOException {
    Files.writeString(folder.resolve("README.md"), "x");
    assertEquals("the folder " + folder + " has no file model.safetensors", refused());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openvino_model.bin | a model for OpenVINO; use the model that it was made from",
        "weights.npz | weights as NumPy arrays, as of MLX; use the model",
        "zero_to_fp32.py | a checkpoint of DeepSpeed in its own layout; gather it: python",
        "pytorch_model_fsdp_0 | a checkpoint of PyTorch in parts (FSDP); gather it: accelerate"
            + " merge-weights"
      })
  void folder_ofAnotherProgram_isNamedWithWhatToDo(String file, String words) throws IOException {
    Files.createFile(folder.resolve(file));
    refused("has no file model.safetensors, but " + file + ": " + words);
  }

  @Test
  void folder_aboveModels_namesThem() throws IOException {
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint-500"));
    Path revision = Files.createDirectories(folder.resolve("snapshots").resolve("abc"));
    Files.createFile(checkpoint.resolve("model.safetensors"));
    Files.createFile(revision.resolve("model.safetensors.index.json"));
    refused(
        "has no file model.safetensors, but folders that have: name the one that is meant, "
            + checkpoint
            + " or "
            + revision);
  }
}
