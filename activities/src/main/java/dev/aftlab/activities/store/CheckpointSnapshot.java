package dev.aftlab.activities.store;

import java.util.Optional;

/**
 * A read-only view of the newest checkpoint of a step: it may be replaced and removed at any
 * moment.
 */
public interface CheckpointSnapshot {

  /** Which one it is: another text for another checkpoint of the step. */
  String version();

  /**
   * The content of one of its files, when it is whole; the others are not read. Empty when it is
   * corrupt or was removed meanwhile.
   */
  Optional<String> text(String path);
}
