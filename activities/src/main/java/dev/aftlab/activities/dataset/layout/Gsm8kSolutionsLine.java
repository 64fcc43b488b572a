package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.experiments.spec.SamplesSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The solutions of several models that GSM8K's authors published: {@code question}, and for each
 * model an object with {@code is_correct} and {@code solution}. Calculator notes are taken out as
 * in the references; one that is never closed is text, since a model wrote it. A solution whose
 * last line does not begin with {@code A:} was cut off.
 */
public final class Gsm8kSolutionsLine implements SampleLine {
  private static final String CUE = "A:";

  private final SamplesSpec.Gsm8kSolutions spec;

  public Gsm8kSolutionsLine(SamplesSpec.Gsm8kSolutions spec) {
    this.spec = spec;
  }

  @Override
  public List<Judged> samples(JsonFields fields) {
    String question = fields.text("question");
    List<Judged> samples = new ArrayList<>();
    // Two models may have written the same: it is rated once.
    Map<String, OptionalDouble> ratings = new HashMap<>();
    for (String model : spec.readModels()) {
      JsonFields solved = fields.object(model);
      boolean correct = solved.truth("is_correct");
      String text =
          fields.place().whole("solution", CalculatorNotes.without(solved.text("solution")));
      boolean finished = text.startsWith(CUE, text.lastIndexOf('\n') + 1);
      OptionalDouble rating = ratings.computeIfAbsent(text, key -> rating(model, correct));
      samples.add(
          new Judged(
              new GivenSample(question, text, finished, Optional.of(correct), rating),
              "'is_correct'"));
    }
    return samples;
  }

  private OptionalDouble rating(String model, boolean correct) {
    return switch (spec.ratings()) {
      case NONE -> OptionalDouble.empty();
      case VERDICT -> OptionalDouble.of(correct ? 1 : 0);
      case SIZE -> OptionalDouble.of(!correct ? 0 : model.startsWith("175b") ? 2 : 1);
    };
  }
}
