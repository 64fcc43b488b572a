package dev.aftlab.workflows.pipeline;

import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.ParallelBranches;
import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.ArmPlan;
import dev.aftlab.workflows.activity.ArmRequest;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.PlanActivities;
import dev.aftlab.workflows.step.StepCompleted;
import dev.aftlab.workflows.step.StepControl;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The method, from top to bottom. */
public final class PipelineWorkflowImpl implements PipelineWorkflow {

  /** Maximum failures of a step because of corrupt inputs, within an arm. */
  private static final int MOST_DAMAGES = 3;

  private final PlanActivities plans =
      Workflow.newLocalActivityStub(PlanActivities.class, ActivityPolicies.asking());
  private final Map<Fingerprint, StepEnd> answers = new HashMap<>();
  private Optional<StepRequests> board = Optional.empty();
  private ArmControl control = ArmControl.NONE;

  @Override
  public PipelineResult run(PipelineRequest request) {
    try {
      ArmPlan arm = plans.arm(new ArmRequest(request.plan(), request.index()));
      StepRequests steps = new StepRequests(request, arm, answers, () -> control);
      board = Optional.of(steps);
      insist(steps, arm.steps());
      return new PipelineResult(new ArmEnd.Done(), steps.ended());
    } catch (TemporalFailure failure) {
      throw ended(failure);
    }
  }

  /**
   * A corrupt artifact was quarantined: the arm requests everything again, and existing artifacts
   * are found at once.
   */
  private static void insist(StepRequests steps, ArmSteps arm) {
    while (true) {
      try {
        method(steps, arm);
        return;
      } catch (TemporalFailure failure) {
        if (!Failures.is(FailureKind.CORRUPT_ARTIFACT, failure)
            || steps.mostDamages() >= MOST_DAMAGES) {
          throw failure;
        }
        steps.forget();
      }
    }
  }

  /** The arm as the paper draws it; what an arm does not need is empty and passed over. */
  private static void method(StepRequests steps, ArmSteps arm) {
    arm.vft().ifPresent(vft -> steps.need("vft", vft));
    ParallelBranches.run(List.of(() -> training(steps, arm), () -> assessment(steps, arm)));
    if (arm.measuredFurther()) {
      measurements(steps, arm);
    } else {
      steps.need("evaluation", arm.evaluation());
    }
  }

  private static void measurements(StepRequests steps, ArmSteps arm) {
    List<Functions.Proc> branches =
        new ArrayList<>(List.of(() -> steps.need("evaluation", arm.evaluation())));
    arm.also().forEach(set -> branches.add(() -> steps.need("evaluation", set.evaluation())));
    arm.sampled()
        .ifPresent(
            drawn ->
                branches.add(
                    () -> {
                      all(steps, "answers", drawn.samples());
                      steps.need("answers", drawn.labels());
                    }));
    ParallelBranches.run(branches);
  }

  private static void training(StepRequests steps, ArmSteps arm) {
    all(steps, "samples", arm.samples());
    arm.labels().ifPresent(labels -> steps.need("labels", labels));
    arm.scores().ifPresent(scores -> steps.need("scores", scores));
    arm.referenceScores().ifPresent(scores -> steps.need("scores", scores));
    arm.matched().ifPresent(matched -> steps.need("matched", matched));
    arm.training().ifPresent(training -> steps.need("training", training));
  }

  /**
   * Samples of the VFT model on the held-out questions, which no training of this arm waits for.
   */
  private static void assessment(StepRequests steps, ArmSteps arm) {
    all(steps, "assessment", arm.assessmentSamples());
    arm.assessmentLabels().ifPresent(labels -> steps.need("assessment", labels));
  }

  private static void all(StepRequests steps, String part, List<Fingerprint> ranges) {
    if (!ranges.isEmpty()) {
      ParallelBranches.run(
          ranges.stream().<Functions.Proc>map(range -> () -> steps.need(part, range)).toList());
    }
  }

  private RuntimeException ended(TemporalFailure failure) {
    if (Failures.cancelled(failure)) {
      return new CanceledFailure("arm cancelled");
    }
    ArmEnd.Failed end =
        board
            .flatMap(StepRequests::failure)
            .orElseGet(() -> new ArmEnd.Failed(Optional.empty(), Failures.of(failure)));
    return ApplicationFailure.newBuilder()
        .setMessage(end.reason())
        .setType(end.cause().kind().type())
        .setNonRetryable(true)
        .setDetails(new PipelineResult(end, board.map(StepRequests::ended).orElse(List.of())))
        .build();
  }

  @Override
  public void stepDone(StepCompleted answer) {
    answers.put(answer.fingerprint(), answer.end());
  }

  @Override
  public void control(ArmControl wanted) {
    ArmControl before = control;
    control = wanted;
    boolean checkpoint = wanted.checkpoints() > before.checkpoints();
    if (checkpoint || wanted.attempts() > before.attempts()) {
      board.ifPresent(steps -> steps.tell(new StepControl(wanted.attempts(), checkpoint)));
    }
  }

  @Override
  public PipelineProgress progress() {
    return board
        .map(StepRequests::progress)
        .orElse(new PipelineProgress("", 0, 0, List.of(), List.of()));
  }
}
