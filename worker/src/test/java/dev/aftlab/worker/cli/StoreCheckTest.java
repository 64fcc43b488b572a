package dev.aftlab.worker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of all commands where the state cannot be used. */
class StoreCheckTest {
  @TempDir private Path folder;

  static Stream<List<String>> commands() {
    return Stream.of(
        List.of("run", "quickstart"),
        List.of("plan", "quickstart"),
        List.of("report"),
        List.of("track"),
        List.of("ls"),
        List.of("status"),
        List.of("watch"),
        List.of("pause", "x"),
        List.of("resume", "x"),
        List.of("stop", "x"),
        List.of("retries", "x", "9"),
        List.of("checkpoint", "x"),
        List.of("catalog"),
        List.of("data", "arithmetic:", "--set", "split=test", "--set", "count=1"),
        List.of("data", "fetch"),
        List.of("label", "--extractor", "numeric"),
        List.of("prompt", "--model", "x"),
        List.of("generate", "--model", "x"),
        List.of("score", "--model", "x"),
        List.of("export", "0123abcd", "x"),
        List.of("worker"));
  }

  private Shell.Said aft(Map<String, String> environment, List<String> words) {
    return new Shell(folder).aft(environment, words.toArray(String[]::new));
  }

  private void refused(Map<String, String> environment, List<String> words, String told) {
    Shell.Said said = aft(environment, words);
    assertEquals(ExitCodes.BAD_INPUT, said.code(), () -> words + " said " + said);
    assertEquals("aft: " + told + "\n", said.err());
    assertEquals("", said.out());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_withAFileAsHome_isBadInput(List<String> words) throws IOException {
    Path file = Files.createFile(folder.resolve("home"));
    String told =
        file
            + " cannot be used: "
            + file
            + " is a file, not a folder; fix this or set another folder with AFT_HOME";
    refused(Map.of("AFT_HOME", "home"), words, "AFT_HOME is 'home', but " + told);
  }

  @Test
  void home_belowAFile_isRefusedByTheFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String told =
        file.resolve("home")
            + " cannot be used: "
            + file
            + " is a file, not a folder; fix this or set another folder with AFT_HOME";
    refused(Map.of("AFT_HOME", "file/home"), List.of("ls"), "AFT_HOME is 'file/home', but " + told);
  }

  @Test
  void home_thatIsALinkToNothing_isRefusedWithItsTarget() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve(".aft"), Path.of("/nowhere/at/all"));
    String fault = link + " is a link to /nowhere/at/all, which does not exist";
    refused(
        Map.of(),
        List.of("ls"),
        link + " cannot be used: " + fault + "; fix this or set another folder with AFT_HOME");
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs", "store", "logs", "cache", "data"})
  void partOfTheHome_thatIsAFile_isRefused(String part) throws IOException {
    Path file = Files.createFile(Files.createDirectories(folder.resolve(".aft")).resolve(part));
    Shell.Said said = aft(Map.of(), List.of("report"));
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(
        said.err()
            .startsWith("aft: " + file + " cannot be used: " + file + " is a file, not a folder"),
        said.err());
  }

  @Test
  void store_thatIsAFile_isRefusedByItsVariable() throws IOException {
    Files.createFile(folder.resolve("s"));
    Shell.Said said = aft(Map.of("AFT_STORE", "s"), List.of("plan", "quickstart"));
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(
        said.err().startsWith("aft: AFT_STORE is 's', but ")
            && said.err().endsWith("set another folder with AFT_STORE\n"),
        said.err());
  }

  @Test
  void home_thatMayNotBeWritten_isRefusedToCommandsThatWrite() throws IOException {
    Path home = Files.createDirectory(folder.resolve(".aft"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(home), "skipped: this user may write everywhere");
    refused(
        Map.of(),
        List.of("run", "quickstart"),
        home
            + " cannot be used: "
            + home
            + " is not writable; fix this or set another folder with AFT_HOME");
    assertEquals(ExitCodes.DONE, aft(Map.of(), List.of("ls")).code());
  }

  @Test
  void help_withoutAUsableHome_isPrinted() throws IOException {
    Files.createFile(folder.resolve(".aft"));
    assertEquals(ExitCodes.DONE, aft(Map.of(), List.of("run", "--help")).code());
    assertEquals(ExitCodes.DONE, aft(Map.of(), List.of("--version")).code());
  }

  @Test
  void home_thatIsALinkToAFolder_isUsed() throws IOException {
    Files.createSymbolicLink(folder.resolve(".aft"), Files.createDirectory(folder.resolve("real")));
    assertEquals(ExitCodes.DONE, aft(Map.of(), List.of("ls")).code());
    assertEquals(Optional.empty(), StoreCheck.fault(folder.resolve("real/to/be/made"), true));
  }

  @Test
  void fetch_intoAPlaceBelowAFile_isBadInput() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Shell.Said said = aft(Map.of(), List.of("data", "fetch", "svamp", "--to", "file/svamp"));
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertEquals(
        "aft: "
            + file.resolve("svamp")
            + " cannot be used: "
            + file
            + " is a file, not a folder; set another folder with --to\n",
        said.err());
    assertFalse(said.err().contains("java"), said.err());
  }
}
