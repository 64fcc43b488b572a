package dev.aftlab.activities.lm.loss;

import dev.aftlab.experiments.spec.ConstraintSpec.Detach;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The alignment loss of one question whose completions are rated: a pure function of their scores
 * and ratings. i ≻ j says that completion i is rated higher than j; those of one rating make no
 * pair. Without constraint (arXiv 2309.02144, ranking feedback) it is
 *
 * <pre>L_R = log{1 + Σ_{i≻j} exp(s_j − s_i)}.</pre>
 *
 * <p>Detached: the same value, s_j constant in the gradient wherever it is the worse one of a pair.
 * Boundary, with B_j = min_{m≻j} s_m − β and T_ij = 2·B_j − s_i:
 *
 * <pre>L_RBC = log{1 + Σ_{i≻j} [exp(s_j − s_i) + exp(T_ij − s_j)]}.</pre>
 *
 * <p>β → ∞ gives L_R. A completion of a middle rating is pulled up as the better one of some pairs
 * and held as the worse one of others. With two ratings this delegates to {@link AlignmentLoss}, so
 * that both agree to the last bit. The sum is taken as softplus of the logarithm of the sum of its
 * terms, which neither overflows nor cancels, whatever the margins.
 */
final class RankingLoss {
  private final AlignmentLoss ofTwo;
  private final boolean detached;
  private final double beta;
  private final Detach detach;

  private RankingLoss(AlignmentLoss ofTwo, boolean detached, double beta, Detach detach) {
    this.ofTwo = ofTwo;
    this.detached = detached;
    this.beta = beta;
    this.detach = detach;
  }

  /** L_R: nothing bounds the worse completions from below. */
  public static RankingLoss unconstrained() {
    return new RankingLoss(
        AlignmentLoss.unconstrained(), false, Double.POSITIVE_INFINITY, Detach.T);
  }

  /** L_R with the worse completions' scores held constant. */
  public static RankingLoss detached() {
    return new RankingLoss(AlignmentLoss.detached(), true, Double.POSITIVE_INFINITY, Detach.T);
  }

  /**
   * L_RBC.
   *
   * @param beta distance of each boundary below the worst of the better completions, nats per
   *     token, 0 or more; infinity gives L_R
   * @param detach what is held constant in the gradient through T_ij
   */
  public static RankingLoss boundary(double beta, Detach detach) {
    return new RankingLoss(AlignmentLoss.boundary(beta, detach), false, beta, detach);
  }

  /**
   * The value and its partial derivative by each score. The gradient is not copied: do not write to
   * it.
   *
   * @param loss the value, 0 or more
   * @param gradient one derivative per score
   */
  public record Value(double loss, double[] gradient) {}

  /**
   * Value and gradient; both 0 when all ratings are equal.
   *
   * @param ratings one per score, higher is better
   */
  public Value evaluate(double[] scores, double[] ratings) {
    double[] levels = Arrays.stream(ratings).distinct().toArray();
    return levels.length == 2
        ? ofTwo(scores, ratings, Math.max(levels[0], levels[1]))
        : ofMany(scores, ratings);
  }

  private Value ofTwo(double[] scores, double[] ratings, double upper) {
    AlignmentValue value =
        ofTwo.evaluate(select(scores, ratings, upper, true), select(scores, ratings, upper, false));
    double[] gradient = new double[scores.length];
    int better = 0;
    int worse = 0;
    for (int i = 0; i < scores.length; i++) {
      gradient[i] = ratings[i] == upper ? value.positives()[better++] : value.negatives()[worse++];
    }
    return new Value(value.loss(), gradient);
  }

  private static double[] select(double[] scores, double[] ratings, double upper, boolean better) {
    return IntStream.range(0, scores.length)
        .filter(i -> (ratings[i] == upper) == better)
        .mapToDouble(i -> scores[i])
        .toArray();
  }

  /**
   * Any number of ratings; with two of them, the same as {@link AlignmentLoss} but for rounding.
   */
  Value ofMany(double[] scores, double[] ratings) {
    Pairs pairs = new Pairs(scores, ratings);
    double total = pairs.total();
    double[] gradient = new double[scores.length];
    if (total == Double.NEGATIVE_INFINITY) {
      return new Value(0, gradient);
    }
    double slope = LogSumExp.sigmoid(total);
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (ratings[i] > ratings[j]) {
          double falling = slope * Math.exp(pairs.falling(i, j) - total);
          double rising = slope * Math.exp(pairs.rising(i, j) - total);
          gradient[i] -= detach == Detach.T ? falling : falling + rising;
          gradient[j] += (detached ? 0 : falling) - rising;
          if (detach == Detach.NONE) {
            pairs.addThroughMinimum(j, 2 * rising, gradient);
          }
        }
      }
    }
    return new Value(LogSumExp.softplus(total), gradient);
  }

  /** The logarithms of the terms. */
  private final class Pairs {
    private final double[] scores;
    private final double[] ratings;
    private final double[] worstBetter;

    Pairs(double[] scores, double[] ratings) {
      this.scores = scores;
      this.ratings = ratings;
      this.worstBetter = worstBetter(scores, ratings);
    }

    /** s_j − s_i. */
    double falling(int i, int j) {
      return scores[j] - scores[i];
    }

    /** T_ij − s_j. */
    double rising(int i, int j) {
      return 2 * (worstBetter[j] - beta) - scores[i] - scores[j];
    }

    /** The logarithm of the sum of all terms; −∞ without pairs. */
    double total() {
      double[] terms = new double[2 * scores.length * scores.length];
      Arrays.fill(terms, Double.NEGATIVE_INFINITY);
      int at = 0;
      for (int i = 0; i < scores.length; i++) {
        for (int j = 0; j < scores.length; j++) {
          if (ratings[i] > ratings[j]) {
            terms[at++] = falling(i, j);
            terms[at++] = rising(i, j);
          }
        }
      }
      return LogSumExp.logSumExp(terms);
    }

    /** ∂L/∂B_j · ∂B_j/∂s_m; better completions that tie for the worst share it evenly. */
    void addThroughMinimum(int j, double slope, double[] gradient) {
      boolean[] worst = new boolean[scores.length];
      int ties = 0;
      for (int m = 0; m < scores.length; m++) {
        worst[m] = ratings[m] > ratings[j] && scores[m] == worstBetter[j];
        ties += worst[m] ? 1 : 0;
      }
      for (int m = 0; m < scores.length; m++) {
        gradient[m] += worst[m] ? slope / ties : 0;
      }
    }
  }

  /**
   * For each completion the lowest score of those that are rated higher; +∞ when there are none.
   */
  static double[] worstBetter(double[] scores, double[] ratings) {
    double[] worst = new double[scores.length];
    Arrays.fill(worst, Double.POSITIVE_INFINITY);
    for (int j = 0; j < scores.length; j++) {
      for (int m = 0; m < scores.length; m++) {
        worst[j] = ratings[m] > ratings[j] ? Math.min(worst[j], scores[m]) : worst[j];
      }
    }
    return worst;
  }
}
