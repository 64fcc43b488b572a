package dev.aftlab.experiments.result;

/**
 * A rule that finds answers and judges them.
 *
 * @param name its name
 * @param version its version, from 1
 */
public record ExtractorVersion(String name, int version) {
  @Override
  public String toString() {
    return name + " v" + version;
  }
}
