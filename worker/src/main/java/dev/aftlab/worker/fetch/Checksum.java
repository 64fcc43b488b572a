package dev.aftlab.worker.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files. */
final class Checksum {
  private static final int BUFFER = 1 << 16;

  private Checksum() {}

  /** 64 hexadecimal digits. */
  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  /** Whether a file exists and has the pinned checksum. */
  static boolean fits(Path file, Publication.Pin pin) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == pin.bytes()
        && of(file).equals(pin.sha256());
  }
}
