package dev.aftlab.activities.lm;

import java.nio.file.FileSystemException;
import java.util.List;

/**
 * A native library that does not load. The message names the library, the cause and what to do; the
 * same process cannot try again.
 */
public final class EngineStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Variables by which the engine takes other libraries than those that come with the product. */
  private static final List<String> VARIABLES =
      List.of(
          "PYTORCH_LIBRARY_PATH",
          "RUST_LIBRARY_PATH",
          "LIBSTDCXX_LIBRARY_PATH",
          "PYTORCH_EXTRA_LIBRARY_PATH",
          "PYTORCH_VERSION",
          "PYTORCH_FLAVOR");

  /** The message for a folder that cannot be unpacked into or run from. */
  private static final List<String> UNUSABLE =
      List.of(
          "Permission denied",
          "Read-only",
          "AccessDenied",
          "Not a directory",
          "FileAlreadyExists",
          "failed to map segment");

  /** Whether the disk that it is unpacked to is full. */
  private final boolean noSpace;

  private EngineStartException(String message, boolean noSpace, Throwable cause) {
    super(message, cause);
    this.noSpace = noSpace;
  }

  /**
   * Says why a library does not load, by what is at the bottom of the failure.
   *
   * @param library its human-readable name
   * @param folder where its files are unpacked
   */
  public static EngineStartException of(String library, String folder, Throwable failure) {
    String told = deepest(failure);
    if (told.contains("No space left") || told.contains("Disk quota exceeded")) {
      return new EngineStartException(
          "no space left to unpack "
              + library
              + " into "
              + folder
              + ": free some on that disk (about 500 MB are needed), "
              + "or name another folder with DJL_CACHE_DIR ("
              + told
              + ")",
          true,
          failure);
    }
    return new EngineStartException(
        library + " does not load: " + told + remedy(told, folder), false, failure);
  }

  /** Whether the disk that it is unpacked to is full. */
  public boolean noSpace() {
    return noSpace;
  }

  private static String remedy(String told, String folder) {
    for (String variable : VARIABLES) {
      if (System.getenv(variable) != null) {
        return "; "
            + variable
            + " is '"
            + System.getenv(variable)
            + "': unset it, so that the libraries that come with the product are used, or let it"
            + " name valid ones";
      }
    }
    if (told.contains("libstdc++")
        || told.contains("GLIBC")
        || told.contains("libgomp")
        || told.contains("cannot open shared object file")) {
      return "; a library of the system is missing or too old: install it (Debian, Ubuntu: apt"
          + " install libstdc++6 libgomp1), or use a newer system";
    }
    if (UNUSABLE.stream().anyMatch(told::contains)) {
      return "; its files must be writable and executable in "
          + folder
          + ": fix this, or point DJL_CACHE_DIR to another directory";
    }
    return "; perhaps a file of it is damaged: remove "
        + folder
        + ", which is filled again, and use Linux on x86-64 with glibc";
  }

  /** The message of the first cause that adds information. */
  @SuppressWarnings("ReferenceEquality") // a cause may be its own
  private static String deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage()).strip();
    boolean bare = cause.getMessage() == null || cause instanceof FileSystemException;
    return (bare ? cause.getClass().getSimpleName() + ": " + message : message)
        .replaceAll("\\s+", " ");
  }
}
