package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Option;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/** AQuA-RAT in the FLAN collection: options as {@code (A) text}, the answer as {@code (A)}. */
final class FlanAquaLine implements LineSource.LineFormat {

  @Override
  public Question question(SourcePosition place, String line) {
    FlanLine flan = FlanLine.parse(place, line);
    if (!flan.answer().matches("\\([A-Z]\\)")) {
      throw place.error(
          "the answer is '" + flan.answer() + "'; it must be a letter in brackets, such as (C)");
    }
    String letter = flan.answer().substring(1, 2);
    return place.question(
        "aqua-" + (place.line() - 1),
        flan.question(),
        SourcePosition.reference(flan.explanation(), letter),
        letter,
        options(flan));
  }

  private static List<String> options(FlanLine flan) {
    List<String> options = new ArrayList<>();
    for (String option : flan.options()) {
      String prefix = "(" + Option.letter(options.size()) + ")";
      if (!option.startsWith(prefix)) {
        throw flan.place()
            .error(
                "option "
                    + (options.size() + 1)
                    + " is '"
                    + option
                    + "', but must begin with '"
                    + prefix
                    + " '");
      }
      options.add(flan.place().whole("options", option.substring(prefix.length())));
    }
    return options;
  }
}
