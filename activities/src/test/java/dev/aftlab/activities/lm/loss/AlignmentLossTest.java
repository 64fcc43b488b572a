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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AlignmentLossTest {
  private static final double GOLDEN = 1e-12;
  private static final double EXACT = 1e-15;
  private static final double FINITE_DIFFERENCE = 1e-8;
  private static final double STEP = 1e-5;
  private static final int TRIALS = 200;

  @Test
  void unconstrained_goldenScores_givesGoldenValueWithGradient() throws IOException {
    assertGolden(AlignmentLoss.unconstrained(), "L_A", "dL_A_dP", "dL_A_dN");
  }

  @Test
  void detached_goldenScores_givesGoldenValueWithGradient() throws IOException {
    assertGolden(AlignmentLoss.detached(), "L_DC", "dL_DC_dP", "dL_DC_dN");
  }

  @ParameterizedTest
  @EnumSource(Detach.class)
  void boundary_goldenScores_givesGoldenValueWithGradient(Detach detach) throws IOException {
    String byPositive = "dL_BC_dP_" + (detach == Detach.NONE ? "NONE" : "DETACH_" + detach);
    double beta = golden().at("/inputs/beta").doubleValue();
    assertGolden(AlignmentLoss.boundary(beta, detach), "L_BC", byPositive, "dL_BC_dN");
  }

  @Test
  void unconstrained_onePairWithEqualScores_isLogTwo() {
    // log(1 + e^0) = log 2; the derivative is e^0 / 2 by s_n and its negative by s_p.
    AlignmentValue value =
        AlignmentLoss.unconstrained().evaluate(new double[] {-0.5}, new double[] {-0.5});
    assertEquals(Math.log(2), value.loss(), EXACT);
    assertArrayEquals(new double[] {-0.5}, value.positives(), EXACT);
    assertArrayEquals(new double[] {0.5}, value.negatives(), EXACT);
  }

  @Test
  void boundary_onePairOnTheBoundary_isLogThreeWithFlatNegative() {
    // beta = 0 and s_n = s_p: B = s_p, T = s_p, both terms are e^0, so log 3; by s_n (1 - 1)/3; by
    // s_p, T constant, -1/3.
    AlignmentValue value =
        AlignmentLoss.boundary(0, Detach.T).evaluate(new double[] {-0.5}, new double[] {-0.5});
    assertEquals(Math.log(3), value.loss(), EXACT);
    assertArrayEquals(new double[] {0}, value.negatives(), EXACT);
    assertArrayEquals(new double[] {-1.0 / 3}, value.positives(), EXACT);
  }

  @Test
  void everyLoss_emptySide_isZero() {
    double[] scores = {-0.3, -0.4};
    for (AlignmentLoss loss : losses(0.2)) {
      AlignmentValue noNegatives = loss.evaluate(scores, new double[0]);
      assertEquals(0, noNegatives.loss());
      assertArrayEquals(new double[2], noNegatives.positives());
      AlignmentValue noPositives = loss.evaluate(new double[0], scores);
      assertEquals(0, noPositives.loss());
      assertArrayEquals(new double[2], noPositives.negatives());
    }
  }

  @Test
  void everyLoss_hugeMarginTheWrongWay_growsLinearly() {
    // s_n - s_p = 5000: log(1 + e^5000 + ...) = 5000 up to e^-5000; in BC e^(T - s_n) is below
    // e^-9000.
    for (AlignmentLoss loss : losses(0.2)) {
      AlignmentValue value = loss.evaluate(new double[] {-5000}, new double[] {0});
      assertEquals(5000, value.loss());
      assertEquals(-1, value.positives()[0]);
    }
  }

  @Test
  void unconstrained_hugeMarginTheRightWay_vanishes() {
    AlignmentValue value =
        AlignmentLoss.unconstrained().evaluate(new double[] {0}, new double[] {-5000});
    assertEquals(0, value.loss());
    assertEquals(0, value.negatives()[0]);
  }

  @Test
  void boundary_negativeFarBelow_isPulledUpWithSlopeMinusOne() {
    // T - s_n = 2(0 - .2) - 0 + 5000 = 4999.6, and the other term vanishes.
    AlignmentValue value =
        AlignmentLoss.boundary(0.2, Detach.T).evaluate(new double[] {0}, new double[] {-5000});
    assertEquals(4999.6, value.loss(), 1e-9);
    assertEquals(-1, value.negatives()[0]);
    assertEquals(0, value.positives()[0], EXACT);
  }

  @ParameterizedTest
  @EnumSource(Detach.class)
  void boundary_infiniteBeta_equalsUnconstrained(Detach detach) {
    for (int trial = 0; trial < TRIALS; trial++) {
      Question scores = random(trial);
      AlignmentValue expected =
          AlignmentLoss.unconstrained().evaluate(scores.positives(), scores.negatives());
      for (double beta : new double[] {1000, Double.POSITIVE_INFINITY}) {
        AlignmentValue value =
            AlignmentLoss.boundary(beta, detach).evaluate(scores.positives(), scores.negatives());
        assertEquals(expected.loss(), value.loss(), GOLDEN);
        assertArrayEquals(expected.positives(), value.positives(), GOLDEN);
        assertArrayEquals(expected.negatives(), value.negatives(), GOLDEN);
      }
    }
  }

  @Test
  void boundary_negativeAroundTheBoundary_changesTheSignOfItsGradientThere() {
    // B = min(-.3, -.5) - .2 = -.7.
    AlignmentLoss loss = AlignmentLoss.boundary(0.2, Detach.T);
    double[] slopes =
        loss.evaluate(new double[] {-0.3, -0.5}, new double[] {-0.7 - 1e-6, -0.7, -0.7 + 1e-6})
            .negatives();
    assertTrue(slopes[0] < 0 && slopes[2] > 0, Arrays.toString(slopes));
    assertEquals(0, slopes[1], EXACT);
  }

  @Test
  void boundary_negatives_areAlwaysPushedTowardsTheBoundary() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Question scores = random(trial);
      double boundary = Arrays.stream(scores.positives()).min().orElseThrow() - 0.1;
      double[] slopes =
          AlignmentLoss.boundary(0.1, Detach.B)
              .evaluate(scores.positives(), scores.negatives())
              .negatives();
      for (int n = 0; n < slopes.length; n++) {
        assertEquals(Math.signum(scores.negatives()[n] - boundary), Math.signum(slopes[n]));
      }
    }
  }

  @Test
  void detached_negatives_haveNoGradient() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Question scores = random(trial);
      AlignmentValue value =
          AlignmentLoss.detached().evaluate(scores.positives(), scores.negatives());
      AlignmentValue free =
          AlignmentLoss.unconstrained().evaluate(scores.positives(), scores.negatives());
      assertArrayEquals(new double[scores.negatives().length], value.negatives());
      assertArrayEquals(free.positives(), value.positives());
    }
  }

  @Test
  void unconstrained_gradient_sumsToZero() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Question scores = random(trial);
      AlignmentValue value =
          AlignmentLoss.unconstrained().evaluate(scores.positives(), scores.negatives());
      assertEquals(
          0,
          BatchStatistics.sum(value.positives()) + BatchStatistics.sum(value.negatives()),
          EXACT * 10);
    }
  }

  @Test
  void everyLoss_shiftedScores_giveTheSameValue() {
    // Only differences of scores occur: e^(s_n - s_p) and T - s_n = 2(min s_p - beta) - s_p - s_n.
    for (int trial = 0; trial < TRIALS; trial++) {
      Question scores = random(trial);
      double[] positives = Arrays.stream(scores.positives()).map(s -> s + 3).toArray();
      double[] negatives = Arrays.stream(scores.negatives()).map(s -> s + 3).toArray();
      for (AlignmentLoss loss : losses(0.2)) {
        double expected = loss.evaluate(scores.positives(), scores.negatives()).loss();
        assertEquals(expected, loss.evaluate(positives, negatives).loss(), GOLDEN);
      }
    }
  }

  @Test
  void unconstrained_gradient_agreesWithFiniteDifferences() {
    for (int trial = 0; trial < TRIALS; trial++) {
      assertGradient(
          random(trial), AlignmentLoss.unconstrained(), AlignmentLossTest::plainUnconstrained);
    }
  }

  @Test
  void boundaryWithoutDetaching_gradient_agreesWithFiniteDifferences() {
    for (int trial = 0; trial < TRIALS; trial++) {
      assertGradient(
          random(trial),
          AlignmentLoss.boundary(0.2, Detach.NONE),
          (positives, negatives) -> plainBoundary(positives, negatives, positives, positives));
    }
  }

  @Test
  void boundaryWithConstantMinimum_gradient_agreesWithFiniteDifferences() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Question scores = random(trial);
      assertGradient(
          scores,
          AlignmentLoss.boundary(0.2, Detach.B),
          (positives, negatives) ->
              plainBoundary(positives, negatives, scores.positives(), positives));
    }
  }

  @Test
  void boundaryWithConstantTarget_gradient_agreesWithFiniteDifferences() {
    for (int trial = 0; trial < TRIALS; trial++) {
      Question scores = random(trial);
      assertGradient(
          scores,
          AlignmentLoss.boundary(0.2, Detach.T),
          (positives, negatives) ->
              plainBoundary(positives, negatives, scores.positives(), scores.positives()));
    }
  }

  @Test
  void boundaryWithoutDetaching_tiedWorstPositives_shareTheMinimumsGradient() {
    double[] slopes =
        AlignmentLoss.boundary(0.1, Detach.NONE)
            .evaluate(new double[] {-0.4, -0.4}, new double[] {-0.6})
            .positives();
    assertEquals(slopes[0], slopes[1], EXACT);
  }

  @Test
  void boundary_negativeOrUndefinedBeta_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> AlignmentLoss.boundary(-0.1, Detach.T));
    assertThrows(
        IllegalArgumentException.class, () -> AlignmentLoss.boundary(Double.NaN, Detach.T));
  }

  private interface Value {
    double of(double[] positives, double[] negatives);
  }

  /** Equation 6 as it is written. */
  private static double plainUnconstrained(double[] positives, double[] negatives) {
    double sum = 1;
    for (double p : positives) {
      for (double n : negatives) {
        sum += Math.exp(n - p);
      }
    }
    return Math.log(sum);
  }

  /**
   * L_BC as it is written, beta .2; the scores inside B, and the s_p inside T, can be given apart
   * to hold them constant.
   */
  private static double plainBoundary(
      double[] positives, double[] negatives, double[] inMinimum, double[] inTarget) {
    double boundary = Arrays.stream(inMinimum).min().orElseThrow() - 0.2;
    double sum = 1;
    for (int p = 0; p < positives.length; p++) {
      for (double n : negatives) {
        sum += Math.exp(n - positives[p]) + Math.exp(2 * boundary - inTarget[p] - n);
      }
    }
    return Math.log(sum);
  }

  private static void assertGradient(Question scores, AlignmentLoss loss, Value plain) {
    AlignmentValue value = loss.evaluate(scores.positives(), scores.negatives());
    assertEquals(plain.of(scores.positives(), scores.negatives()), value.loss(), GOLDEN);
    for (int p = 0; p < scores.positives().length; p++) {
      double slope =
          (plain.of(moved(scores.positives(), p, STEP), scores.negatives())
                  - plain.of(moved(scores.positives(), p, -STEP), scores.negatives()))
              / (2 * STEP);
      assertEquals(slope, value.positives()[p], FINITE_DIFFERENCE);
    }
    for (int n = 0; n < scores.negatives().length; n++) {
      double slope =
          (plain.of(scores.positives(), moved(scores.negatives(), n, STEP))
                  - plain.of(scores.positives(), moved(scores.negatives(), n, -STEP)))
              / (2 * STEP);
      assertEquals(slope, value.negatives()[n], FINITE_DIFFERENCE);
    }
  }

  private static double[] moved(double[] scores, int index, double by) {
    double[] result = scores.clone();
    result[index] += by;
    return result;
  }

  /**
   * One to five scores of each kind in (-2, 0); two positives are never closer than the finite
   * differences' step.
   */
  private static Question random(int trial) {
    double[] positives = new double[1 + trial % 5];
    double[] negatives = new double[1 + trial / 5 % 5];
    Arrays.setAll(positives, i -> -2 * CounterRandom.uniform(1, 0, trial, 0, i));
    Arrays.setAll(negatives, i -> -2 * CounterRandom.uniform(1, 0, trial, 1, i));
    return new Question(new double[0], positives, negatives);
  }

  private static List<AlignmentLoss> losses(double beta) {
    return List.of(
        AlignmentLoss.unconstrained(),
        AlignmentLoss.detached(),
        AlignmentLoss.boundary(beta, Detach.T),
        AlignmentLoss.boundary(beta, Detach.B),
        AlignmentLoss.boundary(beta, Detach.NONE));
  }

  private static void assertGolden(
      AlignmentLoss loss, String value, String byPositive, String byNegative) throws IOException {
    JsonNode golden = golden();
    AlignmentValue found =
        loss.evaluate(numbers(golden.at("/inputs/P")), numbers(golden.at("/inputs/N")));
    assertEquals(golden.get(value).doubleValue(), found.loss(), GOLDEN);
    assertArrayEquals(numbers(golden.get(byPositive)), found.positives(), GOLDEN);
    assertArrayEquals(numbers(golden.get(byNegative)), found.negatives(), GOLDEN);
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    Arrays.setAll(values, i -> array.get(i).doubleValue());
    return values;
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in = AlignmentLossTest.class.getResourceAsStream("aft.golden.json")) {
      return Json.mapper().readTree(in);
    }
  }
}
