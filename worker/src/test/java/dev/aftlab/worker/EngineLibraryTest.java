package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Native libraries that do not load end every command that computes with one message. Runs a
 * separate process, since a process cannot load another library.
 */
@Tag("slow")
final class EngineLibraryTest {
  @TempDir private Path folder;

  private String refused(Map<String, String> environment, String... words) throws Exception {
    try (AftProcess process = AftProcess.start(folder.resolve("home"), environment, words)) {
      assertEquals(ExitCodes.BAD_INPUT, process.await(), process.output());
      String output = process.output();
      assertFalse(output.contains("\tat ") || output.contains("this is a bug"), output);
      assertEquals(1, output.lines().filter(line -> line.startsWith("aft: ")).count(), output);
      return output;
    }
  }

  private Path questions() throws IOException {
    return Files.writeString(
        folder.resolve("q.jsonl"), "{\"question\": \"1+1\", \"completion\": \"2\"}\n");
  }

  @Test
  void engine_withAnInvalidLibrary_isNamedWithTheVariable() throws Exception {
    Path garbage = Files.createDirectories(folder.resolve("garbage"));
    for (String library :
        new String[] {"libtorch.so", "libtorch_cpu.so", "libc10.so", "libdjl_torch.so"}) {
      Files.writeString(garbage.resolve(library), "no library");
    }
    for (String command : new String[] {"generate", "score"}) {
      String said =
          refused(
              Map.of("PYTORCH_LIBRARY_PATH", garbage.toString()),
              command,
              "--model",
              "catalog:miniature",
              questions().toString());
      assertTrue(said.contains("aft: the PyTorch library does not load: "), said);
      assertTrue(said.contains("PYTORCH_LIBRARY_PATH is '" + garbage + "': unset it"), said);
    }
  }

  @Test
  void tokenizers_withAnInvalidLibrary_areNamedWithTheVariable() throws Exception {
    Path garbage = Files.createDirectories(folder.resolve("garbage"));
    String said =
        refused(
            Map.of("RUST_LIBRARY_PATH", garbage.toString()),
            "score",
            "--model",
            "catalog:miniature",
            questions().toString());
    assertTrue(said.contains("aft: the tokenizers library does not load: "), said);
    assertTrue(said.contains("RUST_LIBRARY_PATH is '" + garbage + "': unset it"), said);
  }

  @Test
  void engine_whoseFolderCannotBeCreated_isNamedWithTheVariable() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    String said =
        refused(
            Map.of("DJL_CACHE_DIR", file.toString()),
            "score",
            "--model",
            "catalog:miniature",
            questions().toString());
    assertTrue(said.contains("library does not load: "), said);
    assertTrue(said.contains(file.toString()), said);
    assertTrue(said.contains("DJL_CACHE_DIR"), said);
  }
}
