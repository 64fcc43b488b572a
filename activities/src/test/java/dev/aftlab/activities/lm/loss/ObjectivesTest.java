package dev.aftlab.activities.lm.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aftlab.experiments.plan.ObjectiveSpec;
import dev.aftlab.experiments.spec.BetaSpec;
import dev.aftlab.experiments.spec.ConstraintSpec;
import dev.aftlab.experiments.spec.Feedback;
import dev.aftlab.experiments.spec.LossSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ObjectivesTest {
  private static final double TOLERANCE = 1e-15;
  private static final double[] NONE = {};

  /** One question with both kinds, one with right completions only. */
  private static final List<Question> BATCH =
      List.of(
          new Question(new double[] {-0.2}, new double[] {-0.5}, new double[] {-0.5}),
          new Question(new double[] {-0.4}, new double[] {-0.1, -0.3}, NONE));

  @Test
  void supervised_batch_isTheMeanOverReferences() {
    // (.2 + .4) / 2
    ObjectiveValue value = Objectives.supervised().evaluate(Question.batch(BATCH));
    List<Question> gradient = Question.gradient(BATCH, value);
    assertEquals(0.3, value.loss(), TOLERANCE);
    assertGradient(gradient.get(0), new double[] {-0.5}, new double[] {0}, new double[] {0});
    assertGradient(gradient.get(1), new double[] {-0.5}, new double[] {0, 0}, NONE);
  }

  @Test
  void rejectionSampling_batch_isTheMeanOverReferencesWithPositives() {
    // (.2 + .5 + .4 + .1 + .3) / 5
    ObjectiveValue value =
        Objectives.of(new LossSpec.Rft(), OptionalDouble.empty()).evaluate(Question.batch(BATCH));
    List<Question> gradient = Question.gradient(BATCH, value);
    assertEquals(0.3, value.loss(), TOLERANCE);
    assertGradient(gradient.get(0), new double[] {-0.2}, new double[] {-0.2}, new double[] {0});
    assertGradient(gradient.get(1), new double[] {-0.2}, new double[] {-0.2, -0.2}, NONE);
  }

  @Test
  void alignment_questionWithoutNegatives_countsInTheMean() {
    // .3 + 3 · (log 2 + 0) / 2; by the pair's scores -+ 3/2 · 1/2.
    ObjectiveValue value =
        Objectives.of(
                new LossSpec.Aft(new ConstraintSpec.None(), 3, Feedback.BINARY),
                OptionalDouble.empty())
            .evaluate(Question.batch(BATCH));
    List<Question> gradient = Question.gradient(BATCH, value);
    assertEquals(0.3 + 1.5 * Math.log(2), value.loss(), TOLERANCE);
    assertGradient(gradient.get(0), new double[] {-0.5}, new double[] {-0.75}, new double[] {0.75});
    assertGradient(gradient.get(1), new double[] {-0.5}, new double[] {0, 0}, NONE);
  }

  @Test
  void alignment_metrics_describeTheBatch() {
    var metrics =
        Objectives.of(
                new LossSpec.Aft(new ConstraintSpec.None(), 3, Feedback.BINARY),
                OptionalDouble.empty())
            .evaluate(Question.batch(BATCH))
            .metrics();
    assertEquals(0.3, metrics.get(Metrics.VFT_LOSS), TOLERANCE);
    assertEquals(Math.log(2) / 2, metrics.get(Metrics.ALIGN_LOSS), TOLERANCE);
    assertEquals(0, metrics.get(Metrics.MARGIN), TOLERANCE);
    assertEquals(-0.3, metrics.get(Metrics.POSITIVE_SCORE), TOLERANCE);
    assertEquals(-0.5, metrics.get(Metrics.NEGATIVE_SCORE), TOLERANCE);
    assertEquals(0.5, metrics.get(Metrics.MIXED_SHARE), TOLERANCE);
  }

  /**
   * Two right completions of which the second is better, and a wrong one; another question has one
   * rating only.
   */
  private static final List<Question> RATED =
      List.of(
          new Question(
              new double[] {-0.2},
              new double[] {-0.5, -0.5},
              new double[] {-0.5},
              new double[] {1, 2, 0}),
          new Question(new double[] {-0.4}, new double[] {-0.1}, NONE, new double[] {2}));

  private static Objective ranking(ConstraintSpec constraint) {
    return Objectives.of(new LossSpec.Aft(constraint, 3, Feedback.RANKING), OptionalDouble.empty());
  }

  @Test
  void ranking_ratedQuestion_goesByRatings() {
    // Three pairs with e^0: .3 + 3 · (log 4 + 0) / 2; the better right one -+ 3/2 · 2/4, the other
    // is in the middle: 0.
    ObjectiveValue value = ranking(new ConstraintSpec.None()).evaluate(Question.batch(RATED));
    List<Question> gradient = Question.gradient(RATED, value);
    assertEquals(0.3 + 1.5 * Math.log(4), value.loss(), TOLERANCE);
    assertGradient(
        gradient.get(0), new double[] {-0.5}, new double[] {0, -0.75}, new double[] {0.75});
    assertGradient(gradient.get(1), new double[] {-0.5}, new double[] {0}, NONE);
  }

  @Test
  void ranking_metrics_countPairs() {
    List<Question> batch =
        List.of(
            new Question(
                NONE, new double[] {-0.5, -0.2}, new double[] {-0.6}, new double[] {2, 1, 0}),
            new Question(NONE, new double[] {-0.1}, NONE, new double[] {2}));
    var metrics = ranking(new ConstraintSpec.Detached()).evaluate(Question.batch(batch)).metrics();
    // Pairs by score: (-.5, -.2) wrong, (-.5, -.6) and (-.2, -.6) right; margins -.3, .1 and .4.
    assertEquals(3, metrics.get(Metrics.PAIRS));
    assertEquals(2.0 / 3, metrics.get(Metrics.ORDERED_SHARE), TOLERANCE);
    assertEquals(0.2 / 3, metrics.get(Metrics.MARGIN), TOLERANCE);
    assertEquals(0.5, metrics.get(Metrics.MIXED_SHARE), TOLERANCE);
  }

  @Test
  void ranking_withoutRatings_isBinaryToTheBit() {
    ConstraintSpec boundary =
        new ConstraintSpec.Boundary(new BetaSpec.Fixed(0.1), ConstraintSpec.Detach.T);
    for (ConstraintSpec constraint :
        List.of(new ConstraintSpec.None(), new ConstraintSpec.Detached(), boundary)) {
      ObjectiveValue binary =
          Objectives.of(new LossSpec.Aft(constraint, 3, Feedback.BINARY), OptionalDouble.empty())
              .evaluate(Question.batch(BATCH));
      ObjectiveValue ranked = ranking(constraint).evaluate(Question.batch(BATCH));
      assertEquals(binary.loss(), ranked.loss());
      assertArrayEquals(binary.gradient(), ranked.gradient());
      assertEquals(
          binary.metrics().get(Metrics.MARGIN), ranked.metrics().get(Metrics.MARGIN), TOLERANCE);
    }
  }

  @Test
  void scores_withArraysOfUnequalLength_areRefused() {
    double[] two = {-1, -2};
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new BatchScores(
                1,
                new int[] {0},
                new CandidateRole[] {CandidateRole.REFERENCE},
                two,
                new int[] {1},
                new double[] {0},
                new double[] {0}));
  }

  @Test
  void gradient_ofSeveralTokens_isByTheirSum() {
    // -1 by the mean over 4 tokens is -.25 by their sum.
    List<Question> batch = List.of(BATCH.getFirst());
    ObjectiveValue value =
        Objectives.supervised().evaluate(Question.batch(batch, new int[] {4, 2, 8}));
    assertEquals(0.2, value.loss(), TOLERANCE);
    assertArrayEquals(new double[] {-0.25, 0, 0}, value.gradient(), TOLERANCE);
  }

  private static List<Objective> all() {
    List<Objective> all = new ArrayList<>(List.of(Objectives.supervised()));
    all.add(Objectives.of(new LossSpec.Rft(), OptionalDouble.empty()));
    for (Feedback feedback : Feedback.values()) {
      for (ConstraintSpec constraint :
          List.of(
              new ConstraintSpec.None(),
              new ConstraintSpec.Detached(),
              new ConstraintSpec.Boundary(new BetaSpec.Fixed(0.1), ConstraintSpec.Detach.NONE))) {
        all.add(Objectives.of(new LossSpec.Aft(constraint, 3, feedback), OptionalDouble.empty()));
      }
    }
    return all;
  }

  /** What {@link Objective#scope} promises, to the bit, for every loss. */
  @Test
  void everyObjective_scoresOutsideOfItsScopeUnknown_hasTheSameDerivatives() {
    for (Objective objective : all()) {
      double[] whole = objective.evaluate(Question.batch(RATED)).gradient();
      BatchScores partial = Question.batch(RATED);
      // The second question has the last two candidates.
      int known =
          switch (objective.scope()) {
            case CONSTANT -> 0;
            case QUESTION -> partial.size() - 2;
            case BATCH -> partial.size();
          };
      Arrays.fill(partial.sums(), known, partial.size(), Double.NaN);
      double[] found = objective.evaluate(partial).gradient();
      int compared = objective.scope() == GradientScope.CONSTANT ? partial.size() : known;
      assertArrayEquals(
          Arrays.copyOf(whole, compared), Arrays.copyOf(found, compared), objective.toString());
    }
  }

  @Test
  void scope_ofLossesWithoutComparisons_isConstant() {
    assertEquals(GradientScope.CONSTANT, Objectives.supervised().scope());
    assertEquals(
        GradientScope.CONSTANT, Objectives.of(new LossSpec.Rft(), OptionalDouble.empty()).scope());
    assertEquals(GradientScope.QUESTION, ranking(new ConstraintSpec.None()).scope());
  }

  @Test
  void metrics_ofReferencesAlone_leaveOutWhatIsNotDefined() {
    List<Question> references = List.of(new Question(new double[] {-0.2}, NONE, NONE));
    var metrics = Objectives.supervised().evaluate(Question.batch(references)).metrics();
    assertEquals(List.of(Metrics.MIXED_SHARE, Metrics.VFT_LOSS), List.copyOf(metrics.keySet()));
  }

  @Test
  void supervised_questionWithoutReference_isLeftOut() {
    List<Question> batch = List.of(BATCH.get(0), new Question(NONE, new double[] {-1}, NONE));
    assertEquals(0.2, Objectives.supervised().evaluate(Question.batch(batch)).loss(), TOLERANCE);
  }

  @Test
  void everyObjective_emptyBatch_isZero() {
    assertEquals(0, Objectives.supervised().evaluate(Question.batch(List.of())).loss());
    assertEquals(
        0,
        Objectives.of(new LossSpec.Rft(), OptionalDouble.empty())
            .evaluate(Question.batch(List.of()))
            .loss());
    assertEquals(
        0,
        Objectives.of(
                new LossSpec.Aft(new ConstraintSpec.None(), 1, Feedback.BINARY),
                OptionalDouble.empty())
            .evaluate(Question.batch(List.of()))
            .loss());
  }

  @Test
  void alignmentWithLambdaZero_loss_isTheSupervisedOne() {
    ObjectiveValue value =
        Objectives.of(
                new LossSpec.Aft(new ConstraintSpec.None(), 0, Feedback.BINARY),
                OptionalDouble.empty())
            .evaluate(Question.batch(BATCH));
    assertEquals(Objectives.supervised().evaluate(Question.batch(BATCH)).loss(), value.loss());
  }

  @Test
  void alignment_negativeLambda_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new AlignmentObjective(AlignmentLoss.detached(), -1));
  }

  @Test
  void of_continuedTraining_isSupervised() {
    Objective objective = Objectives.of(new ObjectiveSpec.Continued(), OptionalDouble.empty());
    assertEquals(0.3, objective.evaluate(Question.batch(BATCH)).loss(), TOLERANCE);
  }

  @Test
  void of_boundaryWithAutomaticBeta_usesTheGivenValue() {
    // One pair at s_n = s_p = -.5: B = -.5 - β, T - s_n = -2β, so log(2 + e^(-2β)).
    ObjectiveSpec align =
        new ObjectiveSpec.Align(
            boundary(new BetaSpec.Auto(0.9, 500, OptionalDouble.empty())), 3, 3);
    double loss =
        Objectives.of(align, OptionalDouble.of(0.25)).evaluate(Question.batch(BATCH)).loss();
    assertEquals(0.3 + Math.log(2 + Math.exp(-0.5)) / 2, loss, TOLERANCE);
  }

  @Test
  void of_boundaryWithAutomaticBetaButNoValue_isRefused() {
    LossSpec spec = boundary(new BetaSpec.Auto(0.9, 500, OptionalDouble.empty()));
    assertThrows(IllegalArgumentException.class, () -> Objectives.of(spec, OptionalDouble.empty()));
  }

  private static LossSpec boundary(BetaSpec beta) {
    return new LossSpec.Aft(
        new ConstraintSpec.Boundary(beta, ConstraintSpec.Detach.T), 1, Feedback.BINARY);
  }

  private static void assertGradient(
      Question found, double[] reference, double[] positives, double[] negatives) {
    assertArrayEquals(reference, found.reference(), TOLERANCE);
    assertArrayEquals(positives, found.positives(), TOLERANCE);
    assertArrayEquals(negatives, found.negatives(), TOLERANCE);
  }
}
