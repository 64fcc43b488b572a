package dev.aftlab.activities.dataset;

import dev.aftlab.experiments.result.Sha256;
import java.util.List;
import java.util.Map;

/** SHA-256 of data sets of several files. */
final class Digests {
  private Digests() {}

  /** The file's own digest where there are no others; else over all of them and the part they play, whatever their names. */
  static String of(QuestionFile file, String role, List<QuestionFile> others) {
    return others.isEmpty() ? file.digest() : of(file.digest(), Map.of(role, others));
  }

  /** Over a digest and further files by the part they play. */
  static String of(String first, Map<String, List<QuestionFile>> others) {
    StringBuilder all = new StringBuilder(first).append('\n');
    others.keySet().stream().sorted().forEach(role -> others.get(role).forEach(file -> all.append(role).append(' ').append(file.digest()).append('\n')));
    return Sha256.hex(all.toString());
  }
}
