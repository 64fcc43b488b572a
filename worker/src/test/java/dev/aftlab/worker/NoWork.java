package dev.aftlab.worker;

import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.workflows.activity.ArmBatch;
import dev.aftlab.workflows.activity.ArmBatchRequest;
import dev.aftlab.workflows.activity.ArmPlan;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.ArmRequest;
import dev.aftlab.workflows.activity.DiskSpaceRequest;
import dev.aftlab.workflows.activity.LabelActivities;
import dev.aftlab.workflows.activity.PlanActivities;
import dev.aftlab.workflows.activity.PrepareResult;
import dev.aftlab.workflows.activity.ScoreActivities;
import dev.aftlab.workflows.activity.StepActivities;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.activity.TrainActivities;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Activities that do nothing, over pages of arms of five steps. */
public final class NoWork implements PlanActivities, StepActivities, LabelActivities {

  private final Map<Fingerprint, StepEnd.Done> store = new ConcurrentHashMap<>();
  private final int most;

  public NoWork(int most) {
    this.most = most;
  }

  /** The activities of the device queue. */
  public Object onDevice() {
    return new OnDevice(this);
  }

  private record OnDevice(NoWork work) implements TrainActivities, ScoreActivities {
    @Override
    public StepEnd.Done train(StepRef step) {
      return work.done(step);
    }

    @Override
    public StepEnd.Done score(StepRef step) {
      return work.done(step);
    }
  }

  public Optional<StepEnd.Done> find(Fingerprint step) {
    return Optional.ofNullable(store.get(step));
  }

  @Override
  public ArmBatch arms(ArmBatchRequest request) {
    int arms = Math.min(most, request.page().arms());
    List<ArmRef> page = new ArrayList<>();
    int end = Math.min(arms, request.from() + request.count());
    for (int arm = request.from(); arm < end; arm++) {
      page.add(new ArmRef(request.page().plan(), arm, arm, "arm " + arm));
    }
    return new ArmBatch(page, end == arms);
  }

  @Override
  public ArmBatch incomplete(ArmBatchRequest request) {
    ArmBatch page = arms(request);
    return new ArmBatch(List.of(), page.last());
  }

  /** Two steps of the arm's own, two that five arms share, one that ten share. */
  @Override
  public ArmPlan arm(ArmRequest request) {
    String plan = request.plan();
    int arm = request.index();
    ArmSteps steps =
        new ArmSteps(
            Optional.of(step("train", plan + " vft " + arm / 5)),
            List.of(),
            Optional.of(step("label", plan + " labels " + arm / 10)),
            Optional.of(step("score", plan + " scores " + arm / 5)),
            Optional.empty(),
            Optional.of(step("train", plan + " own " + arm)),
            List.of(),
            Optional.empty(),
            step("label", plan + " evaluation " + arm));
    return new ArmPlan(
        steps, steps.all().stream().map(step -> new ArmPlan.StepName(step, step.brief())).toList());
  }

  /** A fingerprint whose first digit tells the kind. */
  private static Fingerprint step(String kind, String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      int digit = StepKind.valueOf(kind.toUpperCase(Locale.ROOT)).ordinal();
      return new Fingerprint(digit + HexFormat.of().formatHex(digest).substring(1));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static StepKind kind(StepRef step) {
    return StepKind.values()[step.fingerprint().value().charAt(0) - '0'];
  }

  private StepEnd.Done done(StepRef step) {
    StepEnd.Done end = new StepEnd.Done(false, 0);
    store.put(step.fingerprint(), end);
    return end;
  }

  @Override
  public PrepareResult prepare(StepRef step) {
    return find(step.fingerprint())
        .<PrepareResult>map(there -> new PrepareResult.Done(there.withReused(true)))
        .orElseGet(() -> new PrepareResult.Ready(kind(step), 1));
  }

  @Override
  public StepEnd.Done label(StepRef step) {
    return done(step);
  }

  @Override
  public StepEnd.Done finish(StepRef step) {
    return done(step);
  }

  @Override
  public long reached(StepRef step) {
    return 0;
  }

  @Override
  public void requestCheckpoint(StepRef step) {
    throw new IllegalStateException("no checkpoint was requested of " + step);
  }

  @Override
  public boolean room(DiskSpaceRequest request) {
    return true;
  }

  @Override
  public void abandon(StepRef step) {
    store.remove(step.fingerprint());
  }
}
