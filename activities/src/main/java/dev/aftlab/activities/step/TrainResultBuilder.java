package dev.aftlab.activities.step;

import dev.aftlab.experiments.result.TrainResult;
import dev.aftlab.experiments.result.TrainWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects what a training reports while it is prepared and runs. */
final class TrainResultBuilder {
  private final List<TrainWarning> warnings = new ArrayList<>();
  private Optional<String> divergence = Optional.empty();
  private Optional<TrainResult.Beta> beta = Optional.empty();
  private Optional<TrainResult.Usable> usable = Optional.empty();
  private OptionalDouble matchedOperations = OptionalDouble.empty();

  void warn(TrainWarning warning) {
    warnings.add(warning);
  }

  void divergence(String message) {
    divergence = Optional.of(message);
  }

  void beta(TrainResult.Beta found) {
    beta = Optional.of(found);
  }

  void usable(TrainResult.Usable counted) {
    usable = Optional.of(counted);
  }

  void matchedOperations(double operations) {
    matchedOperations = OptionalDouble.of(operations);
  }

  TrainResult finished(int steps, int epochs, TrainResult.Checkpoints checkpoints) {
    return new TrainResult(
        steps, epochs, checkpoints, divergence, beta, usable, matchedOperations, warnings);
  }
}
