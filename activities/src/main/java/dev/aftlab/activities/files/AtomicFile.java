package dev.aftlab.activities.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Files that a reader sees whole or not at all: written under a temporary name, then renamed. Not
 * forced to the disk.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes or replaces a file with a text in UTF-8, making its folder if need be. */
  public static void write(Path file, String text) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a root folder");
    Files.createDirectories(folder);
    Path part = folder.resolve("." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
