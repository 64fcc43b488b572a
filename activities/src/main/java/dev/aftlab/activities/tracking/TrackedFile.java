package dev.aftlab.activities.tracking;

import dev.aftlab.experiments.result.Sha256;
import java.nio.file.Path;

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
      return Sha256.hex(text);
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
}
