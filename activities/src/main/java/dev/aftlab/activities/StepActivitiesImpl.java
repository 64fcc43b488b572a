package dev.aftlab.activities;

import dev.aftlab.activities.step.StepExecutor;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.LeaseAttempt;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.activity.DiskSpaceRequest;
import dev.aftlab.workflows.activity.PrepareResult;
import dev.aftlab.workflows.activity.StepActivities;
import dev.aftlab.workflows.activity.StepRef;
import java.util.Optional;

/** What comes before and after the work of a step: lookup, lease, commit, and requests to it. */
public final class StepActivitiesImpl implements StepActivities {
  private final PlanCache plans;
  private final ArtifactStore store;
  private final StepExecutor works;
  private final StepLeases leases;
  private final LeasedAttempt attempts;

  public StepActivitiesImpl(
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
      return new PrepareResult.Done(end(there.get(), !madeForTheSameRun(there.get(), ref)));
    }
    return switch (leases.takeStep(ref)) {
      case LeaseAttempt.Busy busy -> new PrepareResult.Busy(busy.holder().describe());
      // Between the check and the lease the other holder may have finished.
      case LeaseAttempt.Acquired acquired ->
          store
              .find(step.artifact())
              .<PrepareResult>map(late -> done(late, !madeForTheSameRun(late, ref), acquired))
              .orElseGet(() -> new PrepareResult.Ready(step.kind(), works.shards(step)));
    };
  }

  private static boolean madeForTheSameRun(Manifest manifest, StepRef ref) {
    return manifest.owner().worksFor(ref.owner().run());
  }

  private static PrepareResult done(
      Manifest manifest, boolean reused, LeaseAttempt.Acquired acquired) {
    acquired.lease().release();
    return new PrepareResult.Done(end(manifest, reused));
  }

  @Override
  public StepEnd.Done finish(StepRef ref) {
    return attempts.at(
        ref,
        LeaseKey.finish(ref.fingerprint()),
        Step.class,
        (step, held, listener) -> {
          Manifest manifest =
              store.find(step.artifact()).orElseGet(() -> works.finish(step, held.lease()));
          held.step().release();
          return end(manifest, false);
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

  private static StepEnd.Done end(Manifest manifest, boolean reused) {
    return new StepEnd.Done(reused, manifest.cost().deviceSeconds());
  }
}
