package dev.aftlab.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.Shell;
import dev.aftlab.worker.cli.ExitCodes;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackCommandTest {
  private static final String SECRET = "planted-password-7f3a";

  @TempDir private Path folder;

  @Test
  void track_withoutRuns_isBadInput() {
    Shell.Said said = new Shell(folder).aft("track");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("no run in "), said.err());
  }

  @Test
  void address_withAPassword_isRefusedWithoutRepeatingIt() {
    Map<String, String> environment =
        Map.of("MLFLOW_TRACKING_URI", "http://ann:" + SECRET + "@127.0.0.1:5000");
    for (String[] words : new String[][] {{"run", "quickstart"}, {"track"}}) {
      Shell.Said said = new Shell(folder).aft(environment, words);
      assertEquals(ExitCodes.BAD_INPUT, said.code());
      assertTrue(
          said.err().contains("MLFLOW_TRACKING_URI must not hold a user or a password"),
          said.err());
      assertFalse((said.err() + said.out()).contains(SECRET));
    }
  }

  @Test
  void address_typedWithAPassword_isRefusedWithoutRepeatingIt() {
    Shell.Said said =
        new Shell(folder).aft("track", "latest", "--to", "https://ann:" + SECRET + "@host");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("--to must not hold a user or a password"), said.err());
    assertFalse((said.err() + said.out()).contains(SECRET));
  }

  @Test
  void address_ofAFile_isRefused() {
    Shell.Said said =
        new Shell(folder)
            .aft(Map.of("MLFLOW_TRACKING_URI", "sqlite:///mlflow.db"), "run", "quickstart");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(
        said.err().contains("must be the http or https address of an MLflow server"), said.err());
  }
}
