package dev.aftlab.workflows.sweep;

import dev.aftlab.workflows.activity.ArmBatch;
import dev.aftlab.workflows.activity.ArmBatchRequest;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.PlanActivities;
import dev.aftlab.workflows.activity.PlanPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Checks at the end of a run that the inputs of its tables are still intact in the store. */
final class ResultCheck {

  private static final int BATCH = 100;

  private final PlanActivities plans;
  private final List<PlanPage> pages;

  ResultCheck(PlanActivities plans, List<PlanPage> pages) {
    this.plans = plans;
    this.pages = pages;
  }

  /** The arms that ended well and whose results are not intact. */
  List<ArmRef> incomplete(Predicate<ArmRef> done) {
    List<ArmRef> incomplete = new ArrayList<>();
    pages.forEach(page -> addIncomplete(page, done, incomplete));
    return incomplete;
  }

  private void addIncomplete(PlanPage page, Predicate<ArmRef> done, List<ArmRef> incomplete) {
    for (int from = 0; from < page.arms(); from += BATCH) {
      ArmBatch batch = plans.incomplete(new ArmBatchRequest(page, from, BATCH));
      batch.arms().stream().filter(done).forEach(incomplete::add);
    }
  }
}
