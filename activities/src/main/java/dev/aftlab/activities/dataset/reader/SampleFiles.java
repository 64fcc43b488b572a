package dev.aftlab.activities.dataset.reader;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.layout.Gsm8kSolutionsLine;
import dev.aftlab.activities.dataset.layout.JsonlSample;
import dev.aftlab.activities.dataset.layout.SampleLine;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.JsonRecords;
import dev.aftlab.activities.dataset.text.TextLines;
import dev.aftlab.experiments.spec.SamplesSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the samples of any {@link SamplesSpec}. The whole file is checked; the first fault is a
 * {@link DatasetException}, and nothing partial is returned.
 */
public final class SampleFiles {
  private final TextLines file;
  private final SampleLine format;
  private final List<GivenSample> samples = new ArrayList<>();
  private final Map<String, Seen> questions = new HashMap<>();
  private final Map<Text, Seen> completions = new HashMap<>();

  private SampleFiles(TextLines file, SampleLine format) {
    this.file = file;
    this.format = format;
  }

  private record Text(String question, String completion) {}

  private record Seen(SampleLine.Judged judged, int line) {}

  /**
   * All samples, in their order.
   *
   * @param places where files are
   * @throws DatasetException when the file is missing or damaged, or judges a question's samples by
   *     different fields, or one completion in two ways
   */
  public static List<GivenSample> read(SamplesSpec spec, DataPaths places) {
    SampleFiles reading = new SampleFiles(file(spec, places), format(spec));
    new JsonRecords(reading.file).each(reading::add);
    return List.copyOf(reading.samples);
  }

  /** SHA-256 of the file: 64 hexadecimal digits. */
  public static String digest(SamplesSpec spec, DataPaths places) {
    return file(spec, places).digest();
  }

  private static TextLines file(SamplesSpec spec, DataPaths places) {
    return switch (spec) {
      case SamplesSpec.Jsonl jsonl -> places.file(jsonl.file());
      case SamplesSpec.Gsm8kSolutions solutions -> places.file(solutions.file(), "gsm8k");
    };
  }

  private static SampleLine format(SamplesSpec spec) {
    return switch (spec) {
      case SamplesSpec.Jsonl jsonl -> new JsonlSample();
      case SamplesSpec.Gsm8kSolutions solutions -> new Gsm8kSolutionsLine(solutions);
    };
  }

  private void add(JsonFields fields) {
    for (SampleLine.Judged judged : format.samples(fields)) {
      GivenSample sample = judged.sample();
      Seen seen = new Seen(judged, fields.line());
      Seen first = questions.putIfAbsent(sample.question(), seen);
      if (first != null && !first.judged().verdict().equals(judged.verdict())) {
        throw fields.error(
            "this sample has "
                + judged.verdict()
                + ", but that of line "
                + first.line()
                + " for the same question has "
                + first.judged().verdict()
                + "; judge all samples of a question by the same fields");
      }
      Seen twin = completions.putIfAbsent(new Text(sample.question(), sample.completion()), seen);
      if (twin != null && !twin.judged().sample().judgedAs(sample)) {
        throw fields.error(
            "the completion is that of line "
                + twin.line()
                + " too, but judged otherwise; keep one of them");
      }
      samples.add(sample);
    }
  }
}
