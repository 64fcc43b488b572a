package dev.aftlab.activities.tracking.run;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which run is shown.
 *
 * @param plan identifier of the stored plan of the search space
 * @param run the run's name
 * @param started when it began
 * @param tags further tags: versions, commit
 */
public record SyncRequest(
    String plan, String run, Instant started, SortedMap<String, String> tags) {

  /** Copies. */
  public SyncRequest {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }
}
