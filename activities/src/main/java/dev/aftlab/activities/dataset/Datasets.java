package dev.aftlab.activities.dataset;

import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
      case DatasetSpec.OfFile file -> new Selection(file, source(file, root)).read();
      case DatasetSpec.Mixture mixture -> new Mixing(mixture, mixture.parts().stream().map(part -> read(part.data(), seed, root)).toList()).mixed();
    };
  }

  /**
   * Hands the same questions over one by one. Those of a file that is wanted as a whole and in its own order come as they are read; where a fault
   * is found later, those before it have been handed over.
   */
  public static void stream(DatasetSpec spec, long seed, Path root, Consumer<Question> taker) {
    if (spec instanceof DatasetSpec.OfFile file) {
      new Selection(file, source(file, root)).stream(taker);
    } else {
      read(spec, seed, root).forEach(taker);
    }
  }

  /** The number of questions; files are read for it. */
  public static int count(DatasetSpec spec, Path root) {
    return spec instanceof DatasetSpec.Arithmetic arithmetic ? arithmetic.count() : read(spec, 0, root).size();
  }

  /**
   * SHA-256 of the file, or, where a set is made of several, over the digests of all; for generated questions of the generator's name and version: 64
   * hexadecimal digits.
   */
  public static String digest(DatasetSpec spec, Path root) {
    return switch (spec) {
      case DatasetSpec.Arithmetic arithmetic -> Sha256.hex(ArithmeticQuestions.VERSION);
      case DatasetSpec.OfFile file -> source(file, root).digest();
      case DatasetSpec.Mixture mixture ->
          Sha256.hex(mixture.parts().stream().map(part -> part.name() + " " + digest(part.data(), root) + "\n").collect(Collectors.joining()));
    };
  }

  private static QuestionSource source(DatasetSpec.OfFile spec, Path root) {
    QuestionFile file = file(spec.file(), root);
    return switch (spec) {
      case DatasetSpec.Gsm8k gsm8k -> LineSource.ofJson(file, new Gsm8kLine());
      case DatasetSpec.Jsonl jsonl -> LineSource.ofJson(file, new JsonlLine());
      case DatasetSpec.CommonsenseQa commonsense -> LineSource.ofJson(file, new CommonsenseQaLine());
      case DatasetSpec.Aqua aqua -> new AquaSource(file, files(aqua.without(), root));
      case DatasetSpec.Ecqa ecqa -> new EcqaSource(file, files(ecqa.commonsenseqa(), root), files(ecqa.without(), root), ecqa);
      case DatasetSpec.Mmlu mmlu -> new MmluSource(root.resolve(mmlu.file()).normalize(), mmlu.subjects());
      case DatasetSpec.Svamp svamp -> new SvampSource(file, svamp.types());
    };
  }

  private static List<QuestionFile> files(List<String> names, Path root) {
    return names.stream().map(name -> file(name, root)).toList();
  }

  private static QuestionFile file(String name, Path root) {
    return new QuestionFile(root.resolve(name).normalize());
  }
}
