package dev.aftlab.activities.tracking;

/**
 * A set of questions that an arm uses.
 *
 * @param name short name
 * @param digest identity, at most {@value #LONGEST_DIGEST} characters
 * @param source where the questions come from, as JSON
 * @param questions how many there are
 * @param use what for: {@code training}, {@code evaluation}
 */
public record TrackedData(String name, String digest, String source, int questions, String use) {

  /** Longer ones are refused by trackers. */
  public static final int LONGEST_DIGEST = 36;

  /** Checks the digest. */
  public TrackedData {
    if (digest.isEmpty() || digest.length() > LONGEST_DIGEST) {
      throw new IllegalArgumentException(
          "digest must have 1 to " + LONGEST_DIGEST + " characters, has " + digest.length());
    }
  }
}
