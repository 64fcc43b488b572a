package dev.aftlab.experiments.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.aftlab.experiments.spec.LossTraits.SampleUse;
import dev.aftlab.experiments.spec.LossTraits.WrongSamples;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class LossSpecTest {
  private static final BetaSpec.Auto AUTO = new BetaSpec.Auto(0.9, 500, OptionalDouble.empty());

  private static ConstraintSpec boundary(BetaSpec beta) {
    return new ConstraintSpec.Boundary(beta, ConstraintSpec.Detach.T);
  }

  @Test
  void variants_all_canBeReadFromJson() {
    for (Class<?> sealed :
        List.of(LossSpec.class, ConstraintSpec.class, BetaSpec.class, SamplesSpec.class)) {
      assertEquals(
          List.of(sealed.getPermittedSubclasses()),
          Arrays.stream(sealed.getAnnotation(JsonSubTypes.class).value())
              .<Class<?>>map(JsonSubTypes.Type::value)
              .toList(),
          sealed.getSimpleName() + ": name every variant in @JsonSubTypes, in their order");
    }
  }

  @Test
  void traits_ofAft_followConstraintAndFeedback() {
    LossTraits free = new LossSpec.Aft(new ConstraintSpec.None(), 1, Feedback.BINARY).traits();
    assertEquals(
        new LossTraits(SampleUse.RIGHT_AND_WRONG, WrongSamples.UNBOUNDED, Optional.empty(), false),
        free);
    LossTraits detached =
        new LossSpec.Aft(new ConstraintSpec.Detached(), 1, Feedback.RANKING).traits();
    assertEquals(
        new LossTraits(SampleUse.RANKED, WrongSamples.CONSTANT, Optional.empty(), false), detached);
    assertEquals(
        new LossTraits(SampleUse.RIGHT_AND_WRONG, WrongSamples.BOUNDED, Optional.of(AUTO), false),
        new LossSpec.Aft(boundary(AUTO), 1, Feedback.BINARY).traits());
  }

  @Test
  void traits_ofRft_readOnlyTheBestRightSamples() {
    assertEquals(
        new LossTraits(SampleUse.BEST_RIGHT, WrongSamples.UNREAD, Optional.empty(), false),
        new LossSpec.Rft().traits());
  }

  @Test
  void autoBeta_boundaryWithAutomaticBetaOnly_isPresent() {
    assertEquals(Optional.of(AUTO), aft(boundary(AUTO)).autoBeta());
    assertEquals(Optional.empty(), aft(boundary(new BetaSpec.Fixed(0.3))).autoBeta());
    assertEquals(Optional.empty(), new LossSpec.Rft().traits().autoBeta());
  }

  private static LossTraits aft(ConstraintSpec constraint) {
    return new LossSpec.Aft(constraint, 1, Feedback.BINARY).traits();
  }
}
