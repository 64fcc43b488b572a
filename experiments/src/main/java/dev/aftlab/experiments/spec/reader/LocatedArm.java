package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Arm;
import dev.aftlab.experiments.spec.ArmSpec;
import java.util.Optional;
import java.util.function.Function;

/**
 * An arm with the source positions of its settings, for messages.
 *
 * @param arm the arm
 * @param positions where its settings were written
 */
public record LocatedArm(Arm arm, SourceMap positions) {

  /** The seed of the arm. */
  public long seed() {
    return arm.seed();
  }

  /** The settings of the arm, with placeholders for invalid values. */
  public ArmSpec spec() {
    return arm.spec();
  }

  /**
   * A part of the settings; empty when one of the fields that it depends on is invalid.
   *
   * @param part the part
   * @param paths dotted paths of the fields that it depends on
   */
  public <T> Optional<T> reliable(Function<ArmSpec, T> part, String... paths) {
    return positions.areRight(paths) ? Optional.of(part.apply(spec())) : Optional.empty();
  }
}
