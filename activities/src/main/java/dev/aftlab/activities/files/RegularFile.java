package dev.aftlab.activities.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Distinguishes regular files from other things at a path. A named pipe must not be opened, since
 * that blocks until a writer appears, nor a device, since it may never end.
 */
public final class RegularFile {
  /** The bits of a Unix mode that hold the kind of a file. */
  private static final int KIND = 0xF000;

  private static final int PIPE = 0x1000;
  private static final int CHARACTER_DEVICE = 0x2000;
  private static final int BLOCK_DEVICE = 0x6000;
  private static final int SOCKET = 0xC000;

  private RegularFile() {}

  /**
   * What is at a path instead of a regular file, links followed, as a sentence that says what to
   * do, such as {@code this is a folder; name a file in it}. Empty for a regular file, and where
   * nothing is or nothing can be seen, which is found out by opening it.
   */
  public static Optional<String> fault(Path path) {
    if (Files.isRegularFile(path)) {
      return Optional.empty();
    }
    if (!Files.exists(path)) {
      return Files.isSymbolicLink(path)
          ? Optional.of("this is a broken link; remove it, or provide its target")
          : Optional.empty();
    }
    if (Files.isDirectory(path)) {
      return Optional.of("this is a folder; name a file in it");
    }
    return Optional.of(
        "this is " + kind(path) + ", not a file; write what it gives into a file and name that");
  }

  private static String kind(Path path) {
    return switch (mode(path) & KIND) {
      case PIPE -> "a named pipe (FIFO)";
      case CHARACTER_DEVICE, BLOCK_DEVICE -> "a device";
      case SOCKET -> "a socket";
      default -> "a special file";
    };
  }

  /** 0 where the file system has no such modes. */
  private static int mode(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:mode");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return 0;
    }
  }
}
