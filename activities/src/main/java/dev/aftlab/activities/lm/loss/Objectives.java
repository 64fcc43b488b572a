package dev.aftlab.activities.lm.loss;

import dev.aftlab.experiments.plan.ObjectiveSpec;
import dev.aftlab.experiments.spec.BetaSpec;
import dev.aftlab.experiments.spec.ConstraintSpec;
import dev.aftlab.experiments.spec.LossSpec;
import java.util.OptionalDouble;

/** Makes objectives from their specs: the place to add a loss. */
public final class Objectives {
  private Objectives() {}

  /** L_VFT alone. */
  public static Objective supervised() {
    return new SupervisedObjective();
  }

  /**
   * The objective of a train step. See {@link #of(LossSpec, OptionalDouble)} for the automatic β.
   */
  public static Objective of(ObjectiveSpec spec, OptionalDouble autoBeta) {
    return switch (spec) {
      case ObjectiveSpec.Supervised supervised -> supervised();
      case ObjectiveSpec.Continued continued -> supervised();
      case ObjectiveSpec.Align align -> of(align.loss(), autoBeta);
    };
  }

  /**
   * The objective of a loss.
   *
   * @param autoBeta what {@link AutoBeta} found; read only when the loss has an automatic β
   * @throws IllegalArgumentException when the loss needs an automatic β and none is given
   */
  public static Objective of(LossSpec spec, OptionalDouble autoBeta) {
    return switch (spec) {
      case LossSpec.Rft rft -> new RejectionSamplingObjective();
      case LossSpec.Aft aft -> new AlignmentObjective(term(aft, autoBeta), aft.lambda());
    };
  }

  private static AlignmentTerm term(LossSpec.Aft spec, OptionalDouble autoBeta) {
    return switch (spec.feedback()) {
      case BINARY -> AlignmentTerm.binary(core(spec.constraint(), autoBeta));
      case RANKING -> AlignmentTerm.ranking(ranking(spec.constraint(), autoBeta));
    };
  }

  private static RankingLoss ranking(ConstraintSpec spec, OptionalDouble autoBeta) {
    return switch (spec) {
      case ConstraintSpec.None none -> RankingLoss.unconstrained();
      case ConstraintSpec.Detached detached -> RankingLoss.detached();
      case ConstraintSpec.Boundary boundary ->
          RankingLoss.boundary(beta(boundary.beta(), autoBeta), boundary.detach());
    };
  }

  private static AlignmentLoss core(ConstraintSpec spec, OptionalDouble autoBeta) {
    return switch (spec) {
      case ConstraintSpec.None none -> AlignmentLoss.unconstrained();
      case ConstraintSpec.Detached detached -> AlignmentLoss.detached();
      case ConstraintSpec.Boundary boundary ->
          AlignmentLoss.boundary(beta(boundary.beta(), autoBeta), boundary.detach());
    };
  }

  private static double beta(BetaSpec spec, OptionalDouble autoBeta) {
    return switch (spec) {
      case BetaSpec.Fixed fixed -> fixed.value();
      case BetaSpec.Auto auto ->
          autoBeta.orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "the loss has beta: auto, but no value was computed for it; use AutoBeta"
                          + " first"));
    };
  }
}
