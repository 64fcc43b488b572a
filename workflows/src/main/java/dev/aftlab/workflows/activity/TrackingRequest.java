package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.RunEnd;
import java.util.List;
import java.util.Optional;

/**
 * Requests the synchronization of a run to trackers.
 *
 * @param space identifier of the stored plan of the search space
 * @param pages identifiers of the stored plans of the run's pages so far; at least one
 * @param run the run's name
 * @param startedMillis when it began, by the server's clock
 * @param target where
 * @param end how it ended; empty while it runs
 */
public record TrackingRequest(
    String space,
    List<String> pages,
    String run,
    long startedMillis,
    TrackingTarget target,
    Optional<RunEnd> end) {

  /** Makes the list unmodifiable. */
  public TrackingRequest {
    pages = List.copyOf(pages);
  }

  /** The same of a run that has more pages. */
  public TrackingRequest withPages(List<String> plans) {
    return new TrackingRequest(space, plans, run, startedMillis, target, end);
  }

  /** The same of a run that has ended. */
  public TrackingRequest ended(RunEnd how) {
    return new TrackingRequest(space, pages, run, startedMillis, target, Optional.of(how));
  }
}
