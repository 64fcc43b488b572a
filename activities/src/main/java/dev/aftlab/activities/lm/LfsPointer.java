package dev.aftlab.activities.lm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The few lines of text that Git leaves in place of a large file which it has not fetched. */
public final class LfsPointer {
  private static final String BEGIN = "version https://git-lfs.github.com/spec/";

  private LfsPointer() {}

  /** Whether a regular file is one. */
  public static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BEGIN.length()), StandardCharsets.US_ASCII).equals(BEGIN);
    }
  }

  /** What is to be done about it. */
  public static String remedy(Path folder) {
    return "is a Git LFS pointer and not the file itself; fetch it with: git -C '"
        + folder
        + "' lfs pull";
  }
}
