package dev.aftlab.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
  private static final double EXACT = 1e-12;

  /**
   * Standard error of an end point at 10,000 resamples is √(.025 · .975/10000)/density ≈ .0267
   * deviations; deviations here are below .009.
   */
  private static final double MONTE_CARLO = 0.0012;

  private static final List<PairedCounts> TWO_SEEDS =
      List.of(new PairedCounts(1000, 84, 50), new PairedCounts(1000, 70, 51));

  @Test
  void bootstrap_twoSeeds_equalsResamplingOfQuestionsOneByOne() {
    // NumPy 2.4.6, 100,000 resamples of the questions themselves: [.011, .042]. Deviation: √(Σ over
    // seeds of ((b + c)/n − d²)/n)/2 = .00796.
    // The chance that a right implementation is off by more than the tolerance is that of 5
    // standard errors: below 1e-6 (the seed is fixed anyway).
    Interval interval = Bootstrap.pairedDifference(TWO_SEEDS, 0.95, 10_000, 1);
    assertEquals(0.011, interval.low(), MONTE_CARLO);
    assertEquals(0.042, interval.high(), MONTE_CARLO);
  }

  @Test
  void bootstrap_sameSeed_givesTheSameInterval() {
    assertEquals(
        Bootstrap.pairedDifference(TWO_SEEDS, 0.95, 2000, 7),
        Bootstrap.pairedDifference(TWO_SEEDS, 0.95, 2000, 7));
    assertNotEquals(
        Bootstrap.pairedDifference(TWO_SEEDS, 0.95, 2000, 7),
        Bootstrap.pairedDifference(TWO_SEEDS, 0.95, 2000, 8));
  }

  @Test
  void bootstrap_modelsSwapped_negatesTheInterval() {
    Interval there =
        Bootstrap.pairedDifference(List.of(new PairedCounts(500, 40, 10)), 0.9, 10_000, 3);
    Interval back =
        Bootstrap.pairedDifference(List.of(new PairedCounts(500, 10, 40)), 0.9, 10_000, 3);
    assertEquals(there.low(), -back.high(), 0.004);
    assertEquals(there.high(), -back.low(), 0.004);
  }

  @Test
  void bootstrap_nothingDiscordant_isZeroWide() {
    assertEquals(
        new Interval(0, 0),
        Bootstrap.pairedDifference(List.of(new PairedCounts(10, 0, 0)), 0.95, 100, 1));
  }

  @Test
  void bootstrap_allInFavour_isOneWithoutSpread() {
    assertEquals(
        new Interval(1, 1),
        Bootstrap.pairedDifference(List.of(new PairedCounts(10, 10, 0)), 0.95, 100, 1));
    assertEquals(
        new Interval(-1, -1),
        Bootstrap.pairedDifference(List.of(new PairedCounts(10, 0, 10)), 0.95, 100, 1));
  }

  @Test
  void bootstrap_impossibleInput_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Bootstrap.pairedDifference(List.of(), 0.95, 100, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Bootstrap.pairedDifference(TWO_SEEDS, 1, 100, 1));
    assertThrows(IllegalArgumentException.class, () -> new PairedCounts(10, 6, 5));
    assertThrows(IllegalArgumentException.class, () -> new PairedCounts(0, 0, 0));
  }

  @Test
  void bootstrap_fiveSeedsOfAThousandQuestions_takesUnderThreeTenthsOfASecond() {
    List<PairedCounts> five = Collections.nCopies(5, new PairedCounts(1000, 84, 50));
    Bootstrap.pairedDifference(five, 0.95, 10_000, 1);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      Bootstrap.pairedDifference(five, 0.95, 10_000, i);
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    assertTrue(best < 0.3, "took " + best + " s");
  }

  @Test
  void binomialDraws_manyTrials_haveTheMeanAndTheVariance() {
    // Binomial(1000, .134): mean 134, variance 116.0; over 20,000 draws the mean's standard error
    // is .076, the variance's 1.16. Five of each.
    BinomialDraws draws = new BinomialDraws(1000, 0.134);
    SplittableRandom random = new SplittableRandom(5);
    double[] values = new double[20_000];
    Arrays.setAll(values, i -> draws.next(random));
    double mean = SeedMeans.mean(values);
    double deviation = SeedMeans.deviation(values).getAsDouble();
    assertEquals(134, mean, 0.38, "a right sampler fails with a chance below 1e-6");
    assertEquals(
        116.04, deviation * deviation, 5.8, "a right sampler fails with a chance below 1e-6");
  }

  @Test
  void binomialDraws_twoTrials_occurInTheirShares() {
    // Binomial(2, .25): shares 9/16, 6/16, 1/16; standard errors over 40,000 draws are at most
    // .0025.
    BinomialDraws draws = new BinomialDraws(2, 0.25);
    SplittableRandom random = new SplittableRandom(11);
    int[] counts = new int[3];
    for (int i = 0; i < 40_000; i++) {
      counts[draws.next(random)]++;
    }
    assertEquals(9.0 / 16, counts[0] / 40_000.0, 0.0125);
    assertEquals(6.0 / 16, counts[1] / 40_000.0, 0.0125);
    assertEquals(1.0 / 16, counts[2] / 40_000.0, 0.0061);
  }

  @Test
  void binomialDraws_certainOutcome_isAlwaysDrawn() {
    SplittableRandom random = new SplittableRandom(1);
    assertEquals(0, new BinomialDraws(5, 0).next(random), EXACT);
    assertEquals(5, new BinomialDraws(5, 1).next(random), EXACT);
    assertEquals(0, new BinomialDraws(0, 0.3).next(random), EXACT);
  }
}
