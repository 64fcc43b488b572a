package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.ArtifactId;

/**
 * An artifact that was found before is no longer in the store: quarantined as corrupt, or removed
 * manually.
 */
public final class MissingArtifactException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final transient ArtifactId artifact;

  private MissingArtifactException(String message, ArtifactId artifact) {
    super(message);
    this.artifact = artifact;
  }

  /** Nothing of a step is there. */
  public static MissingArtifactException of(ArtifactId artifact) {
    return new MissingArtifactException(
        "artifact "
            + artifact.brief()
            + " is no longer in the store: it was quarantined as corrupt, or removed; a run that"
            + " needs it makes it again",
        artifact);
  }

  /** A part of a step's work is not there, or not whole. */
  public static MissingArtifactException shard(int shard, String title, ArtifactId artifact) {
    return new MissingArtifactException(
        "shard "
            + shard
            + " of "
            + title
            + " ("
            + artifact.fingerprint().brief()
            + ") is missing or damaged; it is made again",
        artifact);
  }

  /** The artifact whose step has to run again. */
  public ArtifactId artifact() {
    return artifact;
  }
}
