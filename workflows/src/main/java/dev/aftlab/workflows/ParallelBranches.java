package dev.aftlab.workflows;

import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Branches of a workflow that run beside each other. */
public final class ParallelBranches {

  private static final Duration GRACE_TIME = Duration.ofSeconds(1);

  private ParallelBranches() {}

  /**
   * Runs all branches to their ends. When one fails, the others are cancelled and waited for before
   * its failure is thrown. A moment passes first: failures with one cause, such as a corrupt input
   * that all read, happen everywhere at once, and the in-process server never dispatches a
   * workflow's next task once a cancellation has met an activity that ended in the same moment
   * (temporalio/sdk-java issue 2391). A real server minds neither.
   */
  public static void run(List<Functions.Proc> branches) {
    List<Promise<Void>> running = new ArrayList<>();
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> branches.forEach(branch -> running.add(Async.procedure(branch))));
    scope.run();
    try {
      Promise.allOf(running).get();
    } catch (RuntimeException first) {
      awaitOthersOfOneCause(running);
      scope.cancel("a branch beside it failed");
      settle(running);
      throw first;
    }
  }

  private static void awaitOthersOfOneCause(List<Promise<Void>> running) {
    Workflow.newDetachedCancellationScope(
            () -> Workflow.await(GRACE_TIME, () -> running.stream().allMatch(Promise::isCompleted)))
        .run();
  }

  private static void settle(List<Promise<Void>> running) {
    Workflow.newDetachedCancellationScope(
            () -> Workflow.await(() -> running.stream().allMatch(Promise::isCompleted)))
        .run();
  }
}
