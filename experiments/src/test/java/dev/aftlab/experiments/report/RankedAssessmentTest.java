package dev.aftlab.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.result.Json;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Assessment accuracy over pairs of rated samples. */
final class RankedAssessmentTest {
  private static final double EXACT = 1e-15;

  private static EvaluationItem item(
      List<Double> positives, List<Double> negatives, List<Double> ratings) {
    return new EvaluationItem(
        "q", true, true, "7", "7", "#### 7", 3, 0.5, 4, positives, negatives, ratings);
  }

  @Test
  void ratedSamples_inParts_giveTheShareOfRankedPairs() {
    // Ratings 1, 2, 0 for scores -.5, -.6, -.7: (2, 1) in the wrong order, (2, 0) and (1, 0) in the
    // right one.
    EvaluationItem rated = item(List.of(-0.5, -0.6), List.of(-0.7), List.of(1.0, 2.0, 0.0));
    assertEquals(2.0 / 3, ItemMetrics.assessment(List.of(rated)).getAsDouble(), EXACT);
    // By verdicts alone both pairs are in the right order.
    assertEquals(
        1,
        ItemMetrics.assessment(List.of(item(rated.positives(), rated.negatives(), List.of())))
            .getAsDouble(),
        EXACT);
  }

  @Test
  void tiedSamples_makeNoPair() {
    assertEquals(
        OptionalDouble.empty(),
        ItemMetrics.assessment(List.of(item(List.of(-0.5), List.of(-0.7), List.of(1.0, 1.0)))));
    EvaluationItem tied = item(List.of(-0.5, -0.6), List.of(), List.of(1.0, 2.0));
    assertEquals(0, ItemMetrics.assessment(List.of(tied)).getAsDouble(), EXACT);
  }

  @Test
  void equalScores_areNotInTheRightOrder() {
    assertEquals(
        0,
        ItemMetrics.assessment(List.of(item(List.of(-0.5), List.of(-0.5), List.of(2.0, 1.0))))
            .getAsDouble(),
        EXACT);
  }

  @Test
  void item_writtenAsJson_namesRatingsOnlyWhereThereAreSome() {
    EvaluationItem unrated = item(List.of(-0.5), List.of(), List.of());
    assertFalse(Json.write(unrated).contains("ratings"));
    assertEquals(unrated, Json.read(Json.write(unrated), EvaluationItem.class));
    EvaluationItem rated = item(List.of(-0.5), List.of(), List.of(3.0));
    assertEquals(rated, Json.read(Json.write(rated), EvaluationItem.class));
  }
}
