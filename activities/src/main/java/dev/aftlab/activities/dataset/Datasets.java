package dev.aftlab.activities.dataset;

import dev.aftlab.experiments.spec.DatasetSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the questions of any {@link DatasetSpec}. A file is checked as a whole, also where only a part of it is used; the first fault is a
 * {@link DatasetException}, and nothing partial is returned.
 */
public final class Datasets {
  private Datasets() {}

  /**
   * The questions.
   *
   * @param seed the seed that generated questions are drawn with; files do not use it
   * @param root what relative file names are relative to
   * @throws DatasetException when a file is missing or damaged, or has fewer questions than are asked for
   */
  public static List<Question> read(DatasetSpec spec, long seed, Path root) {
    return switch (spec) {
      case DatasetSpec.Arithmetic arithmetic -> new ArithmeticQuestions(arithmetic, seed).draw();
      case DatasetSpec.Gsm8k gsm8k -> new FileReader(file(gsm8k.file(), root), new Gsm8kLine()).read(gsm8k.first(), gsm8k.count());
      case DatasetSpec.Jsonl jsonl -> new FileReader(file(jsonl.file(), root), new JsonlLine()).read(jsonl.first(), jsonl.count());
    };
  }

  /** The number of questions; a file is read for it. */
  public static int count(DatasetSpec spec, Path root) {
    return spec instanceof DatasetSpec.Arithmetic arithmetic ? arithmetic.count() : read(spec, 0, root).size();
  }

  /** SHA-256 of the file, or of the generator's name and version: 64 hexadecimal digits. */
  public static String digest(DatasetSpec spec, Path root) {
    return switch (spec) {
      case DatasetSpec.Arithmetic arithmetic -> HexFormat.of().formatHex(sha256().digest(ArithmeticQuestions.VERSION.getBytes(StandardCharsets.UTF_8)));
      case DatasetSpec.Gsm8k gsm8k -> file(gsm8k.file(), root).digest();
      case DatasetSpec.Jsonl jsonl -> file(jsonl.file(), root).digest();
    };
  }

  private static QuestionFile file(String name, Path root) {
    return new QuestionFile(root.resolve(name).normalize());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
