package dev.aftlab.activities.tracking;

import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.RunState;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run of an experiment. Runs of one plan on one store have the same results: they share every
 * step.
 *
 * @param store identifier of the artifact store
 * @param plan identifier of the stored plan of the search space
 * @param run the run's name
 * @param experiment the experiment's name
 * @param description the experiment's question
 * @param started when it began
 * @param tags words about it by name
 * @param files what is kept with it
 * @param end how it ended; empty while it runs
 */
public record TrackedRun(
    String store,
    String plan,
    String run,
    String experiment,
    String description,
    Instant started,
    SortedMap<String, String> tags,
    List<TrackedFile> files,
    Optional<RunEnd> end) {

  /** Copies. */
  public TrackedRun {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    files = List.copyOf(files);
  }

  /** Its state. */
  public RunState state() {
    return end.map(RunEnd::state).orElse(RunState.RUNNING);
  }

  /** What makes it unique. */
  public String key() {
    return store + "/" + plan;
  }
}
