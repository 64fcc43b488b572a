package dev.aftlab.activities.dataset.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.reader.DataFolder;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands where a data file should be, and would hang or never end if it were opened. */
final class SpecialFilesTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir private Path temporary;
  private DataFolder folder;

  @BeforeEach
  void folder() {
    folder = new DataFolder(temporary);
  }

  private void requireRefused(String type, String name, String told) {
    String yaml = "{type: " + type + ", file: " + name + "}";
    assertTimeoutPreemptively(AT_ONCE, () -> assertEquals(name + ": " + told, folder.fault(yaml)));
    DatasetException digested =
        assertTimeoutPreemptively(
            AT_ONCE, () -> assertThrows(DatasetException.class, () -> folder.digest(yaml)));
    assertTrue(digested.getMessage().endsWith(told), digested.getMessage());
  }

  private static void makePipe(Path path) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
  }

  @Test
  void pipe_isNeverOpened() throws IOException, InterruptedException {
    makePipe(temporary.resolve("q.jsonl"));
    for (String type : new String[] {"jsonl", "gsm8k", "aqua", "mmlu", "svamp", "arc", "math"}) {
      requireRefused(
          type,
          "q.jsonl",
          "this is a named pipe (FIFO), not a file; write what it gives into a file and name that");
    }
  }

  @Test
  void pipe_inAFolderOfFiles_isNeverOpened() throws IOException, InterruptedException {
    Files.createDirectories(temporary.resolve("m"));
    makePipe(temporary.resolve("m/law_test.csv"));
    assertTimeoutPreemptively(
        AT_ONCE,
        () ->
            assertTrue(
                folder
                    .fault("{type: mmlu, file: m}")
                    .startsWith("m/law_test.csv: this is a named pipe")));
  }

  @Test
  void pipe_givenToACommandThatReadsLines_isNeverOpened() throws IOException, InterruptedException {
    makePipe(temporary.resolve("in.jsonl"));
    RecordLines lines = RecordLines.ofFile(temporary.resolve("in.jsonl"));
    DatasetException fault =
        assertTimeoutPreemptively(
            AT_ONCE,
            () ->
                assertThrows(DatasetException.class, () -> lines.each((fields, characters) -> {})));
    assertTrue(fault.getMessage().contains("this is a named pipe (FIFO)"), fault.getMessage());
  }

  @Test
  void linkToAnEndlessDevice_isNeverOpened() throws IOException {
    Files.createSymbolicLink(temporary.resolve("q.jsonl"), Path.of("/dev/zero"));
    requireRefused(
        "jsonl",
        "q.jsonl",
        "this is a device, not a file; write what it gives into a file and name that");
  }

  @Test
  void socket_isNeverOpened() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(temporary.resolve("q.jsonl")));
      requireRefused(
          "jsonl",
          "q.jsonl",
          "this is a socket, not a file; write what it gives into a file and name that");
    }
  }

  @Test
  void folder_isRefused() throws IOException {
    Files.createDirectories(temporary.resolve("q.jsonl"));
    requireRefused("jsonl", "q.jsonl", "this is a folder; name a file in it");
  }

  @Test
  void linksThatLeadToNothing_areRefused() throws IOException {
    Files.createSymbolicLink(temporary.resolve("q.jsonl"), temporary.resolve("gone"));
    requireRefused("jsonl", "q.jsonl", "this is a broken link; remove it, or provide its target");
    Files.createSymbolicLink(temporary.resolve("loop"), temporary.resolve("loop"));
    requireRefused("jsonl", "loop", "this is a broken link; remove it, or provide its target");
  }
}
