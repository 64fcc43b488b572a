package dev.aftlab.activities.tracking;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is kept with a run or an arm. */
public sealed interface TrackedFile {

  /** Its name there, with forward slashes. */
  String path();

  /** Digest of its content, 64 hexadecimal digits. */
  String sha256();

  /**
   * A text.
   *
   * @param path its name there
   * @param text its content, kept as UTF-8
   */
  record Text(String path, String text) implements TrackedFile {
    @Override
    public String sha256() {
      return digest(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * A file of the store, which never changes.
   *
   * @param path its name there
   * @param at where it lies
   * @param sha256 digest of its content
   */
  record Stored(String path, Path at, String sha256) implements TrackedFile {}

  /** SHA-256 of some bytes, in hexadecimal digits. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
