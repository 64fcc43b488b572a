package dev.aftlab.activities;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a process works: nothing of it can change a number.
 *
 * @param home where state lives: the store, caches, runs, logs
 * @param workingFolder what relative names in experiments are relative to
 * @param device the device, such as {@code cpu} or {@code cuda:0}
 * @param gpuSlots how many steps or shards are worked on side by side, at least 1
 * @param checkpointEvery time between checkpoints of a training
 */
public record ActivitySettings(Path home, Path workingFolder, String device, int gpuSlots, Duration checkpointEvery) {

  /** Often enough to lose little, seldom enough to cost next to nothing. */
  public static final Duration DEFAULT_CHECKPOINT_EVERY = Duration.ofSeconds(5);

  /** Checks the bounds. */
  public ActivitySettings {
    if (gpuSlots < 1) {
      throw new IllegalArgumentException("gpuSlots must be at least 1, is " + gpuSlots);
    }
    if (checkpointEvery.isNegative()) {
      throw new IllegalArgumentException("checkpointEvery must not be negative, is " + checkpointEvery);
    }
  }

  /** With the default time between checkpoints. */
  public ActivitySettings(Path home, Path workingFolder, String device, int gpuSlots) {
    this(home, workingFolder, device, gpuSlots, DEFAULT_CHECKPOINT_EVERY);
  }
}
