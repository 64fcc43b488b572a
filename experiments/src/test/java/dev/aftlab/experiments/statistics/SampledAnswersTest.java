package dev.aftlab.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SampledAnswersTest {
  private static final double EXACT = 1e-12;

  @Test
  void majority_single_scoresItsCorrectness() {
    assertEquals(1, Majority.credit(List.of(3, 1), 0), EXACT);
    assertEquals(0, Majority.credit(List.of(3, 1), 1), EXACT);
    assertEquals(0, Majority.credit(List.of(3, 1), -1), EXACT);
    assertEquals(1, Majority.credit(List.of(1), 0), EXACT);
  }

  @Test
  void majority_tied_isSharedAmongTheTied() {
    assertEquals(0.5, Majority.credit(List.of(2, 2), 1), EXACT);
    assertEquals(1.0 / 3, Majority.credit(List.of(2, 1, 2, 2), 2), EXACT);
    assertEquals(0, Majority.credit(List.of(2, 1, 2, 2), 1), EXACT);
    assertEquals(0.25, Majority.credit(List.of(1, 1, 1, 1), 3), EXACT);
  }

  @Test
  void majority_withoutAnyAnswer_scoresZero() {
    assertEquals(0, Majority.credit(List.of(), -1), EXACT);
  }

  @Test
  void majority_ofImpossibleVotes_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Majority.credit(List.of(2, 0), 0));
    assertThrows(IllegalArgumentException.class, () -> Majority.credit(List.of(2), 1));
    assertThrows(IllegalArgumentException.class, () -> Majority.credit(List.of(2), -2));
  }

  @Test
  void pass_ofDerivedExamples_isTheEstimate() {
    // 1 − C(3, 2) / C(4, 2) = 1 − 3/6.
    assertEquals(0.5, PassAtK.estimate(4, 1, 2), EXACT);
    // 1 − C(2, 2) / C(4, 2) = 1 − 1/6.
    assertEquals(5.0 / 6, PassAtK.estimate(4, 2, 2), EXACT);
    // 1 − C(7, 4) / C(10, 4) = 1 − 35/210.
    assertEquals(5.0 / 6, PassAtK.estimate(10, 3, 4), EXACT);
    // One wrong sample cannot fill two places.
    assertEquals(1, PassAtK.estimate(4, 3, 2), EXACT);
  }

  @Test
  void pass_atItsEnds_isTheShareAndWhetherAny() {
    for (int right = 0; right <= 6; right++) {
      assertEquals(right / 6.0, PassAtK.estimate(6, right, 1), EXACT);
      assertEquals(right > 0 ? 1 : 0, PassAtK.estimate(6, right, 6), EXACT);
    }
  }

  /** Over all sets of j of the n samples, the share of those with a right one. */
  @Test
  void pass_countedOverAllSubsets_isTheEstimate() {
    int samples = 7;
    for (int right = 0; right <= samples; right++) {
      for (int j = 1; j <= samples; j++) {
        int all = 0;
        int passed = 0;
        for (int set = 0; set < 1 << samples; set++) {
          all += Integer.bitCount(set) == j ? 1 : 0;
          passed += Integer.bitCount(set) == j && (set & ((1 << right) - 1)) != 0 ? 1 : 0;
        }
        assertEquals(
            (double) passed / all,
            PassAtK.estimate(samples, right, j),
            EXACT,
            right + " of 7 at " + j);
      }
    }
  }

  @Test
  void pass_ofManySamples_doesNotOverflow() {
    // C(2000, 1000) has 601 digits; 1 − C(1999, 1000) / C(2000, 1000) = 1 − 1000/2000.
    assertEquals(0.5, PassAtK.estimate(2000, 1, 1000), EXACT);
  }

  @Test
  void pass_outOfBounds_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> PassAtK.estimate(4, 1, 5));
    assertThrows(IllegalArgumentException.class, () -> PassAtK.estimate(4, 5, 1));
    assertThrows(IllegalArgumentException.class, () -> PassAtK.estimate(4, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> PassAtK.estimate(0, 0, 1));
  }

  @Test
  void sizes_ofSomeK_areOneThePowersOfTwoAndK() {
    assertEquals(List.of(1), PassAtK.sizes(1));
    assertEquals(List.of(1, 2), PassAtK.sizes(2));
    assertEquals(List.of(1, 2, 4, 6), PassAtK.sizes(6));
    assertEquals(List.of(1, 2, 4, 8), PassAtK.sizes(8));
  }

  @Test
  void bootstrap_ofEqualQuestions_hasNoWidth() {
    double[][] questions = {{0.5, 1}, {0.5, 1}, {0.5, 1}};
    assertEquals(
        List.of(new Interval(0.5, 0.5), new Interval(1, 1)),
        MeanBootstrap.means(List.of(questions, questions), 0.95, 200, 7));
  }

  /**
   * With 400 questions the mean of a resample is nearly normal: half width 1.96 √(p(1 − p)/n).
   * Fails wrongly less than once in a million seeds.
   */
  @Test
  void bootstrap_ofShares_isNearTheNormalInterval() {
    double[][] questions = new double[400][];
    for (int i = 0; i < questions.length; i++) {
      questions[i] = new double[] {i < 120 ? 1 : 0, i < 120 ? 0.5 : 0};
    }
    List<Interval> found = MeanBootstrap.means(List.<double[][]>of(questions), 0.95, 20_000, 3);
    double half = 1.959963984540054 * Math.sqrt(0.3 * 0.7 / 400);
    assertEquals(0.3 - half, found.get(0).low(), 0.004);
    assertEquals(0.3 + half, found.get(0).high(), 0.004);
    // Values of a question are drawn together, so half the value has half the interval exactly.
    assertEquals(found.get(0).low() / 2, found.get(1).low(), EXACT);
    assertEquals(found.get(0).high() / 2, found.get(1).high(), EXACT);
  }

  @Test
  void bootstrap_overMoreSeeds_isNarrower() {
    double[][] questions = new double[100][];
    for (int i = 0; i < questions.length; i++) {
      questions[i] = new double[] {i % 2};
    }
    List<double[][]> four = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      four.add(questions);
    }
    Interval one = MeanBootstrap.means(four.subList(0, 1), 0.95, 5_000, 3).getFirst();
    Interval all = MeanBootstrap.means(four, 0.95, 5_000, 3).getFirst();
    // The variance of a mean over four seeds is a quarter, the width half.
    assertEquals((one.high() - one.low()) / 2, all.high() - all.low(), 0.02);
    assertTrue(all.low() > one.low() && all.high() < one.high());
  }

  @Test
  void bootstrap_withoutQuestions_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> MeanBootstrap.means(List.of(), 0.95, 100, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> MeanBootstrap.means(List.<double[][]>of(new double[0][]), 0.95, 100, 1));
  }
}
