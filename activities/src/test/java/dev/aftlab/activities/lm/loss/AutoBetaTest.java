package dev.aftlab.activities.lm.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.BetaSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class AutoBetaTest {
  private static final double TOLERANCE = 1e-12;

  @Test
  void of_gapsFromOneToHundred_interpolatesTheQuantile() {
    // The worst positive is 0, negatives are -.01 ... -1.00: gap i + 1 hundredths at place i; place
    // .9 · 99 = 89.1 is .901.
    AutoBeta found = AutoBeta.of(batch(100, 2), auto(OptionalDouble.empty()));
    assertEquals(0.901, found.beta(), TOLERANCE);
    assertEquals(100, found.pairs());
    assertFalse(found.fallback());
  }

  @Test
  void ofRanked_withoutRatings_isTheBinaryOne() {
    assertEquals(
        AutoBeta.of(batch(100, 2), auto(OptionalDouble.empty())),
        AutoBeta.ofRanked(batch(100, 2), auto(OptionalDouble.empty())));
  }

  @Test
  void ofRanked_ratedQuestions_measureGapsBelowTheWorstBetterOne() {
    // 50 questions with ratings 2 ≻ 1 ≻ 0 and scores 0, -.3, -.4: gaps .3 and min(0, -.3) + .4 =
    // .1. Half of 100 gaps are .1: the median is between, .2.
    Question question =
        new Question(
            new double[0], new double[] {0, -0.3}, new double[] {-0.4}, new double[] {2, 1, 0});
    AutoBeta found =
        AutoBeta.ofRanked(
            Question.batch(Collections.nCopies(50, question)),
            new BetaSpec.Auto(0.5, 500, OptionalDouble.empty()));
    assertEquals(0.2, found.beta(), TOLERANCE);
    assertEquals(100, found.pairs());
  }

  @Test
  void ofRanked_fortyNinePairs_saysHowManyThereWere() {
    assertThrows(
        TooFewPairsException.class,
        () -> AutoBeta.ofRanked(batch(49, 1), auto(OptionalDouble.empty())));
  }

  @Test
  void of_unmixedQuestions_areLeftOut() {
    List<Question> groups = new ArrayList<>(ladder(100, 2));
    groups.add(new Question(new double[0], new double[0], new double[] {-50}));
    groups.add(new Question(new double[0], new double[] {-50}, new double[0]));
    assertEquals(
        0.901, AutoBeta.of(Question.batch(groups), auto(OptionalDouble.empty())).beta(), TOLERANCE);
  }

  @Test
  void of_fortyNinePairs_saysHowManyThereWere() {
    TooFewPairsException failure =
        assertThrows(
            TooFewPairsException.class,
            () -> AutoBeta.of(batch(49, 1), auto(OptionalDouble.empty())));
    assertTrue(
        failure.getMessage().contains("49")
            && failure.getMessage().contains("50")
            && failure.getMessage().contains("fallback"),
        failure.getMessage());
  }

  @Test
  void of_fiftyPairs_isEnough() {
    // Place .9 · 49 = 44.1: .45 + .1 · .01.
    assertEquals(0.451, AutoBeta.of(batch(50, 1), auto(OptionalDouble.of(7))).beta(), TOLERANCE);
  }

  @Test
  void of_fortyNinePairsWithFallback_usesIt() {
    AutoBeta found = AutoBeta.of(batch(49, 1), auto(OptionalDouble.of(0.3)));
    assertEquals(0.3, found.beta());
    assertTrue(found.fallback());
    assertTrue(found.describe().contains("49"));
  }

  @Test
  void of_noPairsWithFallback_usesIt() {
    assertEquals(0.3, AutoBeta.of(Question.batch(List.of()), auto(OptionalDouble.of(0.3))).beta());
  }

  @Test
  void of_negativesAllAboveThePositives_isZero() {
    double[] negatives = new double[60];
    List<Question> groups = List.of(new Question(new double[0], new double[] {-1}, negatives));
    AutoBeta found = AutoBeta.of(Question.batch(groups), auto(OptionalDouble.empty()));
    assertEquals(0, found.beta());
    assertEquals(-1, found.measured());
  }

  private static BatchScores batch(int pairs, int questions) {
    return Question.batch(ladder(pairs, questions));
  }

  /**
   * Questions whose worst positive scores 0 and whose negatives score -.01, -.02, ... over all of
   * them.
   */
  private static List<Question> ladder(int pairs, int questions) {
    List<Question> groups = new ArrayList<>();
    for (int question = 0; question < questions; question++) {
      double[] negatives = new double[pairs / questions];
      for (int i = 0; i < negatives.length; i++) {
        negatives[i] = -(i * questions + question + 1) / 100.0;
      }
      groups.add(new Question(new double[0], new double[] {0.5, 0}, negatives));
    }
    return groups;
  }

  private static BetaSpec.Auto auto(OptionalDouble fallback) {
    return new BetaSpec.Auto(0.9, 500, fallback);
  }
}
