package dev.aftlab.experiments.result;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests, as 64 lower-case hexadecimal digits. */
public final class Sha256 {
  private static final int BUFFER = 1 << 20;

  private Sha256() {}

  /** The digest of a text in UTF-8. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(bytes(text));
  }

  /** The digest of a stream's remaining bytes; does not close the stream. */
  public static String hex(InputStream in) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of a text in UTF-8, as 32 bytes. */
  public static byte[] bytes(String text) {
    return digest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of bytes. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** A digest to be fed piece by piece. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
