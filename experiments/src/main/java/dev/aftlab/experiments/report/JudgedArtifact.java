package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.ExtractorVersion;
import dev.aftlab.experiments.result.Fingerprint;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An artifact whose answers numbers are computed from.
 *
 * @param artifact an evaluation, or labels
 * @param extractor the rule that judged the answers
 */
public record JudgedArtifact(ArtifactId artifact, ExtractorVersion extractor) {

  /** The artifact's fingerprint. */
  public Fingerprint fingerprint() {
    return artifact.fingerprint();
  }

  /** What is shown of it, by name. */
  SortedMap<String, String> details() {
    SortedMap<String, String> details = new TreeMap<>();
    details.put(artifact.kind().label(), fingerprint().value());
    details.put("extractor", extractor.toString());
    return details;
  }
}
