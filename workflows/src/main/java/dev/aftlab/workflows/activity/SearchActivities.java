package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Optional;

/** Searches: chooses the arms of a run, a page at a time. */
@ActivityInterface
public interface SearchActivities {

  /**
   * Makes and stores the plan of a run's next page, from what the arms of its pages so far came to.
   * Reads their results in the store. Again gives the same page. Heartbeats.
   */
  NextPage next(NextPageRequest request);

  /**
   * Requests the next page of a run.
   *
   * @param space identifier of the stored plan of the search space
   * @param pages the pages so far, whose arms have all ended; at least one
   */
  record NextPageRequest(String space, List<PlanPage> pages) {

    /** Makes the list unmodifiable. */
    public NextPageRequest {
      pages = List.copyOf(pages);
    }
  }

  /**
   * The next page.
   *
   * @param page the page; empty when the search has ended
   */
  record NextPage(Optional<PlanPage> page) {}
}
