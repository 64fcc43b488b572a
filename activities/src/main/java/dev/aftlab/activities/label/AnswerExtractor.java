package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import java.util.List;

/**
 * The letter where a question has options, the number where it has none: for trainings on several
 * data sets.
 */
final class AnswerExtractor implements Extractor {
  private final Extractor letter = new LetterExtractor();
  private final Extractor number = new NumericExtractor();

  @Override
  public String name() {
    return "answer";
  }

  @Override
  public String extract(String completion, List<Option> options) {
    return (options.isEmpty() ? number : letter).extract(completion, options);
  }

  @Override
  public boolean matches(String extracted, String gold) {
    boolean chosen = !extracted.isEmpty() && Character.isLetter(extracted.charAt(0));
    return (chosen ? letter : number).matches(extracted, gold);
  }

  @Override
  public boolean canMatch(String gold, List<Option> options) {
    return (options.isEmpty() ? number : letter).canMatch(gold, options);
  }
}
