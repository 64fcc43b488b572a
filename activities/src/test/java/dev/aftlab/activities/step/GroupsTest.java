package dev.aftlab.activities.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.spec.ConstraintSpec;
import dev.aftlab.experiments.spec.Feedback;
import dev.aftlab.experiments.spec.LossSpec;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class GroupsTest {
  private static final LossSpec BINARY = new LossSpec.Aft(new ConstraintSpec.None(), 1);
  private static final LossSpec RANKING = new LossSpec.Aft(new ConstraintSpec.None(), 1, Feedback.RANKING);

  private static LabelRecord label(int index, boolean correct, OptionalDouble rating) {
    String kept = correct ? "positive" : "negative";
    return new LabelRecord("q#" + index, "q", index, new int[] {index, 0}, "x", true, "given", 0, "", "7", correct, rating, kept);
  }

  private static LabelRecord rated(int index, boolean correct, double rating) {
    return label(index, correct, OptionalDouble.of(rating));
  }

  private static Groups.Kept kept(LabelRecord... labels) {
    return Groups.kept(List.of(labels), 9, 9).get("q");
  }

  @Test
  void ratings_ofKeptSamples_areInTheOrderOfTheGroup() {
    assertArrayEquals(new double[] {1, 2, 0}, kept(rated(0, true, 1), rated(1, false, 0), rated(2, true, 2)).ratings());
    assertArrayEquals(new double[0], kept(label(0, true, OptionalDouble.empty()), label(1, false, OptionalDouble.empty())).ratings());
  }

  @Test
  void rightSamplesOfTwoRatings_areReadByRankingAlone() {
    Groups.Kept kept = kept(rated(0, true, 1), rated(1, true, 2));
    assertEquals(kept, Groups.read(kept, RANKING));
    assertEquals(Groups.Kept.NONE, Groups.read(kept, BINARY));
    assertEquals(1, kept.pairs());
  }

  @Test
  void rightWithWrongSamplesOfOneRating_areReadByBinaryAlone() {
    Groups.Kept kept = kept(rated(0, true, 1), rated(1, false, 1));
    assertEquals(kept, Groups.read(kept, BINARY));
    assertEquals(Groups.Kept.NONE, Groups.read(kept, RANKING));
    assertEquals(0, kept.pairs());
  }

  @Test
  void unratedSamples_rankByTheirVerdicts() {
    assertTrue(kept(label(0, true, OptionalDouble.empty()), label(1, false, OptionalDouble.empty())).ranked());
    assertFalse(kept(label(0, true, OptionalDouble.empty()), label(1, true, OptionalDouble.empty())).ranked());
  }

  @Test
  void rejectionSampling_ofRatedSamples_takesTheBestOfTheRightOnes() {
    Groups.Kept read = Groups.read(kept(rated(0, true, 1), rated(1, true, 2), rated(2, true, 2), rated(3, false, 9)), new LossSpec.Rft());
    assertEquals(List.of(1, 2), read.positives().stream().map(LabelRecord::index).toList());
    assertEquals(List.of(), read.negatives());
  }

  @Test
  void rejectionSampling_ofUnratedSamples_takesAllRightOnes() {
    Groups.Kept read = Groups.read(kept(label(0, true, OptionalDouble.empty()), label(1, true, OptionalDouble.empty())), new LossSpec.Rft());
    assertEquals(2, read.positives().size());
  }

  @Test
  void label_writtenAsJson_namesARatingOnlyWhereThereIsOne() {
    assertFalse(Json.write(label(0, true, OptionalDouble.empty())).contains("rating"));
    assertEquals(OptionalDouble.of(2), Json.read(Json.write(rated(0, true, 2)), LabelRecord.class).rating());
    assertEquals(OptionalDouble.empty(), Json.read(Json.write(label(0, true, OptionalDouble.empty())), LabelRecord.class).rating());
  }
}
