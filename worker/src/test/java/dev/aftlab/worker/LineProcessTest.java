package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.cli.ExitCodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on JSON lines in separate processes, as parts of a pipe. */
class LineProcessTest {
  private static final String LINE = "{\"completion\":\"7\",\"gold\":\"7\"}\n";

  @TempDir private Path folder;

  private Process start(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.aftlab.worker.Main"));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
    builder.environment().put("AFT_HOME", folder.toString());
    return builder.start();
  }

  private void assertEndsQuietly(int code, Process process) throws Exception {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
    assertEquals("", Files.readString(folder.resolve("err")));
    assertEquals(code, process.exitValue());
  }

  @Test
  void reader_thatClosesThePipe_endsTheCommandSilently() throws Exception {
    Path many = Files.writeString(folder.resolve("many.jsonl"), LINE.repeat(100_000));
    Process process = start("label", "--extractor", "numeric", many.toString());
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertEquals(
          LINE.strip().replace("}", ",\"extracted\":\"7\",\"correct\":true}"), out.readLine());
    }
    assertEndsQuietly(ExitCodes.DONE, process);
  }

  @Test
  void interrupt_whileWaitingForInput_endsTheCommandQuietly() throws Exception {
    Process process = start("label", "--extractor", "numeric");
    process.getOutputStream().write(LINE.repeat(256).getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    // A window's lines come back: from here on the command waits for more.
    assertTrue(
        process.inputReader(StandardCharsets.UTF_8).readLine().endsWith("\"correct\":true}"));
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertEndsQuietly(ExitCodes.INTERRUPTED, process);
  }
}
