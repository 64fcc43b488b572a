package dev.aftlab.workflows.sweep;

import dev.aftlab.workflows.activity.ArmPage;
import dev.aftlab.workflows.activity.ArmPageRequest;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.PlanActivities;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Checks at the end of a run that the inputs of its tables are still intact in the store. */
final class ResultCheck {

  /**
   * Since its first version, a run looks at its results before it ends, and makes again what is
   * damaged or gone.
   */
  private static final String LOOKED_AT = "results looked at";

  private static final int PAGE = 100;

  private final PlanActivities plans;
  private final String plan;

  ResultCheck(PlanActivities plans, String plan) {
    this.plans = plans;
    this.plan = plan;
  }

  /** The arms that ended well and whose results are not whole; none in histories begun before. */
  List<ArmRef> incomplete(Predicate<ArmRef> done) {
    List<ArmRef> incomplete = new ArrayList<>();
    if (Workflow.getVersion(LOOKED_AT, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
      return incomplete;
    }
    for (int from = 0; ; from += PAGE) {
      ArmPage page = plans.incomplete(new ArmPageRequest(plan, from, PAGE));
      page.arms().stream().filter(done).forEach(incomplete::add);
      if (page.last()) {
        return incomplete;
      }
    }
  }
}
