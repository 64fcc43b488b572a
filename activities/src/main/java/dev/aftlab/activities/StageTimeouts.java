package dev.aftlab.activities;

import dev.aftlab.activities.progress.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How long each stage of the work may run without progress before the attempt counts as stalled.
 * Generous: a wrong alarm costs an attempt.
 *
 * @param stages seconds by stage; see {@link #STAGES}
 */
public record StageTimeouts(Map<String, Duration> stages) {

  /**
   * The stages and their usual deadlines. Loading and hashing a large model gives no sign in
   * between.
   */
  public static final Map<String, Duration> STAGES =
      Map.of(
          "start", Duration.ofMinutes(30),
          "train", Duration.ofMinutes(15),
          "checkpoint", Duration.ofMinutes(15),
          "sample", Duration.ofMinutes(15),
          "evaluate", Duration.ofMinutes(15));

  /** The usual deadlines. */
  public static final StageTimeouts USUAL = new StageTimeouts(STAGES);

  /** Completes the stages that are not named with their usual deadlines. */
  public StageTimeouts {
    Map<String, Duration> all = new TreeMap<>(STAGES);
    stages.forEach((stage, deadline) -> all.put(known(stage), positive(stage, deadline)));
    stages = Map.copyOf(all);
  }

  /** The timeout of a stage; one that cannot be set has the longest. */
  Duration of(Stage stage) {
    return switch (stage) {
      case TRAIN, CHECKPOINT, SAMPLE -> stage(stage.label());
      case ANSWER, SCORE -> stage("evaluate");
      case START, LINES, CHECK_INPUTS, PLAN -> stage("start");
    };
  }

  private Duration stage(String name) {
    return Objects.requireNonNull(stages.get(name), name);
  }

  private static String known(String stage) {
    if (!STAGES.containsKey(stage)) {
      throw new IllegalArgumentException(
          "'"
              + stage
              + "' is no stage with a deadline; there are "
              + String.join(", ", new TreeMap<>(STAGES).keySet()));
    }
    return stage;
  }

  private static Duration positive(String stage, Duration deadline) {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException(
          "the deadline of " + stage + " must be above 0 s, is " + deadline.toMillis() / 1e3);
    }
    return deadline;
  }
}
