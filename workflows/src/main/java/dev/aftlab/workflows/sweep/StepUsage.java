package dev.aftlab.workflows.sweep;

import dev.aftlab.workflows.pipeline.PipelineResult;
import dev.aftlab.workflows.pipeline.PipelineResult.StepEnd;
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

  void add(PipelineResult arm) {
    arm.steps().forEach(this::add);
  }

  /**
   * What an arm that was run once more came to: only what had to be done differs from what is
   * counted already.
   */
  void addAgain(PipelineResult arm) {
    for (StepEnd end : arm.steps()) {
      switch (end.status()) {
        case FAILED -> failed++;
        case EXECUTED -> execute(end);
        case REUSED -> {}
      }
    }
  }

  private void add(StepEnd end) {
    requested++;
    requestedSeconds += end.deviceSeconds();
    switch (end.status()) {
      case FAILED -> failed++;
      case EXECUTED -> execute(end);
      case REUSED -> {}
    }
  }

  private void execute(StepEnd end) {
    if (executed.add(end.key())) {
      executedSeconds += end.deviceSeconds();
    }
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
