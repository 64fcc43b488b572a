package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.SortedMap;

/**
 * The manifest of an artifact, which makes it visible. Written last, once, and never replaced.
 *
 * @param id which artifact it is
 * @param version version of the algorithm of that kind of steps
 * @param title the step's name for readers
 * @param inputs the artifacts it was made from
 * @param step the step itself, as canonical JSON
 * @param folder folder of the files within the artifact, named by the lease they were written under
 * @param files the files, sorted by path
 * @param cost the cost of making it, over all attempts that contributed
 * @param result what the step reports about its work
 * @param environment the numeric environment: engine version and switches, instruction set, device,
 *     native threads
 * @param owner the execution that made it
 * @param epoch epoch of the lease under which it was committed
 * @param created time of the commit, ISO-8601 in UTC
 */
public record Manifest(
    ArtifactId id,
    int version,
    String title,
    List<ArtifactId> inputs,
    String step,
    String folder,
    List<ArtifactFile> files,
    Cost cost,
    StepResult result,
    SortedMap<String, String> environment,
    StepOwner owner,
    long epoch,
    String created) {

  /** Makes the lists unmodifiable. */
  public Manifest {
    inputs = List.copyOf(inputs);
    files = List.copyOf(files);
  }

  /** The step's identity. */
  @JsonIgnore
  public Fingerprint fingerprint() {
    return id.fingerprint();
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
