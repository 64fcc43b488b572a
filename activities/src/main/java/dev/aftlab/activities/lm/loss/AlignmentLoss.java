package dev.aftlab.activities.lm.loss;

import dev.aftlab.experiments.spec.ConstraintSpec;

/**
 * The alignment loss of one question: a pure function of the scores of its right (P) and wrong (N)
 * completions.
 *
 * <p>Without constraint (arXiv 2309.02144, eq. 6) it is
 *
 * <pre>L_A = log[1 + Σ_{p∈P} Σ_{n∈N} exp(s_n − s_p)] = softplus(LSE_n(s_n) + LSE_p(−s_p)).</pre>
 *
 * <p>Detached: the same value, s_n held constant in the gradient. Boundary, with B = min_p s_p − β
 * and T = 2B − s_p:
 *
 * <pre>
 * L_BC = log{1 + Σ_p Σ_n [exp(s_n − s_p) + exp(T − s_n)]}
 *      = softplus(LSE_p(−s_p) + LSE({s_n} ∪ {2B − s_n})).
 * </pre>
 *
 * Its derivative by s_n has the sign of s_n − B: a wrong completion is pushed down above the
 * boundary and up below it. β → ∞ gives L_A. These closed forms neither overflow nor cancel,
 * whatever the margin.
 */
sealed interface AlignmentLoss permits UnconstrainedLoss, BoundaryLoss {
  /**
   * Value and gradient; both 0 when one of the sides is empty.
   *
   * @param positives scores of right completions
   * @param negatives scores of wrong completions
   */
  AlignmentValue evaluate(double[] positives, double[] negatives);

  /** L_A: nothing bounds the wrong completions from below. */
  static AlignmentLoss unconstrained() {
    return new UnconstrainedLoss(false);
  }

  /** L_A with the wrong completions' scores held constant. */
  static AlignmentLoss detached() {
    return new UnconstrainedLoss(true);
  }

  /**
   * L_BC.
   *
   * @param beta distance of the boundary below the worst right completion, nats per token, 0 or
   *     more; infinity gives L_A
   * @param detach what is held constant in the gradient by the right completions' scores
   */
  static AlignmentLoss boundary(double beta, ConstraintSpec.Detach detach) {
    return new BoundaryLoss(beta, detach);
  }
}
