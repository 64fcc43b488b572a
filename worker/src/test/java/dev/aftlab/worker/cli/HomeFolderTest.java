package dev.aftlab.worker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.Shell;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The folders of the state by {@code AFT_HOME} and {@code AFT_STORE}; {@code ops/stack} has the
 * same rules.
 */
class HomeFolderTest {
  @TempDir private Path folder;

  private CommandContext session(Map<String, String> environment) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return CommandContext.of(nowhere, nowhere, environment, folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'~/x'|/home/ada/x",
        "'~'|/home/ada",
        "'~/a b/'|/home/ada/a b",
        "/y/|/y",
        "'/with blanks/in it'|/with blanks/in it"
      })
  void home_thatBeginsWithATilde_isInTheHomeFolder(String named, String expected) {
    assertEquals(Path.of(expected), session(Map.of("AFT_HOME", named, "HOME", "/home/ada")).home());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void home_thatIsBlank_isTheFoldersOwn(String named) {
    assertEquals(folder.resolve(".aft"), session(Map.of("AFT_HOME", named)).home());
  }

  @Test
  void home_thatIsRelative_isInTheCurrentFolder() {
    assertEquals(folder.resolve("a/b"), session(Map.of("AFT_HOME", "a/./b/")).home());
  }

  @Test
  void tilde_withoutTheVariableHome_isTheSystemsHomeOfTheUser() {
    assertEquals(
        Path.of(System.getProperty("user.home"), "x"), session(Map.of("AFT_HOME", "~/x")).home());
  }

  @Test
  void storeAndRoots_thatBeginWithATilde_areInTheHomeFolder() throws Exception {
    Path home = Files.createDirectories(folder.resolve("ada"));
    CommandContext session =
        session(Map.of("AFT_STORE", "~/s", "AFT_ROOTS", "/r:~/t", "HOME", home.toString()));
    assertEquals(home.resolve("s"), session.store());
    assertTrue(
        session.roots(Set.of()).others().contains(home.resolve("t")),
        session.roots(Set.of()).others()::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AFT_HOME", "AFT_STORE"})
  void place_inAnotherUsersHome_isRefusedWithWhatToWrite(String variable) throws Exception {
    Shell.Said said = new Shell(folder).aft(Map.of(variable, "~bob/x"), "ls");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertEquals(
        "aft: "
            + variable
            + " is '~bob/x'; only ~ and ~/ are expanded: write the whole path, or ./~bob/x\n",
        said.err());
    assertFalse(Files.exists(folder.resolve("~bob")));
  }

  @Test
  void command_withATilde_createsNoFolderOfThatName() throws Exception {
    Path home = Files.createDirectories(folder.resolve("ada"));
    Shell.Said said =
        new Shell(folder)
            .aft(Map.of("AFT_HOME", "~/x", "HOME", home.toString()), "plan", "quickstart");
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    assertTrue(Files.isDirectory(home.resolve("x")));
    assertFalse(Files.exists(folder.resolve("~")));
  }
}
