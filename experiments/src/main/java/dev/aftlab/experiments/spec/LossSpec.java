package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.DecimalMin;
import java.util.Optional;

/** The loss of the align step. All losses receive the same batches in the same order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(LossSpec.Aft.class), @JsonSubTypes.Type(LossSpec.Rft.class)})
public sealed interface LossSpec {

  /** The distance β of the boundary; empty without a boundary. */
  default Optional<BetaSpec> beta() {
    return this instanceof Aft aft && aft.constraint() instanceof ConstraintSpec.Boundary boundary
        ? Optional.of(boundary.beta())
        : Optional.empty();
  }

  /** Whether the loss uses ratings. */
  default boolean ranks() {
    return this instanceof Aft aft && aft.feedback() == Feedback.RANKING;
  }

  /** The rule of the automatic β, if the loss uses one. */
  default Optional<BetaSpec.Auto> autoBeta() {
    return beta().filter(BetaSpec.Auto.class::isInstance).map(BetaSpec.Auto.class::cast);
  }

  /**
   * L = L_VFT + λ · L_align (arXiv 2309.02144).
   *
   * @param constraint the bound of wrong chains from below
   * @param lambda weight λ of the alignment term, 0 or more
   * @param feedback whether L_align uses right and wrong answers or ratings
   */
  @JsonTypeName("aft")
  record Aft(
      @Default("boundary") ConstraintSpec constraint,
      @Default("1") @DecimalMin("0") double lambda,
      @FingerprintDefault("\"binary\"") @Default("binary") Feedback feedback)
      implements LossSpec {

    /** Plans of earlier releases do not name the feedback. */
    public Aft {
      feedback = feedback == null ? Feedback.BINARY : feedback;
    }

    /** A loss with binary feedback. */
    public Aft(ConstraintSpec constraint, double lambda) {
      this(constraint, lambda, Feedback.BINARY);
    }
  }

  /**
   * The supervised loss over references and right samples, and and of rated ones the best
   * (rejection-sampling fine-tuning).
   */
  @JsonTypeName("rft")
  record Rft() implements LossSpec {}
}
