package dev.aftlab.workflows.sweep;

import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.activity.StepFailure;
import dev.aftlab.workflows.pipeline.PipelineResult;
import dev.aftlab.workflows.sweep.ArmEnd.Status;
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
  private final List<ArmEnd> notDone;
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
    count(arm, result);
    done++;
  }

  private void count(ArmRef arm, PipelineResult result) {
    if (again.contains(arm.trial())) {
      ledger.addAgain(result);
    } else {
      ledger.add(result);
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
        new ArmEnd(
            arm.trial(),
            arm.title(),
            Status.FAILED,
            Failure.CorruptArtifact.class.getSimpleName(),
            cause));
  }

  private void keep(ArmEnd end) {
    if (notDone.size() < SweepResult.MOST_LISTED) {
      notDone.add(end);
    }
  }

  /** An arm ended otherwise; {@code stopped} says who stopped it, if anyone. */
  void notDone(ArmRef arm, RuntimeException failure, Optional<String> stopped) {
    running.remove(arm.trial());
    ArmEnd end = end(arm, failure, stopped);
    if (end.status() == Status.CANCELLED) {
      cancelled++;
    } else {
      failed++;
      count(arm, answered(failure));
    }
    keep(end);
  }

  /** An arm that was stopped before it began. */
  void skipped(ArmRef arm, String stopped) {
    cancelled++;
    keep(new ArmEnd(arm.trial(), arm.title(), Status.CANCELLED, "", stopped));
  }

  private static ArmEnd end(ArmRef arm, RuntimeException failure, Optional<String> stopped) {
    if (Failures.cancelled(failure)) {
      return new ArmEnd(
          arm.trial(), arm.title(), Status.CANCELLED, "", stopped.orElse("cancelled"));
    }
    StepFailure cause = Failures.of(failure);
    return new ArmEnd(arm.trial(), arm.title(), Status.FAILED, cause.type(), cause.message());
  }

  private static PipelineResult answered(RuntimeException failure) {
    if (failure.getCause() instanceof ApplicationFailure cause
        && cause.getDetails().getSize() > 0) {
      return details(cause);
    }
    return new PipelineResult(List.of());
  }

  private static PipelineResult details(ApplicationFailure cause) {
    try {
      return cause.getDetails().get(PipelineResult.class);
    } catch (DataConverterException other) {
      return new PipelineResult(List.of());
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
