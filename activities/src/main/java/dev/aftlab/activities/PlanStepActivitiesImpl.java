package dev.aftlab.activities;

import dev.aftlab.activities.report.ReportReader;
import dev.aftlab.activities.step.StepExecutor;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.LeaseAttempt;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.workflows.activity.ArmBatch;
import dev.aftlab.workflows.activity.ArmBatchRequest;
import dev.aftlab.workflows.activity.ArmPlan;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.ArmRequest;
import dev.aftlab.workflows.activity.DiskSpaceRequest;
import dev.aftlab.workflows.activity.PlanActivities;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.activity.PrepareResult;
import dev.aftlab.workflows.activity.StepActivities;
import dev.aftlab.workflows.activity.StepOutcome;
import dev.aftlab.workflows.activity.StepRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The light activities: pages of plans, and the frame around each step's work. */
public final class PlanStepActivitiesImpl implements PlanActivities, StepActivities {
  private final PlanCache plans;
  private final ArtifactStore store;
  private final StepExecutor works;
  private final StepLeases leases;
  private final LeasedAttempt attempts;

  public PlanStepActivitiesImpl(
      PlanCache plans,
      ArtifactStore store,
      StepExecutor works,
      StepLeases leases,
      LeasedAttempt attempts) {
    this.plans = plans;
    this.store = store;
    this.works = works;
    this.leases = leases;
    this.attempts = attempts;
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

  @Override
  public PrepareResult prepare(StepRef ref) {
    try {
      return tryToPrepare(ref);
    } catch (StoreException failure) {
      throw FailureTranslation.translate(failure);
    }
  }

  private PrepareResult tryToPrepare(StepRef ref) {
    Step step = plans.step(ref);
    Optional<Manifest> there = store.find(step.artifact());
    if (there.isPresent()) {
      return new PrepareResult.Done(
          outcome(step, there.get(), !madeForTheSameRun(there.get(), ref)));
    }
    return switch (leases.takeStep(ref)) {
      case LeaseAttempt.Busy busy -> new PrepareResult.Busy(busy.holder().describe());
      // Between the check and the lease the other holder may have finished.
      case LeaseAttempt.Acquired acquired ->
          store
              .find(step.artifact())
              .<PrepareResult>map(late -> done(step, late, !madeForTheSameRun(late, ref), acquired))
              .orElseGet(() -> new PrepareResult.Ready(step.kind(), works.shards(step)));
    };
  }

  private static boolean madeForTheSameRun(Manifest manifest, StepRef ref) {
    return manifest.owner().worksFor(ref.owner().run());
  }

  private static PrepareResult done(
      Step step, Manifest manifest, boolean reused, LeaseAttempt.Acquired acquired) {
    acquired.lease().release();
    return new PrepareResult.Done(outcome(step, manifest, reused));
  }

  @Override
  public StepOutcome finish(StepRef ref) {
    return attempts.at(
        ref,
        LeaseKey.finish(ref.fingerprint()),
        Step.class,
        (step, held, listener) -> {
          Manifest manifest =
              store.find(step.artifact()).orElseGet(() -> works.finish(step, held.lease()));
          held.step().release();
          return outcome(step, manifest, false);
        });
  }

  @Override
  public long reached(StepRef ref) {
    return store.reached(ref.fingerprint());
  }

  @Override
  public void requestCheckpoint(StepRef ref) {
    store.requestCheckpoint(ref.fingerprint());
  }

  @Override
  public boolean room(DiskSpaceRequest request) {
    return store.hasSpace(request.bytes());
  }

  @Override
  public void abandon(StepRef ref) {
    leases.heldStep(ref).ifPresent(Lease::release);
  }

  private static StepOutcome outcome(Step step, Manifest manifest, boolean reused) {
    return new StepOutcome(
        step.fingerprint(), step.kind(), reused, manifest.cost().deviceSeconds());
  }
}
