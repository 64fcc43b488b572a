package dev.aftlab.worker.fetch;

import dev.aftlab.experiments.result.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** SHA-256 of files. */
final class Checksum {
  private Checksum() {}

  /** 64 hexadecimal digits. */
  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.hex(in);
    }
  }

  /** Whether a file exists and has the pinned checksum. */
  static boolean fits(Path file, Publication.Pin pin) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == pin.bytes()
        && of(file).equals(pin.sha256());
  }
}
