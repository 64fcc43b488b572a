package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher, on a separate tree with a current build and a JDK that only prints its arguments.
 */
class LauncherTest {
  private static final List<String> TOOLS =
      List.of("bash", "find", "mkdir", "flock", "readlink", "sleep", "env", "git");

  private static final int ANY = -1;

  @TempDir private Path folder;
  private Path tools;

  @BeforeEach
  void tree() throws IOException {
    Path repository = repository();
    Path ops = Files.createDirectories(folder.resolve("tree/ops/lib"));
    Files.copy(repository.resolve("aft"), folder.resolve("tree/aft"));
    Files.copy(repository.resolve("ops/lib/lock.sh"), ops.resolve("lock.sh"));
    Files.createFile(folder.resolve("tree/pom.xml"));
    Files.createDirectories(folder.resolve("tree/worker/target/lib"));
    Files.createFile(folder.resolve("tree/worker/target/aft-worker.jar"));
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Path found =
          Stream.of("/usr/bin", "/bin")
              .map(bin -> Path.of(bin, tool))
              .filter(Files::isExecutable)
              .findFirst()
              .orElse(null);
      if (found != null) {
        script(tools.resolve(tool), "exec " + found + " \"$@\"");
      }
    }
  }

  private static Path repository() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isRegularFile(at.resolve("aft"))) {
      at = at.getParent();
    }
    assumeTrue(at != null, "skipped: the launcher is not beside the modules");
    return at;
  }

  /** A JDK whose program prints its locale and its words. */
  private Path jdk(Path home) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"21.0.4\"\n");
    script(bin.resolve("java"), "echo \"LC_ALL=${LC_ALL:-} $*\"");
    return home;
  }

  private static void script(Path file, String line) throws IOException {
    Files.setPosixFilePermissions(
        Files.writeString(file, "#!/bin/sh\n" + line + "\n"),
        PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The launcher's output in an environment with only these variables. */
  private String aft(int code, Map<String, String> environment, String... words)
      throws InterruptedException {
    try {
      List<String> launcher =
          List.of(tools.resolve("bash").toString(), folder.resolve("tree/aft").toString());
      ProcessBuilder builder =
          new ProcessBuilder(Stream.concat(launcher.stream(), Stream.of(words)).toList())
              .redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(new TreeMap<>(environment));
      builder.environment().put("PATH", tools.toString());
      Process process = builder.directory(folder.toFile()).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int ended = process.waitFor();
      assertEquals(code == ANY ? ended : code, ended, said);
      return said;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void launcher_withoutAnyVariable_findsAJdk() throws Exception {
    String said = aft(ANY, Map.of(), "ls");
    // A JDK in one of the usual places is found, and cannot run a jar that is empty.
    assertTrue(
        said.startsWith("aft: needs a JDK 21 or later") || said.contains("aft-worker.jar"), said);
    assertFalse(said.contains("unbound variable"), said);
  }

  @Test
  void launcher_withoutAnyLocale_readsNamesOfFilesAsUnicode() throws Exception {
    String jdk = jdk(folder.resolve("jdk")).toString();
    assertTrue(aft(0, Map.of("JAVA_HOME", jdk), "ls").startsWith("LC_ALL=C.UTF-8 "));
    assertTrue(
        aft(0, Map.of("JAVA_HOME", jdk, "LC_ALL", "POSIX"), "ls").startsWith("LC_ALL=C.UTF-8 "));
  }

  @Test
  void launcher_withALocale_leavesIt() throws Exception {
    String jdk = jdk(folder.resolve("jdk")).toString();
    assertTrue(
        aft(0, Map.of("JAVA_HOME", jdk, "LANG", "de_DE.UTF-8"), "ls").startsWith("LC_ALL= "));
  }

  @Test
  void launcher_withAHomeAndNoOtherJdk_findsTheOneInTheHome() throws Exception {
    jdk(folder.resolve("ada/.jdks/newest"));
    Files.writeString(folder.resolve("ada/.jdks/newest/release"), "JAVA_VERSION=\"99\"\n");
    assertTrue(aft(0, Map.of("HOME", folder.resolve("ada").toString()), "ls").endsWith("ls\n"));
  }
}
