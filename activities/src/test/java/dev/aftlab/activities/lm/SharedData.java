package dev.aftlab.activities.lm;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the folder {@code shared} beside the repository checkout, and skips the test when it is not
 * there.
 */
public final class SharedData {
  private SharedData() {}

  /** A path below the shared folder. */
  public static Path path(String relative) {
    String given = System.getProperty("aftlab.shared");
    Path found = given == null ? search() : Path.of(given);
    Assumptions.assumeTrue(
        found != null && Files.exists(found.resolve(relative)),
        "skipped: no folder shared with " + relative + " beside the checkout");
    return found.resolve(relative);
  }

  private static Path search() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("shared"))) {
        return at.resolve("shared");
      }
    }
    return null;
  }
}
