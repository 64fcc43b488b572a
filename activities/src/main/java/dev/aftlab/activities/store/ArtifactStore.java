package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.StepKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps artifacts, and what steps write before their artifacts are committed: staging folders,
 * shards and checkpoints. Safe for use by many threads and many processes at once.
 *
 * <p>An artifact becomes visible by one atomic act, the creation of its manifest, and never changes
 * after it. Every write is made under a {@link Lease}; a lease that is not the newest of its key
 * any more can commit nothing.
 */
public interface ArtifactStore {

  /** Identifier of this store: the same for every process that works on it. */
  String id();

  /**
   * The manifest of an artifact, if it is there. Does not read the artifact's files. An unreadable
   * one is quarantined with a warning, as if the artifact did not exist.
   */
  Optional<Manifest> find(ArtifactId id);

  /**
   * The folder of an artifact's files, after sizes and digests were checked: once per process and
   * artifact, and again when a file's size or time of change is another. A corrupt artifact is
   * quarantined, so that its step runs again.
   *
   * @throws CorruptArtifactException naming the first file that is not what the manifest says
   */
  Path open(Manifest manifest);

  /**
   * What is read from an artifact's files. Any failure while reading files that are not what the
   * manifest says is reported as corruption, and so are files that change meanwhile; what was read
   * of them is discarded, and closed if it can be.
   *
   * @param reading receives the folder of the files; reads all that it needs before it returns
   * @throws CorruptArtifactException naming the first file that is not what the manifest says; the
   *     artifact is quarantined
   * @throws MissingArtifactException when the artifact was quarantined or made again by another
   *     process meanwhile
   */
  <T> T read(Manifest manifest, Function<Path, T> reading);

  /**
   * One file of an artifact, after its own size and digest were checked; for those who do not need
   * the weights beside it.
   *
   * @throws CorruptArtifactException when it is not what the manifest says, or the manifest has
   *     none of that path
   */
  Path file(Manifest manifest, String path);

  /**
   * Quarantines a corrupt artifact, so that its step runs again. Does nothing when that is no
   * longer the one in the store.
   */
  void quarantine(Manifest manifest);

  /** Every manifest of a kind. */
  List<Manifest> list(StepKind kind);

  /**
   * An empty folder, or the one started before under this lease, to write an artifact or a shard
   * into. What earlier holders of the lease left behind is removed.
   *
   * @throws FencedException when the lease is not the newest any more
   */
  Path stage(Lease lease);

  /** Removes the staging folder of a lease, if there is one: the work failed. */
  void unstage(Lease lease);

  /**
   * Makes the files of a staging folder visible as the artifact of a step. If the artifact is there
   * already, that one is returned.
   *
   * @throws FencedException when the lease is not the newest any more
   * @throws NoSpaceException when the disk is full; nothing half-written is visible
   */
  Manifest commit(Lease lease, CommitRequest request, Path staging);

  /** The checkpoints of the step that a lease is for. */
  Checkpoints checkpoints(Lease lease);

  /**
   * How far a step's committed work has come: the position of its newest checkpoint, or the number
   * of its shards that are kept. Reads no files.
   */
  long reached(Fingerprint step);

  /**
   * Requests a checkpoint from the process that runs a step; it sees the request by {@link
   * Checkpoints#requested}.
   */
  void requestCheckpoint(Fingerprint step);

  /**
   * Whether this many bytes could be written; 0 for any. Tries it with some of them, since quotas
   * do not show in free space.
   */
  boolean hasSpace(long bytes);

  /**
   * The newest checkpoint of a step, read-only: needs no lease, reads no weights. Empty when there
   * is none.
   */
  Optional<CheckpointSnapshot> newestSnapshot(Fingerprint step);

  /** A committed shard, whose files were found to be whole. */
  Optional<Path> shard(Fingerprint step, int index);

  /**
   * Keeps a staging folder as a shard, unless it is there already; returns where the shard is.
   *
   * @throws FencedException when the lease is not the newest any more
   */
  Path commitShard(Lease lease, int index, Path staging);
}
