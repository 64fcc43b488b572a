package dev.aftlab.activities.store;

/**
 * An artifact that was found before is no longer in the store: quarantined as corrupt, or removed
 * manually.
 */
public final class MissingArtifactException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final String fingerprint;

  private MissingArtifactException(String message, String fingerprint) {
    super(message, null);
    this.fingerprint = fingerprint;
  }

  /** Nothing of a step is there. */
  public static MissingArtifactException of(String kind, String fingerprint) {
    return new MissingArtifactException(
        "artifact "
            + kind
            + " "
            + brief(fingerprint)
            + " is no longer in the store: it was quarantined as corrupt, or removed; a run that"
            + " needs it makes it again",
        fingerprint);
  }

  /** A part of a step's work is not there, or not whole. */
  public static MissingArtifactException shard(int shard, String title, String fingerprint) {
    return new MissingArtifactException(
        "shard "
            + shard
            + " of "
            + title
            + " ("
            + brief(fingerprint)
            + ") is missing or damaged; it is made again",
        fingerprint);
  }

  private static String brief(String fingerprint) {
    return fingerprint.substring(0, Math.min(10, fingerprint.length()));
  }

  /** The step that has to run again, 64 hexadecimal digits. */
  public String fingerprint() {
    return fingerprint;
  }
}
