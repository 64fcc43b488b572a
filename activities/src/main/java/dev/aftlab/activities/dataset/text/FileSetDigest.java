package dev.aftlab.activities.dataset.text;

import dev.aftlab.experiments.result.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of data sets of several files. */
public final class FileSetDigest {
  private FileSetDigest() {}

  /**
   * The file's own digest where there are no others; else over all of them and the part they play,
   * whatever their names.
   */
  public static String of(TextLines file, String role, List<TextLines> others) {
    return others.isEmpty() ? file.digest() : of(file.digest(), Map.of(role, others));
  }

  /** Over a digest and further files by the part they play. */
  public static String of(String first, Map<String, List<TextLines>> others) {
    StringBuilder all = new StringBuilder(first).append('\n');
    new TreeMap<>(others)
        .forEach(
            (role, files) ->
                files.forEach(
                    file -> all.append(role).append(' ').append(file.digest()).append('\n')));
    return Sha256.hex(all.toString());
  }
}
