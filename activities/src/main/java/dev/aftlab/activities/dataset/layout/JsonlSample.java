package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.text.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Any completions: {@code question} and {@code completion}, optional {@code correct}, and optional
 * {@code rating} (higher is better) or {@code rank} (1 is best); other fields are ignored. A rank r
 * becomes the rating −r.
 */
public final class JsonlSample implements SampleLine {

  @Override
  public List<Judged> samples(JsonFields fields) {
    Optional<Boolean> correct =
        fields.has("correct") ? Optional.of(fields.truth("correct")) : Optional.empty();
    if (fields.has("rating") && fields.has("rank")) {
      throw fields.error("there are both 'rating' and 'rank'; keep one of them");
    }
    GivenSample sample =
        new GivenSample(
            fields.text("question"), fields.text("completion"), true, correct, rating(fields));
    return List.of(new Judged(sample, verdict(fields)));
  }

  private static OptionalDouble rating(JsonFields fields) {
    if (fields.has("rank")) {
      double rank = fields.number("rank");
      if (rank < 1 || rank != Math.rint(rank)) {
        throw fields.error(
            "the field 'rank' is "
                + rank
                + "; it must be a whole number from 1 on, 1 for the best");
      }
      return OptionalDouble.of(-rank);
    }
    return fields.has("rating")
        ? OptionalDouble.of(fields.number("rating"))
        : OptionalDouble.empty();
  }

  private static String verdict(JsonFields fields) {
    List<String> given = new ArrayList<>(List.of("correct", "rating", "rank"));
    given.removeIf(field -> !fields.has(field));
    return given.isEmpty() ? "no verdict" : "'" + String.join("' with '", given) + "'";
  }
}
