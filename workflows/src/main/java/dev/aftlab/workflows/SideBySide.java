package dev.aftlab.workflows;

import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/** Branches of a workflow that run beside each other. */
final class SideBySide {
  private SideBySide() {}

  /** Runs all branches to their ends. When one fails, the others are cancelled and waited for before its failure is thrown. */
  static void run(List<Functions.Proc> branches) {
    List<Promise<Void>> running = new ArrayList<>();
    CancellationScope scope = Workflow.newCancellationScope(() -> branches.forEach(branch -> running.add(Async.procedure(branch))));
    scope.run();
    try {
      Promise.allOf(running).get();
    } catch (RuntimeException first) {
      scope.cancel("a branch beside it failed");
      settle(running);
      throw first;
    }
  }

  private static void settle(List<Promise<Void>> running) {
    Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> running.stream().allMatch(Promise::isCompleted))).run();
  }
}
