package dev.aftlab.activities.lm.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.random.CounterRandom;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.ConstraintSpec.Detach;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RankingLossTest {
  private static final double GOLDEN = 1e-12;

  /**
   * The golden gradients of ranking are differences themselves: those of L_R sum to -1.1e-10
   * instead of 0.
   */
  private static final double GOLDEN_GRADIENT = 1e-9;

  private static final double EXACT = 1e-15;
  private static final double FINITE_DIFFERENCE = 1e-8;
  private static final double STEP = 1e-5;
  private static final double BETA = 0.2;
  private static final int TRIALS = 200;
  private static final double[] THREE = {3, 2, 1};

  /** A question's scores with their ratings. */
  private record Rated(double[] scores, double[] ratings) {}

  @Test
  void unconstrained_goldenScores_givesGoldenValueWithGradient() throws IOException {
    JsonNode golden = golden();
    RankingLoss.Value value =
        RankingLoss.unconstrained()
            .evaluate(
                numbers(golden.at("/inputs/rank_scores")),
                numbers(golden.at("/inputs/rank_rewards")));
    assertEquals(golden.get("L_R").doubleValue(), value.loss(), GOLDEN);
    assertArrayEquals(numbers(golden.get("dL_R")), value.gradient(), GOLDEN_GRADIENT);
  }

  @Test
  void boundary_goldenScores_givesGoldenValueWithGradient() throws IOException {
    JsonNode golden = golden();
    RankingLoss.Value value =
        RankingLoss.boundary(golden.at("/inputs/beta").doubleValue(), Detach.T)
            .evaluate(
                numbers(golden.at("/inputs/rank_scores")),
                numbers(golden.at("/inputs/rank_rewards")));
    assertEquals(golden.get("L_RBC").doubleValue(), value.loss(), GOLDEN);
    assertArrayEquals(numbers(golden.get("dL_RBC_DETACH_T")), value.gradient(), GOLDEN_GRADIENT);
  }

  @Test
  void unconstrained_threeWithEqualScores_isLogFour() {
    // Three pairs with e^0 each: log(1 + 3). The best is the better one of two pairs, the worst the
    // worse one of two, the middle one of one each.
    RankingLoss.Value value =
        RankingLoss.unconstrained().evaluate(new double[] {-0.5, -0.5, -0.5}, THREE);
    assertEquals(Math.log(4), value.loss(), EXACT);
    assertArrayEquals(new double[] {-0.5, 0, 0.5}, value.gradient(), EXACT);
  }

  @Test
  void boundary_threeOnTheBoundary_isLogSevenWithFlatWorst() {
    // beta = 0 and equal scores: T = s, six terms of e^0. T constant: the better one of a pair
    // -1/7, the worse one 1/7 - 1/7.
    RankingLoss.Value value =
        RankingLoss.boundary(0, Detach.T).evaluate(new double[] {-0.5, -0.5, -0.5}, THREE);
    assertEquals(Math.log(7), value.loss(), EXACT);
    assertArrayEquals(new double[] {-2.0 / 7, -1.0 / 7, 0}, value.gradient(), EXACT);
  }

  @Test
  void detached_middleCompletion_isOnlyPulledUp() {
    // The value of L_R, and of its gradient what the better ones get: -2/4, -1/4, 0.
    RankingLoss.Value value =
        RankingLoss.detached().evaluate(new double[] {-0.5, -0.5, -0.5}, THREE);
    assertEquals(Math.log(4), value.loss(), EXACT);
    assertArrayEquals(new double[] {-0.5, -0.25, 0}, value.gradient(), EXACT);
  }

  @Test
  void boundary_worseCompletion_hasTheBoundaryOfThoseAboveIt() {
    // Ratings 3, 2, 1: the second is held 0.2 below the first (-.3), the third 0.2 below the second
    // (-.9), the worst of those above it.
    double[] held = {-0.3, -0.9, -1.1};
    for (double by : new double[] {-1e-6, 0, 1e-6}) {
      double slope =
          RankingLoss.boundary(0.2, Detach.T)
              .evaluate(new double[] {held[0], held[1], held[2] + by}, THREE)
              .gradient()[2];
      assertEquals(Math.signum(by), Math.abs(slope) < EXACT ? 0 : Math.signum(slope));
    }
  }

  @Test
  void everyLoss_equalRatings_areZero() {
    for (RankingLoss loss : losses()) {
      RankingLoss.Value value = loss.evaluate(new double[] {-0.1, -2}, new double[] {1, 1});
      assertEquals(0, value.loss());
      assertArrayEquals(new double[2], value.gradient());
      assertEquals(0, loss.evaluate(new double[0], new double[0]).loss());
    }
  }

  @Test
  void unconstrained_tied_makeNoPair() {
    // 2 ≻ 1 = 1: log(1 + e^(-.4 + .3) + e^(-.6 + .3)); with a pair between the tied ones there
    // would be e^(±.2) more.
    double expected = Math.log(1 + Math.exp(-0.1) + Math.exp(-0.3));
    assertEquals(
        expected,
        RankingLoss.unconstrained()
            .evaluate(new double[] {-0.3, -0.4, -0.6}, new double[] {2, 1, 1})
            .loss(),
        EXACT);
    assertEquals(
        expected,
        RankingLoss.unconstrained()
            .ofMany(new double[] {-0.3, -0.4, -0.6}, new double[] {2, 1, 1})
            .loss(),
        EXACT);
  }

  @Test
  void everyLoss_twoTiedGroups_equalsBinaryToTheBit() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Rated rated = random(trial, 2);
      for (int i = 0; i < losses().size(); i++) {
        RankingLoss.Value value = losses().get(i).evaluate(rated.scores(), rated.ratings());
        AlignmentValue binary = binaries().get(i).evaluate(of(rated, 1), of(rated, 0));
        assertEquals(binary.loss(), value.loss());
        assertArrayEquals(binary.positives(), of(new Rated(value.gradient(), rated.ratings()), 1));
        assertArrayEquals(binary.negatives(), of(new Rated(value.gradient(), rated.ratings()), 0));
      }
    }
  }

  @Test
  void everyLoss_twoTiedGroupsByTheGeneralSum_equalsBinary() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Rated rated = random(trial, 2);
      for (int i = 0; i < losses().size(); i++) {
        RankingLoss.Value value = losses().get(i).ofMany(rated.scores(), rated.ratings());
        AlignmentValue binary = binaries().get(i).evaluate(of(rated, 1), of(rated, 0));
        assertEquals(binary.loss(), value.loss(), GOLDEN);
        assertArrayEquals(
            binary.positives(), of(new Rated(value.gradient(), rated.ratings()), 1), GOLDEN);
        assertArrayEquals(
            binary.negatives(), of(new Rated(value.gradient(), rated.ratings()), 0), GOLDEN);
      }
    }
  }

  @Test
  void unconstrained_gradient_agreesWithFiniteDifferences() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Rated rated = random(trial, 4);
      assertGradient(
          rated,
          RankingLoss.unconstrained(),
          s -> plain(rated, s, s, s, s, Double.POSITIVE_INFINITY));
      assertGradient(
          rated,
          RankingLoss.detached(),
          s -> plain(rated, s, rated.scores(), s, s, Double.POSITIVE_INFINITY));
    }
  }

  @Test
  void boundary_gradientOfEachDetaching_agreesWithFiniteDifferences() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Rated rated = random(trial, 4);
      double[] held = rated.scores();
      assertGradient(
          rated, RankingLoss.boundary(BETA, Detach.NONE), s -> plain(rated, s, s, s, s, BETA));
      assertGradient(
          rated, RankingLoss.boundary(BETA, Detach.B), s -> plain(rated, s, s, held, s, BETA));
      assertGradient(
          rated, RankingLoss.boundary(BETA, Detach.T), s -> plain(rated, s, s, held, held, BETA));
    }
  }

  @ParameterizedTest
  @EnumSource(Detach.class)
  void boundary_infiniteBeta_equalsUnconstrained(Detach detach) {
    for (int trial = 0; trial < TRIALS; trial++) {
      Rated rated = random(trial, 4);
      RankingLoss.Value expected =
          RankingLoss.unconstrained().evaluate(rated.scores(), rated.ratings());
      for (double beta : new double[] {1000, Double.POSITIVE_INFINITY}) {
        RankingLoss.Value value =
            RankingLoss.boundary(beta, detach).evaluate(rated.scores(), rated.ratings());
        assertEquals(expected.loss(), value.loss(), GOLDEN);
        assertArrayEquals(expected.gradient(), value.gradient(), GOLDEN);
      }
    }
  }

  @Test
  void everyLoss_hugeMarginTheWrongWay_growsLinearly() {
    // The worst leads by 5000: log(1 + e^5000 + ...) = 5000 up to e^-2500.
    for (RankingLoss loss : losses()) {
      RankingLoss.Value value = loss.evaluate(new double[] {-5000, -2500, 0}, THREE);
      assertEquals(5000, value.loss());
      assertEquals(-1, value.gradient()[0]);
    }
  }

  @Test
  void everyLoss_relabelledRatings_giveTheSame() {
    // Only the order of ratings counts.
    for (RankingLoss loss : losses()) {
      double[] scores = {-0.25, -0.4, -0.3, -0.7};
      double expected = loss.evaluate(scores, new double[] {4, 3, 2.5, 1}).loss();
      assertEquals(expected, loss.evaluate(scores, new double[] {-1, -2, -3, -400}).loss());
    }
  }

  @Test
  void boundaryWithoutDetaching_tiedWorst_shareTheMinimumsGradient() {
    double[] slopes =
        RankingLoss.boundary(0.1, Detach.NONE)
            .evaluate(new double[] {-0.4, -0.4, -0.6, -0.9}, new double[] {3, 3, 2, 1})
            .gradient();
    assertEquals(slopes[0], slopes[1], EXACT);
  }

  @Test
  void boundary_negativeOrUndefinedBeta_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> RankingLoss.boundary(-0.1, Detach.T));
    assertThrows(IllegalArgumentException.class, () -> RankingLoss.boundary(Double.NaN, Detach.T));
  }

  @Test
  void unconstrained_gradient_sumsToZero() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Rated rated = random(trial, 4);
      double[] gradient =
          RankingLoss.unconstrained().evaluate(rated.scores(), rated.ratings()).gradient();
      assertTrue(Math.abs(BatchStatistics.sum(gradient)) < EXACT * 10, Arrays.toString(gradient));
    }
  }

  /**
   * L_RBC as it is written; the scores of the worse ones, inside of B and inside of T can be given
   * apart to hold them constant.
   */
  private static double plain(
      Rated rated,
      double[] scores,
      double[] worse,
      double[] inMinimum,
      double[] inTarget,
      double beta) {
    double sum = 1;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (rated.ratings()[i] > rated.ratings()[j]) {
          double minimum = Double.POSITIVE_INFINITY;
          for (int m = 0; m < scores.length; m++) {
            minimum =
                rated.ratings()[m] > rated.ratings()[j] ? Math.min(minimum, inMinimum[m]) : minimum;
          }
          sum +=
              Math.exp(worse[j] - scores[i])
                  + Math.exp(2 * (minimum - beta) - inTarget[i] - scores[j]);
        }
      }
    }
    return Math.log(sum);
  }

  private static void assertGradient(
      Rated rated, RankingLoss loss, ToDoubleFunction<double[]> plain) {
    RankingLoss.Value value = loss.evaluate(rated.scores(), rated.ratings());
    assertEquals(plain.applyAsDouble(rated.scores()), value.loss(), GOLDEN);
    for (int i = 0; i < rated.scores().length; i++) {
      double slope =
          (plain.applyAsDouble(moved(rated.scores(), i, STEP))
                  - plain.applyAsDouble(moved(rated.scores(), i, -STEP)))
              / (2 * STEP);
      assertEquals(slope, value.gradient()[i], FINITE_DIFFERENCE);
    }
  }

  private static double[] moved(double[] scores, int index, double by) {
    double[] result = scores.clone();
    result[index] += by;
    return result;
  }

  /** Two to seven scores in (-2, 0) with ratings below a number, ties among them. */
  private static Rated random(int trial, int levels) {
    double[] scores = new double[2 + trial % 6];
    double[] ratings = new double[scores.length];
    Arrays.setAll(scores, i -> -2 * CounterRandom.uniform(1, 0, trial, 2, i));
    Arrays.setAll(ratings, i -> Math.floor(levels * CounterRandom.uniform(1, 0, trial, 3, i)));
    return new Rated(scores, ratings);
  }

  private static double[] of(Rated rated, double rating) {
    return IntStream.range(0, rated.scores().length)
        .filter(i -> rated.ratings()[i] == rating)
        .mapToDouble(i -> rated.scores()[i])
        .toArray();
  }

  private static List<RankingLoss> losses() {
    return List.of(
        RankingLoss.unconstrained(),
        RankingLoss.detached(),
        RankingLoss.boundary(BETA, Detach.T),
        RankingLoss.boundary(BETA, Detach.B),
        RankingLoss.boundary(BETA, Detach.NONE));
  }

  private static List<AlignmentLoss> binaries() {
    return List.of(
        AlignmentLoss.unconstrained(),
        AlignmentLoss.detached(),
        AlignmentLoss.boundary(BETA, Detach.T),
        AlignmentLoss.boundary(BETA, Detach.B),
        AlignmentLoss.boundary(BETA, Detach.NONE));
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    Arrays.setAll(values, i -> array.get(i).doubleValue());
    return values;
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in = RankingLossTest.class.getResourceAsStream("aft.golden.json")) {
      return Json.mapper().readTree(in);
    }
  }
}
