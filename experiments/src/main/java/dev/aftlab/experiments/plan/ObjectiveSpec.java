package dev.aftlab.experiments.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.spec.LossSpec;
import java.util.Optional;

/** The objective of a train step. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(ObjectiveSpec.Supervised.class),
  @JsonSubTypes.Type(ObjectiveSpec.Continued.class),
  @JsonSubTypes.Type(ObjectiveSpec.Align.class)
})
public sealed interface ObjectiveSpec {

  /** This objective where it is an alignment. */
  default Optional<Align> alignment() {
    return switch (this) {
      case Supervised supervised -> Optional.empty();
      case Continued continued -> Optional.empty();
      case Align align -> Optional.of(align);
    };
  }

  /** The negative log-likelihood of the references. */
  @JsonTypeName("supervised")
  record Supervised() implements ObjectiveSpec {}

  /** Continued fine-tuning, for as many epochs as match the operations of other steps. */
  @JsonTypeName("continued")
  record Continued() implements ObjectiveSpec {}

  /**
   * Alignment on labelled samples.
   *
   * @param loss the loss
   * @param maxPositives maximum of right samples per question
   * @param maxNegatives maximum of wrong samples per question
   */
  @JsonTypeName("align")
  record Align(LossSpec loss, int maxPositives, int maxNegatives) implements ObjectiveSpec {}
}
