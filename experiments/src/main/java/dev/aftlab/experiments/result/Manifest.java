package dev.aftlab.experiments.result;

import java.util.List;
import java.util.SortedMap;

/**
 * The one file that makes an artifact visible. Written last, once, and never replaced.
 *
 * @param fingerprint the step's identity, 64 hexadecimal digits
 * @param kind the step's kind: train, sample, label, score or evaluate
 * @param version version of that kind's algorithm
 * @param title what the step is called for people
 * @param inputs fingerprints of the artifacts it was made from
 * @param step the step itself, as canonical JSON
 * @param folder folder of the files within the artifact, named by the lease they were written under
 * @param files the files, sorted by path
 * @param cost what making it cost, over all attempts that counted
 * @param facts numbers and words that a report shows without opening the files
 * @param environment the numeric environment: engine version and switches, instruction set, device,
 *     native threads
 * @param epoch epoch of the lease under which it was committed
 * @param created time of the commit, ISO-8601 in UTC
 */
public record Manifest(
    String fingerprint,
    String kind,
    int version,
    String title,
    List<String> inputs,
    String step,
    String folder,
    List<ArtifactFile> files,
    Cost cost,
    SortedMap<String, String> facts,
    SortedMap<String, String> environment,
    long epoch,
    String created) {

  /** Makes the lists unmodifiable. */
  public Manifest {
    inputs = List.copyOf(inputs);
    files = List.copyOf(files);
  }

  /**
   * One file of an artifact.
   *
   * @param path relative to the folder, with forward slashes
   * @param size in bytes
   * @param sha256 64 hexadecimal digits
   */
  public record ArtifactFile(String path, long size, String sha256) {}
}
