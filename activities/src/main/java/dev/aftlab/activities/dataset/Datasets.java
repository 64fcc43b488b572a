package dev.aftlab.activities.dataset;

import dev.aftlab.experiments.spec.DatasetSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Reads the questions of any {@link DatasetSpec}. */
public final class Datasets {
  private static final int BUFFER = 1 << 16;

  private Datasets() {}

  /**
   * The questions.
   *
   * @param seed the seed that generated questions are drawn with; files do not use it
   * @param root what relative file names are relative to
   * @throws DatasetException when a file is not what it should be
   */
  public static List<Question> read(DatasetSpec spec, long seed, Path root) {
    return switch (spec) {
      case DatasetSpec.Arithmetic arithmetic -> new ArithmeticQuestions(arithmetic, seed).draw();
      case DatasetSpec.Gsm8k gsm8k -> slice(Gsm8kReader.read(file(gsm8k.file(), root)), gsm8k.first(), gsm8k.count(), file(gsm8k.file(), root));
      case DatasetSpec.Jsonl jsonl -> slice(JsonlReader.read(file(jsonl.file(), root)), jsonl.first(), jsonl.count(), file(jsonl.file(), root));
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
      case DatasetSpec.Gsm8k gsm8k -> digest(file(gsm8k.file(), root));
      case DatasetSpec.Jsonl jsonl -> digest(file(jsonl.file(), root));
    };
  }

  private static Path file(String name, Path root) {
    Path file = root.resolve(name).normalize();
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(file, "there is no such file; name it with its path from the current folder");
    }
    return file;
  }

  private static List<Question> slice(List<Question> all, int first, int count, Path file) {
    int end = count == 0 ? all.size() : first + count;
    if (first >= all.size() || end > all.size()) {
      throw new DatasetException(file, "has " + all.size() + " questions, but first " + first + " and count " + count + " reach to " + Math.max(first + 1, end));
    }
    return all.subList(first, end);
  }

  private static String digest(Path file) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
