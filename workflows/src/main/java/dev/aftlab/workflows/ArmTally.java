package dev.aftlab.workflows;

import dev.aftlab.workflows.ArmEnd.Status;
import dev.aftlab.workflows.SweepProgress.RunningArm;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.StepFailure;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which arms of a sweep run, and how the others ended. */
final class ArmTally {

  private final Map<Integer, RunningArm> running = new LinkedHashMap<>();
  private final List<ArmEnd> notDone;
  private final Ledger ledger;
  private int done;
  private int failed;
  private int cancelled;

  ArmTally() {
    notDone = new ArrayList<>();
    ledger = new Ledger();
  }

  ArmTally(SweepState state) {
    notDone = new ArrayList<>(state.notDone());
    ledger = new Ledger(state.ledger());
    done = state.done();
    failed = state.failed();
    cancelled = state.cancelled();
  }

  int inFlight() {
    return running.size();
  }

  /** The number of a running arm by its name or number. */
  Optional<Integer> running(String arm) {
    return running.values().stream().filter(known -> known.title().equals(arm) || Integer.toString(known.index()).equals(arm)).map(RunningArm::index).findFirst();
  }

  /** Whether an arm runs, or may be one of those still to come. */
  boolean couldStop(String arm, boolean moreToCome) {
    return running(arm).isPresent() || moreToCome;
  }

  void started(RunningArm arm) {
    running.put(arm.index(), arm);
  }

  void done(ArmRef arm, PipelineResult result) {
    running.remove(arm.index());
    ledger.add(result);
    done++;
  }

  /** An arm ended otherwise; {@code stopped} says by whom, when somebody stopped it. */
  void notDone(ArmRef arm, RuntimeException failure, Optional<String> stopped) {
    running.remove(arm.index());
    ArmEnd end = end(arm, failure, stopped);
    if (end.status() == Status.CANCELLED) {
      cancelled++;
    } else {
      failed++;
      ledger.add(answered(failure));
    }
    if (notDone.size() < SweepResult.MOST_LISTED) {
      notDone.add(end);
    }
  }

  /** An arm that was stopped before it began. */
  void skipped(ArmRef arm, String stopped) {
    cancelled++;
    if (notDone.size() < SweepResult.MOST_LISTED) {
      notDone.add(new ArmEnd(arm.index(), arm.title(), Status.CANCELLED, "", stopped));
    }
  }

  private static ArmEnd end(ArmRef arm, RuntimeException failure, Optional<String> stopped) {
    if (Failures.cancelled(failure)) {
      return new ArmEnd(arm.index(), arm.title(), Status.CANCELLED, "", stopped.orElse("cancelled"));
    }
    StepFailure cause = Failures.of(failure);
    return new ArmEnd(arm.index(), arm.title(), Status.FAILED, cause.type(), cause.message());
  }

  private static PipelineResult answered(RuntimeException failure) {
    if (failure.getCause() instanceof ApplicationFailure cause && cause.getDetails().getSize() > 0) {
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

  SweepState state(long startedMillis, int next, int total, ControlState control) {
    return new SweepState(startedMillis, next, total, done, failed, cancelled, List.copyOf(notDone), ledger.state(), Optional.of(control));
  }

  SweepResult result(int total, List<ControlEvent> events) {
    return new SweepResult(total, done, failed, cancelled, List.copyOf(notDone), ledger.receipt(), events);
  }

  SweepProgress progress(int total, ControlState control) {
    List<RunningArm> first = running.values().stream().limit(SweepProgress.MOST_LISTED).toList();
    return new SweepProgress(total, done, failed, cancelled, first, ledger.receipt(), control);
  }
}
