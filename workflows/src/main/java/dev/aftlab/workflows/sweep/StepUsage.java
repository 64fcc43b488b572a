package dev.aftlab.workflows.sweep;

import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.step.StepCompleted;
import dev.aftlab.workflows.sweep.SweepState.LedgerState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sums the steps that arms requested. A step that several arms saw executed was executed once, for
 * the first of them.
 */
final class StepUsage {

  private final Set<String> executed;
  private int requested;
  private int failed;
  private double executedSeconds;
  private double requestedSeconds;

  StepUsage() {
    this(new LedgerState(new ArrayList<>(), 0, 0, 0, 0));
  }

  StepUsage(LedgerState state) {
    executed = new LinkedHashSet<>(state.executed());
    requested = state.requested();
    failed = state.failed();
    executedSeconds = state.executedSeconds();
    requestedSeconds = state.requestedSeconds();
  }

  void add(List<StepCompleted> steps) {
    for (StepCompleted step : steps) {
      requested++;
      requestedSeconds += deviceSeconds(step.end());
      count(step);
    }
  }

  /**
   * The steps of an arm that ran once more: only those that were executed or failed differ from
   * what is counted already.
   */
  void addAgain(List<StepCompleted> steps) {
    steps.forEach(this::count);
  }

  private void count(StepCompleted step) {
    switch (step.end()) {
      case StepEnd.Done done when done.reused() -> {}
      case StepEnd.Done done -> execute(step.key(), done);
      case StepEnd.Failed notDone -> failed++;
      case StepEnd.Cancelled notDone -> failed++;
    }
  }

  private void execute(String key, StepEnd.Done done) {
    if (executed.add(key)) {
      executedSeconds += done.deviceSeconds();
    }
  }

  private static double deviceSeconds(StepEnd end) {
    return switch (end) {
      case StepEnd.Done done -> done.deviceSeconds();
      case StepEnd.Failed notDone -> 0;
      case StepEnd.Cancelled notDone -> 0;
    };
  }

  /** The steps that count as executed, in a short form, up to a limit. */
  List<String> executed(int most) {
    return executed.stream().limit(most).toList();
  }

  LedgerState state() {
    return new LedgerState(
        new ArrayList<>(executed), requested, failed, executedSeconds, requestedSeconds);
  }

  Receipt receipt() {
    int reused = requested - executed.size() - failed;
    return new Receipt(
        requested,
        executed.size(),
        reused,
        failed,
        executedSeconds,
        Math.max(0, requestedSeconds - executedSeconds));
  }
}
