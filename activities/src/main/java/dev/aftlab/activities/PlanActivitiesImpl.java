package dev.aftlab.activities;

import dev.aftlab.activities.report.ReportReader;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.workflows.activity.ArmBatch;
import dev.aftlab.workflows.activity.ArmBatchRequest;
import dev.aftlab.workflows.activity.ArmPlan;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.ArmRequest;
import dev.aftlab.workflows.activity.PlanActivities;
import dev.aftlab.workflows.activity.PlanPage;
import java.util.ArrayList;
import java.util.List;

/** Reads stored plans, a batch of arms at a time. */
public final class PlanActivitiesImpl implements PlanActivities {
  private final PlanCache plans;
  private final ArtifactStore store;

  public PlanActivitiesImpl(PlanCache plans, ArtifactStore store) {
    this.plans = plans;
    this.store = store;
  }

  @Override
  public ArmBatch arms(ArmBatchRequest request) {
    PlanPage page = request.page();
    List<List<PlannedArm>> arms = plans.plan(page.plan()).distinctArms();
    int end = Math.min(arms.size(), request.from() + request.count());
    List<ArmRef> batch = new ArrayList<>();
    for (int i = request.from(); i < end; i++) {
      String title = arms.get(i).getFirst().title();
      batch.add(new ArmRef(page.plan(), i, page.firstTrial() + i, title));
    }
    return new ArmBatch(batch, end == arms.size());
  }

  @Override
  public ArmBatch incomplete(ArmBatchRequest request) {
    try {
      Plan plan = plans.plan(request.page().plan());
      ReportReader reports = new ReportReader(store, plan);
      ArmBatch batch = arms(request);
      List<ArmRef> incomplete =
          batch.arms().stream()
              .filter(arm -> !reports.complete(plan.distinctArms().get(arm.index()).getFirst()))
              .toList();
      return new ArmBatch(incomplete, batch.last());
    } catch (StoreException failure) {
      throw FailureTranslation.translate(failure);
    }
  }

  @Override
  public ArmPlan arm(ArmRequest request) {
    PlannedArm arm = plans.plan(request.plan()).distinctArms().get(request.index()).getFirst();
    List<ArmPlan.StepName> names =
        arm.steps().all().stream()
            .map(step -> new ArmPlan.StepName(step, plans.step(request.plan(), step).title()))
            .toList();
    return new ArmPlan(arm.steps(), names);
  }
}
