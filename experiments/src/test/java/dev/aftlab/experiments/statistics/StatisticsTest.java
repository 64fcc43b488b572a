package dev.aftlab.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Values marked "recorded" are from SciPy 1.17.1, NumPy 2.4.6 and statsmodels 0.15.0. */
final class StatisticsTest {
  private static final double EXACT = 1e-12;
  private static final double RELATIVE = 1e-9;

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, RELATIVE * Math.abs(expected));
  }

  private static void assertInterval(double low, double high, Interval interval) {
    assertEquals(low, interval.low(), EXACT);
    assertEquals(high, interval.high(), EXACT);
  }

  @Test
  void wilson_sharesOfManySizes_equalRecordedValues() {
    assertInterval(0.762859469962383, 0.7990612324182718, Wilson.interval(1563, 2000, 0.95));
    assertInterval(0.26331361718848145, 0.3565663496084882, Wilson.interval(81, 263, 0.9));
  }

  @Test
  void wilson_noneOrAllRight_staysWithinZeroAndOne() {
    // Nothing right: the centre is z²/2n / (1 + z²/n) and so is the half width: 0 up to z²/(n + z²)
    // = 3.8415/13.8415 = .27753.
    assertInterval(0, 0.27753279986288926, Wilson.interval(0, 10, 0.95));
    assertInterval(0.7224672001371109, 1, Wilson.interval(10, 10, 0.95));
  }

  @Test
  void wilson_moreSuccessesThanTrials_isRefusedWithTheNumbers() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Wilson.interval(3, 2, 0.95))
            .getMessage();
    assertTrue(message.contains("3 of 2"), message);
    assertThrows(IllegalArgumentException.class, () -> Wilson.interval(0, 0, 0.95));
  }

  @Test
  void mcNemar_smallCounts_equalDerivedBinomialTails() {
    // Of 5, none: 2 · 1/32. Of 12, at most 2: 2 · (1 + 12 + 66)/4096. A single pair: 2 · 1/2. Equal
    // counts: capped at 1. Nothing discordant: 1.
    assertEquals(2.0 / 32, McNemar.exactP(0, 5), EXACT);
    assertEquals(2.0 * 79 / 4096, McNemar.exactP(10, 2), EXACT);
    assertEquals(1, McNemar.exactP(1, 0), EXACT);
    assertEquals(1, McNemar.exactP(7, 7), EXACT);
    assertEquals(1, McNemar.exactP(0, 0), EXACT);
  }

  @Test
  void mcNemar_farTails_equalRecordedValuesInBothDirections() {
    assertClose(1.4630678369872403e-16, McNemar.exactP(300, 130));
    assertClose(1.4630678369872403e-16, McNemar.exactP(130, 300));
    assertClose(2.568662833867262e-104, McNemar.exactP(400, 10));
  }

  @Test
  void holm_familyOfFour_equalsDerivedValues() {
    // Sorted .005, .01, .03, .04 times 4, 3, 2, 1: .02, .03, .06, .04; the last may not fall below
    // the one before: .06.
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02},
        Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}),
        EXACT);
  }

  @Test
  void holm_tiesAndLargeValues_areCappedAtOne() {
    // Sorted 4e-13, .0004, .018, .5, .5 times 5, 4, 3, 2, 1; recorded by statsmodels as well.
    assertArrayEquals(
        new double[] {0.0016, 0.054, 2e-12, 1, 1},
        Holm.adjust(new double[] {0.0004, 0.018, 4e-13, 0.5, 0.5}),
        EXACT);
    assertArrayEquals(new double[0], Holm.adjust(new double[0]));
  }

  @Test
  void holm_valueThatIsNoProbability_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Holm.adjust(new double[] {0.1, Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> Holm.adjust(new double[] {1.5}));
  }

  @Test
  void quantile_betweenValues_interpolatesLinearly() {
    // Sorted 1 1 2 3 4 5 9. At .9: place 5.4, 5 + .4 · (9 − 5) = 6.6. At .25: place 1.5, 1 + .5 · 1
    // = 1.5. The middle is 3.
    double[] values = {3, 1, 4, 1, 5, 9, 2};
    assertEquals(6.6, Quantile.linear(values, 0.9), EXACT);
    assertEquals(1.5, Quantile.linear(values, 0.25), EXACT);
    assertEquals(3, Quantile.linear(values, 0.5), EXACT);
    assertEquals(1, Quantile.linear(values, 0), EXACT);
    assertEquals(9, Quantile.linear(values, 1), EXACT);
    assertArrayEquals(new double[] {3, 1, 4, 1, 5, 9, 2}, values);
  }

  @Test
  void quantile_withoutValuesOrOutsideOfRange_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Quantile.linear(new double[0], 0.5));
    assertThrows(
        IllegalArgumentException.class, () -> Quantile.linear(new double[] {1, Double.NaN}, 0.5));
    assertThrows(IllegalArgumentException.class, () -> Quantile.linear(new double[] {1}, 1.1));
  }

  @Test
  void seedMeans_twoSeeds_followCauchyTails() {
    // Differences .02 and .05: mean .035, deviation .03/√2, t = .035/(.03/2) = 7/3; with one degree
    // of freedom p = 1 − 2/π · atan(7/3).
    assertEquals(0.035, SeedMeans.mean(0.02, 0.05), EXACT);
    assertEquals(0.03 / Math.sqrt(2), SeedMeans.deviation(0.02, 0.05).getAsDouble(), EXACT);
    assertEquals(
        1 - 2 / Math.PI * Math.atan(7.0 / 3), SeedMeans.pairedP(0.02, 0.05).getAsDouble(), EXACT);
  }

  @Test
  void seedMeans_moreSeeds_equalRecordedValues() {
    assertClose(
        0.0013855069102196602, SeedMeans.pairedP(0.034, 0.021, 0.047, 0.03, 0.038).getAsDouble());
    assertClose(
        0.009617692030835671, SeedMeans.deviation(0.034, 0.021, 0.047, 0.03, 0.038).getAsDouble());
    assertClose(0.6220355269907728, SeedMeans.pairedP(-0.01, 0.02, 0.005).getAsDouble());
  }

  @Test
  void seedMeans_oneSeed_hasNeitherDeviationNorTest() {
    assertTrue(SeedMeans.deviation(0.5).isEmpty());
    assertTrue(SeedMeans.pairedP(0.5).isEmpty());
    assertThrows(IllegalArgumentException.class, SeedMeans::mean);
  }

  @Test
  void seedMeans_equalDifferences_haveNoTest() {
    assertTrue(SeedMeans.pairedP(0.1, 0.1, 0.1).isEmpty());
    assertTrue(SeedMeans.pairedP(0.3, 0.1 + 0.2).isEmpty());
    assertTrue(SeedMeans.pairedP(0, 0).isEmpty());
  }
}
