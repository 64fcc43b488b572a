package dev.aftlab.activities.store;

import java.nio.file.Path;
import java.util.Locale;

/** The store's disk is full. */
public final class NoSpaceException extends StoreException {
  private static final long serialVersionUID = 1L;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final long neededBytes;

  NoSpaceException(String message, long neededBytes, Throwable cause) {
    super(message, cause);
    this.neededBytes = neededBytes;
  }

  /** What could not be written for lack of space. */
  public static NoSpaceException writing(Path path, long neededBytes, Throwable cause) {
    String needed =
        neededBytes == 0
            ? ""
            : String.format(
                Locale.ROOT, " (about %.1f MB are needed)", neededBytes / BYTES_PER_MEGABYTE);
    return new NoSpaceException(
        "no space left for " + path + needed + ": free some on that disk, and the work continues",
        neededBytes,
        cause);
  }

  /** Whether this is how a file system says that it is full, or that a quota is used up. */
  public static boolean is(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof NoSpaceException
        || message.contains("No space left")
        || message.contains("Disk quota exceeded");
  }

  /** The space it needs, as far as known; 0 when it is not. */
  public long neededBytes() {
    return neededBytes;
  }
}
