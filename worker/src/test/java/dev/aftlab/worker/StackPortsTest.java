package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which port a server of {@code ops/stack} gets, in an environment with only the variables of a
 * test.
 */
class StackPortsTest {
  @TempDir private Path folder;

  private static Path repository() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("ops/lib"))) {
      at = at.getParent();
    }
    assumeTrue(
        at != null
            && List.of("/usr/bin/python3", "/bin/python3").stream()
                .map(Path::of)
                .anyMatch(Files::exists),
        "skipped: no ops/lib, or no Python");
    return at;
  }

  /** The output of a script with the functions of the stack. */
  private String said(Map<String, String> environment, String script) throws Exception {
    String libraries =
        "set -euo pipefail; PYTHON=python3; OPS="
            + repository()
            + "/ops; STACK="
            + folder
            + "; for file in messages places ports temporal mlflow; do "
            + "source \"$OPS/lib/$file.sh\"; done; mkdir -p \"$TEMPORAL\" \"$MLFLOW\"; ";
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", libraries + script)
            .redirectErrorStream(true)
            .directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.strip();
  }

  private static int free() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void port_thatIsNotSet_isTheLastOne() throws Exception {
    int last = free();
    assertEquals(
        Integer.toString(last), said(Map.of(), "choose_port AFT_MLFLOW_PORT 5000 " + last));
    assertEquals(
        Integer.toString(last),
        said(Map.of("CI", "true"), "choose_port AFT_MLFLOW_PORT 5000 " + last));
  }

  @Test
  void port_ofTheFirstStart_isTheDefault() throws Exception {
    int usual = free();
    assertEquals(
        Integer.toString(usual), said(Map.of(), "choose_port AFT_MLFLOW_PORT " + usual + " ''"));
  }

  @Test
  void lastPort_usedByAnotherProgram_isReportedByName() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String said = said(Map.of(), "choose_port AFT_MLFLOW_PORT 5000 " + socket.getLocalPort());
      assertTrue(
          said.startsWith(
              "stack: port " + socket.getLocalPort() + " on 127.0.0.1 is used by another program"),
          said);
    }
  }

  @Test
  void port_setToAnotherThanBefore_isReportedWithBoth() throws Exception {
    int last = free();
    int other = free();
    assertEquals("", said(Map.of("AFT_MLFLOW_PORT", "" + last), "mlflow_choose_port"));
    assertEquals("", said(Map.of(), "mlflow_choose_port"));
    String said = said(Map.of("AFT_MLFLOW_PORT", "" + other), "mlflow_choose_port");
    assertTrue(
        said.startsWith(
            "stack: MLflow was on port " + last + " and starts on port " + other + " now"),
        said);
    assertTrue(said.contains("AFT_MLFLOW_PORT=" + last + " ops/stack up"), said);
    assertEquals("", said(Map.of(), "mlflow_choose_port"));
    assertEquals(other + "", said(Map.of(), "mlflow_port"));
  }

  @Test
  void state_withoutHome_isFoundByTilde() throws Exception {
    assertEquals(
        System.getProperty("user.home") + "/x", said(Map.of(), "state_folder '~/x' /default"));
    assertEquals(
        "/home/ada/x y", said(Map.of("HOME", "/home/ada"), "state_folder '~/x y/' /default"));
    assertEquals("/default", said(Map.of(), "state_folder ' ' /default"));
    assertEquals(folder.toRealPath() + "/rel", said(Map.of(), "state_folder rel/ /default"));
    assertTrue(
        said(Map.of(), "state_folder '~bob' /default").startsWith("stack: AFT_HOME is '~bob'"));
  }
}
