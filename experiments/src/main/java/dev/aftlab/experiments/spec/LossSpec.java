package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.spec.annotation.FingerprintDefault;
import jakarta.validation.constraints.DecimalMin;
import java.util.Optional;

/** The loss of the align step. All losses receive the same batches in the same order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(LossSpec.Aft.class), @JsonSubTypes.Type(LossSpec.Rft.class)})
public sealed interface LossSpec {

  /** What the rest of the program must know about this loss. */
  default LossTraits traits() {
    return switch (this) {
      case Aft aft ->
          new LossTraits(
              samples(aft.feedback()), wrong(aft.constraint()), beta(aft.constraint()), false);
      case Rft rft ->
          new LossTraits(
              LossTraits.SampleUse.BEST_RIGHT,
              LossTraits.WrongSamples.UNREAD,
              Optional.empty(),
              false);
    };
  }

  private static LossTraits.SampleUse samples(Feedback feedback) {
    return switch (feedback) {
      case BINARY -> LossTraits.SampleUse.RIGHT_AND_WRONG;
      case RANKING -> LossTraits.SampleUse.RANKED;
    };
  }

  private static LossTraits.WrongSamples wrong(ConstraintSpec constraint) {
    return switch (constraint) {
      case ConstraintSpec.None none -> LossTraits.WrongSamples.UNBOUNDED;
      case ConstraintSpec.Detached detached -> LossTraits.WrongSamples.CONSTANT;
      case ConstraintSpec.Boundary boundary -> LossTraits.WrongSamples.BOUNDED;
    };
  }

  private static Optional<BetaSpec> beta(ConstraintSpec constraint) {
    return switch (constraint) {
      case ConstraintSpec.None none -> Optional.empty();
      case ConstraintSpec.Detached detached -> Optional.empty();
      case ConstraintSpec.Boundary boundary -> Optional.of(boundary.beta());
    };
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
      implements LossSpec {}

  /**
   * The supervised loss over references and right samples, and of rated ones the best
   * (rejection-sampling fine-tuning).
   */
  @JsonTypeName("rft")
  record Rft() implements LossSpec {}
}
