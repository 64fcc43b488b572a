package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.spec.annotation.Shorthand;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.util.OptionalDouble;

/**
 * The distance β of the boundary below the worst positive score. In YAML a number, {@code auto}, or
 * {@code {type: auto, …}}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(BetaSpec.Fixed.class), @JsonSubTypes.Type(BetaSpec.Auto.class)})
public sealed interface BetaSpec {

  /**
   * A given distance.
   *
   * @param value β in nats per token, 0 or more
   */
  @JsonTypeName("fixed")
  @Shorthand
  record Fixed(@DecimalMin("0") double value) implements BetaSpec {}

  /**
   * A distance computed from the data: a quantile of min_p s_p − s_n over the (question, negative)
   * pairs under the VFT model.
   *
   * @param quantile which quantile, in [0, 1], by linear interpolation
   * @param questions number of first training questions to use
   * @param fallback β for fewer than 50 pairs; without it that is an error
   */
  @JsonTypeName("auto")
  record Auto(
      @Default("0.9") @DecimalMin("0") @DecimalMax("1") double quantile,
      @Default("500") @Min(1) int questions,
      @Default("null") OptionalDouble fallback)
      implements BetaSpec {}
}
