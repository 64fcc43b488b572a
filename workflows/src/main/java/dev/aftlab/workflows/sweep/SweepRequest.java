package dev.aftlab.workflows.sweep;

import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.TrackingTarget;
import java.util.List;
import java.util.Optional;

/**
 * Requests one run of an experiment.
 *
 * @param space identifier of the stored plan of the search space, from which all pages are taken
 * @param pages the pages so far; the first one at the start
 * @param run name of the run: letters, digits and hyphens
 * @param store identifier of the artifact store
 * @param armsInFlight how many arms run at once, at least 1; waiting arms cost next to nothing
 * @param pace timings of the run
 * @param state what an earlier part of this workflow has done; empty at the start
 * @param tracking where the run is shown; empty when it is not
 * @param searchable whether the server knows the {@link RunSearchAttributes}, so that the run may
 *     show its state in them
 */
public record SweepRequest(
    String space,
    List<PlanPage> pages,
    String run,
    String store,
    int armsInFlight,
    RunTimings pace,
    Optional<SweepState> state,
    Optional<TrackingTarget> tracking,
    boolean searchable) {

  /** Checks the bounds. */
  public SweepRequest {
    pages = List.copyOf(pages);
    if (armsInFlight < 1 || armsInFlight > 1_000) {
      throw new IllegalArgumentException(
          "armsInFlight must be between 1 and 1000, is " + armsInFlight);
    }
  }

  /** A new run with the usual waiting times. */
  public static SweepRequest of(
      String space, PlanPage first, String run, String store, int armsInFlight) {
    return new SweepRequest(
        space,
        List.of(first),
        run,
        store,
        armsInFlight,
        RunTimings.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The same with other waiting times. */
  public SweepRequest withPace(RunTimings other) {
    return new SweepRequest(
        space, pages, run, store, armsInFlight, other, state, tracking, searchable);
  }

  /** The same, shown in trackers. */
  public SweepRequest tracked(TrackingTarget target) {
    return new SweepRequest(
        space, pages, run, store, armsInFlight, pace, state, Optional.of(target), searchable);
  }

  /** The same, showing its state in search attributes. */
  public SweepRequest asSearchable() {
    return new SweepRequest(space, pages, run, store, armsInFlight, pace, state, tracking, true);
  }

  /** The same, continued where an earlier part stopped. */
  SweepRequest from(List<PlanPage> pagesSoFar, SweepState soFar) {
    return new SweepRequest(
        space,
        pagesSoFar,
        run,
        store,
        armsInFlight,
        pace,
        Optional.of(soFar),
        tracking,
        searchable);
  }
}
