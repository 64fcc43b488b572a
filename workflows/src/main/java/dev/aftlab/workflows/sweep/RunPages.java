package dev.aftlab.workflows.sweep;

import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.activity.SearchActivities;
import dev.aftlab.workflows.activity.SearchActivities.NextPageRequest;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pages of a run so far, and how far the last one has been started. */
final class RunPages {

  private final SearchActivities search;
  private final String space;
  private final List<PlanPage> pages;
  private int next;

  RunPages(SweepRequest request) {
    search =
        Workflow.newActivityStub(
            SearchActivities.class,
            ActivityPolicies.searching(TaskQueues.CONTROL, request.pace().heartbeat()));
    space = request.space();
    pages = new ArrayList<>(request.pages());
    next = request.state().map(SweepState::next).orElse(0);
  }

  List<PlanPage> all() {
    return List.copyOf(pages);
  }

  /** The page whose arms are being started. */
  PlanPage last() {
    return pages.getLast();
  }

  /** Position in the last page of the first arm not yet started. */
  int next() {
    return next;
  }

  /** An arm at this position of the last page is started or skipped. */
  void passed(int index) {
    next = index + 1;
  }

  /** Whether arms may start that have not. */
  boolean moreToCome() {
    return next < last().arms() || !last().last();
  }

  /** Adds the next page, given that all arms so far have ended; false when there is none. */
  boolean grow() {
    if (last().last()) {
      return false;
    }
    if (pages.size() == PlanPage.MOST) {
      throw new Failure.InvalidSpec(
              "the search makes more than " + PlanPage.MOST + " pages: choose larger pages")
          .thrown();
    }
    Optional<PlanPage> page = search.next(new NextPageRequest(space, pages)).page();
    page.ifPresent(
        more -> {
          pages.add(more);
          next = 0;
        });
    return page.isPresent();
  }
}
