package dev.aftlab.activities.dataset.reader;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.arithmetic.ArithmeticQuestions;
import dev.aftlab.activities.dataset.layout.AquaSource;
import dev.aftlab.activities.dataset.layout.ChoiceLine;
import dev.aftlab.activities.dataset.layout.EcqaSource;
import dev.aftlab.activities.dataset.layout.Gsm8kLine;
import dev.aftlab.activities.dataset.layout.JsonSource;
import dev.aftlab.activities.dataset.layout.JsonlLine;
import dev.aftlab.activities.dataset.layout.MathSource;
import dev.aftlab.activities.dataset.layout.MmluSource;
import dev.aftlab.activities.dataset.layout.QuestionSource;
import dev.aftlab.activities.dataset.layout.SvampSource;
import dev.aftlab.activities.dataset.text.TextLines;
import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the questions of any {@link DatasetSpec}. A file is checked as a whole, also where only a
 * part of it is used; the first fault is a {@link DatasetException}, and nothing partial is
 * returned.
 */
public final class Datasets {
  private Datasets() {}

  /**
   * The questions.
   *
   * @param seed the seed that generated questions are drawn with; files do not use it
   * @param places where files are
   * @throws DatasetException when a file is missing or damaged, or has fewer questions than
   *     requested
   */
  public static List<Question> read(DatasetSpec spec, long seed, DataPaths places) {
    return switch (spec) {
      case DatasetSpec.Arithmetic arithmetic -> new ArithmeticQuestions(arithmetic, seed).draw();
      case DatasetSpec.OfFile file -> new Slice(file, source(file, places)).read();
      case DatasetSpec.Mixture mixture ->
          new MixtureReader(
                  mixture,
                  mixture.parts().stream().map(part -> read(part.data(), seed, places)).toList())
              .mixed();
    };
  }

  /**
   * Hands the same questions over one by one. Those of a file that is wanted as a whole and in its
   * own order come as they are read; questions before a later fault have already been passed on.
   */
  public static void stream(
      DatasetSpec spec, long seed, DataPaths places, Consumer<Question> taker) {
    if (spec instanceof DatasetSpec.OfFile file) {
      new Slice(file, source(file, places)).stream(taker);
    } else {
      read(spec, seed, places).forEach(taker);
    }
  }

  /**
   * Makes sure that nothing is wrong with any of the questions; of a mixture, with any question of
   * its parts.
   *
   * @param fault what is wrong with a question; empty when nothing is
   * @throws DatasetException at the first one of which something is
   */
  public static void check(
      DatasetSpec spec, long seed, DataPaths places, Function<Question, Optional<String>> fault) {
    switch (spec) {
      case DatasetSpec.Arithmetic arithmetic ->
          new ArithmeticQuestions(arithmetic, seed)
              .draw()
              .forEach(
                  question ->
                      fault
                          .apply(question)
                          .ifPresent(
                              problem -> {
                                throw new DatasetException(
                                    "question " + question.id() + ": " + problem);
                              }));
      case DatasetSpec.OfFile file ->
          new Slice(file, source(file, places))
              .placed()
              .forEach(
                  placed ->
                      fault
                          .apply(placed.question())
                          .ifPresent(
                              problem -> {
                                throw placed.place().error(problem);
                              }));
      case DatasetSpec.Mixture mixture ->
          mixture.parts().forEach(part -> check(part.data(), seed, places, fault));
    }
  }

  /** The number of questions; files are read for it. */
  public static int count(DatasetSpec spec, DataPaths places) {
    return spec instanceof DatasetSpec.Arithmetic arithmetic
        ? arithmetic.count()
        : read(spec, 0, places).size();
  }

  /**
   * SHA-256 of the file, or, where a set is made of several, over the digests of all; for generated
   * questions of the generator's name and version: 64 hexadecimal digits.
   */
  public static String digest(DatasetSpec spec, DataPaths places) {
    return switch (spec) {
      case DatasetSpec.Arithmetic arithmetic -> Sha256.hex(ArithmeticQuestions.VERSION);
      case DatasetSpec.OfFile file -> source(file, places).digest();
      case DatasetSpec.Mixture mixture ->
          Sha256.hex(
              mixture.parts().stream()
                  .map(part -> part.name() + " " + digest(part.data(), places) + "\n")
                  .collect(Collectors.joining()));
    };
  }

  private static QuestionSource source(DatasetSpec.OfFile spec, DataPaths places) {
    TextLines file = places.file(spec.file(), spec.kind());
    return switch (spec) {
      case DatasetSpec.Gsm8k gsm8k -> new JsonSource(file, new Gsm8kLine());
      case DatasetSpec.Jsonl jsonl -> new JsonSource(file, new JsonlLine());
      case DatasetSpec.CommonsenseQa commonsense ->
          new JsonSource(file, new ChoiceLine(commonsense.kind()));
      case DatasetSpec.Arc arc -> new JsonSource(file, new ChoiceLine(arc.kind()));
      case DatasetSpec.OpenBookQa open -> new JsonSource(file, new ChoiceLine(open.kind()));
      case DatasetSpec.Math math -> new MathSource(file, math);
      case DatasetSpec.Aqua aqua ->
          new AquaSource(file, files(aqua.without(), places, aqua.kind()));
      case DatasetSpec.Ecqa ecqa ->
          new EcqaSource(
              file,
              files(ecqa.commonsenseqa(), places, "commonsenseqa"),
              files(ecqa.without(), places, ecqa.kind()),
              ecqa);
      case DatasetSpec.Mmlu mmlu -> new MmluSource(places.find(mmlu.file()), file, mmlu.subjects());
      case DatasetSpec.Svamp svamp -> new SvampSource(file, svamp.types());
    };
  }

  private static List<TextLines> files(List<String> names, DataPaths places, String kind) {
    return names.stream().map(name -> places.file(name, kind)).toList();
  }
}
