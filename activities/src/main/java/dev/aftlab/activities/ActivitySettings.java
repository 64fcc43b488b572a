package dev.aftlab.activities;

import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.model.AllowedPaths;
import dev.aftlab.activities.step.CheckpointInterval;
import java.nio.file.Path;

/**
 * How a process works: nothing of it can change a number.
 *
 * @param home the directory of this process's own state: caches, runs, logs
 * @param store the directory of artifacts and checkpoints; may be shared by machines
 * @param roots what the inputs of experiments may be read from
 * @param engine what the engine runs on
 * @param gpuSlots how many steps or shards run concurrently, at least 1
 * @param checkpoints when a training makes a checkpoint
 * @param deadlines how long each stage may go without progress
 */
public record ActivitySettings(
    Path home,
    Path store,
    AllowedPaths roots,
    EngineOptions engine,
    int gpuSlots,
    CheckpointInterval checkpoints,
    StageTimeouts deadlines) {

  /** Checks the bounds. */
  public ActivitySettings {
    if (gpuSlots < 1) {
      throw new IllegalArgumentException("gpuSlots must be at least 1, is " + gpuSlots);
    }
  }

  /** With the usual checkpoints and deadlines. */
  public ActivitySettings(
      Path home, Path store, AllowedPaths roots, EngineOptions engine, int gpuSlots) {
    this(home, store, roots, engine, gpuSlots, CheckpointInterval.USUAL, StageTimeouts.USUAL);
  }
}
