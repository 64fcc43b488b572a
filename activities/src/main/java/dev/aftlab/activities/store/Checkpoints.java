package dev.aftlab.activities.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The checkpoints of one step: written under one lease, readable by all. */
public interface Checkpoints {

  /** The newest valid checkpoint of the highest epoch that has one. */
  Optional<Checkpoint> newest();

  /** What was skipped in looking for it, and why. */
  List<String> warnings();

  /**
   * Whether one was requested since the last was made, see {@link ArtifactStore#requestCheckpoint}.
   */
  boolean requested();

  /** A folder to write the state before {@code position} into. */
  Path begin(long position);

  /** Removes an unfinished folder, to free space. */
  void discard(Path folder);

  /**
   * Commits the checkpoint atomically, after its files are digested and synced; older ones are
   * removed but for one.
   *
   * @throws FencedException when the lease is not the newest any more
   */
  void commit(Path folder, long position, double deviceSeconds);
}
