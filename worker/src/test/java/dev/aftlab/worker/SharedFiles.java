package dev.aftlab.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the folder {@code shared} beside the repository checkout, and skips the test when it is
 * missing.
 */
public final class SharedFiles {
  private SharedFiles() {}

  /** A path below the shared folder. */
  public static Path path(String relative) {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("shared").resolve(relative))) {
      at = at.getParent();
    }
    Assumptions.assumeTrue(
        at != null, "skipped: no folder shared with " + relative + " beside the checkout");
    return at.resolve("shared").resolve(relative);
  }
}
