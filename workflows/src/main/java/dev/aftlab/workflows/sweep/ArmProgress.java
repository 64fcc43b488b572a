package dev.aftlab.workflows.sweep;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.pipeline.PipelineResult;
import dev.aftlab.workflows.step.StepCompleted;
import dev.aftlab.workflows.sweep.SweepProgress.RunningArm;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which arms of a sweep run, and how the others ended. */
final class ArmProgress {

  private final Map<Integer, RunningArm> running = new LinkedHashMap<>();
  private final Set<Integer> again = new HashSet<>();
  private final List<ArmResult> notDone;
  private final StepUsage ledger;
  private int done;
  private int failed;
  private int cancelled;

  ArmProgress() {
    notDone = new ArrayList<>();
    ledger = new StepUsage();
  }

  ArmProgress(SweepState state) {
    notDone = new ArrayList<>(state.notDone());
    ledger = new StepUsage(state.ledger());
    done = state.done();
    failed = state.failed();
    cancelled = state.cancelled();
  }

  int inFlight() {
    return running.size();
  }

  /** The number of a running arm by its name or number. */
  Optional<Integer> running(String arm) {
    return running.values().stream()
        .filter(known -> known.title().equals(arm) || Integer.toString(known.index()).equals(arm))
        .map(RunningArm::index)
        .findFirst();
  }

  /** Whether an arm runs, or may be one of those still to come. */
  boolean couldStop(String arm, boolean moreToCome) {
    return running(arm).isPresent() || moreToCome;
  }

  void started(RunningArm arm) {
    running.put(arm.index(), arm);
  }

  void done(ArmRef arm, PipelineResult result) {
    running.remove(arm.trial());
    count(arm, result.steps());
    done++;
  }

  private void count(ArmRef arm, List<StepCompleted> steps) {
    if (again.contains(arm.trial())) {
      ledger.addAgain(steps);
    } else {
      ledger.add(steps);
    }
  }

  /**
   * Whether it is known of every arm how it ended: of those that did not end well only the first
   * are kept.
   */
  boolean knowsAll() {
    return notDone.size() == failed + cancelled;
  }

  /** Whether an arm ended well, given that all have ended. */
  boolean isDone(ArmRef arm) {
    return notDone.stream().noneMatch(end -> end.index() == arm.trial());
  }

  /** An arm that ended well is run once more. */
  void again(ArmRef arm) {
    done--;
    again.add(arm.trial());
  }

  /** An arm ended well, but what it made does not stay. */
  void lost(ArmRef arm) {
    done--;
    failed++;
    String cause = "its results are repeatedly corrupt or missing: check the disk of the store";
    keep(
        arm,
        new ArmEnd.Failed(Optional.empty(), new FailureCause(FailureKind.CORRUPT_ARTIFACT, cause)));
  }

  private void keep(ArmRef arm, ArmEnd end) {
    if (notDone.size() < RunEnd.MOST_LISTED) {
      notDone.add(new ArmResult(arm.index(), arm.title(), end));
    }
  }

  /** An arm ended otherwise; {@code stopped} says who stopped it, if anyone. */
  void notDone(ArmRef arm, RuntimeException failure, Optional<String> stopped) {
    running.remove(arm.trial());
    if (Failures.cancelled(failure)) {
      cancelled(arm, stopped.orElse("the arm's workflow was cancelled"));
    } else {
      PipelineResult result = result(failure);
      failed++;
      count(arm, result.steps());
      keep(arm, result.end());
    }
  }

  /** An arm that was stopped before it started. */
  void skipped(ArmRef arm, String stopped) {
    cancelled(arm, stopped);
  }

  private void cancelled(ArmRef arm, String by) {
    cancelled++;
    keep(arm, new ArmEnd.Cancelled(by));
  }

  /** What the arm's workflow said itself, or why it could not. */
  private static PipelineResult result(RuntimeException failure) {
    return said(failure)
        .orElseGet(
            () ->
                new PipelineResult(
                    new ArmEnd.Failed(Optional.empty(), Failures.of(failure)), List.of()));
  }

  private static Optional<PipelineResult> said(RuntimeException failure) {
    if (!(failure.getCause() instanceof ApplicationFailure cause)
        || cause.getDetails().getSize() == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(cause.getDetails().get(PipelineResult.class));
    } catch (DataConverterException other) {
      return Optional.empty();
    }
  }

  SweepState state(long startedMillis, int next, ControlState control) {
    return new SweepState(
        startedMillis,
        next,
        done,
        failed,
        cancelled,
        List.copyOf(notDone),
        ledger.state(),
        Optional.of(control));
  }

  SweepResult result(List<PlanPage> pages, List<ControlEvent> events) {
    return new SweepResult(
        PlanPage.plans(pages),
        PlanPage.total(pages),
        done,
        failed,
        cancelled,
        List.copyOf(notDone),
        ledger.receipt(),
        events);
  }

  SweepProgress progress(List<PlanPage> pages, ControlState control) {
    List<RunningArm> first = running.values().stream().limit(SweepProgress.MOST_LISTED).toList();
    return new SweepProgress(
        PlanPage.plans(pages),
        PlanPage.total(pages),
        done,
        failed,
        cancelled,
        first,
        ledger.receipt(),
        control,
        ledger.executed(SweepProgress.MOST_EXECUTED));
  }
}
