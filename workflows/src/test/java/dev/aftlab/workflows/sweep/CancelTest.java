package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.step.StepWorkflow;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CancelTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final Lab lab = new Lab();
  private final AtomicInteger running = new AtomicInteger();

  @AfterEach
  void close() {
    lab.close();
  }

  private void trainingsNeverEnd() {
    doAnswer(
            call -> {
              Lab.workUntilCancelled(running);
              return null;
            })
        .when(lab.train)
        .train(any());
  }

  private WorkflowExecutionStatus status(String workflowId) {
    return lab.client().newUntypedWorkflowStub(workflowId).describe().getStatus();
  }

  private String step(String name) {
    return WorkflowIds.step(Lab.STORE, lab.step(name));
  }

  @Test
  void cancelledSweep_runningActivities_areStoppedWithinSecondsAndNothingIsLeft()
      throws InterruptedException {
    lab.shortArm("vft 1", "one");
    lab.shortArm("vft 2", "two");
    lab.shortArm("vft 2", "three");
    trainingsNeverEnd();
    WorkflowStub run = lab.start(lab.request("stop", 3));
    assertTrue(
        Lab.eventually(
            () -> running.get() == 2 && askers("train vft 1") == 1 && askers("train vft 2") == 2));

    Instant asked = Instant.now();
    run.cancel();
    WorkflowFailedException ended =
        assertThrows(WorkflowFailedException.class, () -> run.getResult(SweepResult.class));

    assertEquals("io.temporal.failure.CanceledFailure", ended.getCause().getClass().getName());
    assertTrue(Lab.eventually(() -> running.get() == 0), "the activities have stopped");
    for (String name : new String[] {"train vft 1", "train vft 2"}) {
      assertTrue(
          Lab.eventually(
              () ->
                  status(step(name)) != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING),
          name + " has ended");
    }
    assertTrue(Duration.between(asked, Instant.now()).compareTo(SOON) < 0, "within seconds");
    for (int arm = 0; arm < 3; arm++) {
      assertEquals(
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED,
          status(WorkflowIds.arm("stop", arm)));
    }
    assertEquals(2, lab.abandoned.get(), "both leases are given back");
    assertEquals(0, lab.executions.size());
  }

  @Test
  void cancelledSweep_beforeItsFirstArmEnds_reportsItsCountsAfterwards()
      throws InterruptedException {
    lab.shortArm("vft 1", "one");
    lab.shortArm("vft 2", "two");
    trainingsNeverEnd();
    WorkflowStub run = lab.start(lab.request("counts", 1));
    assertTrue(Lab.eventually(() -> running.get() == 1));
    run.cancel();
    assertThrows(WorkflowFailedException.class, () -> run.getResult(SweepResult.class));

    SweepProgress progress =
        lab.client().newWorkflowStub(SweepWorkflow.class, WorkflowIds.sweep("counts")).progress();

    assertEquals(2, progress.total());
    assertEquals(1, progress.cancelled());
    assertEquals(0, progress.running().size());
  }

  @Test
  void cancelledSweep_stepSharedWithAnother_continuesForTheOther() throws InterruptedException {
    lab.shortArm("vft", "one");
    AtomicBoolean go = new AtomicBoolean();
    doAnswer(
            call -> {
              while (!go.get()) {
                Activity.getExecutionContext().heartbeat(null);
                Thread.sleep(20);
              }
              return lab.commit(call.getArgument(0));
            })
        .when(lab.train)
        .train(any());
    WorkflowStub first = lab.start(lab.request("first", 1));
    WorkflowStub second = lab.start(lab.request("second", 1));
    assertTrue(Lab.eventually(() -> askers("train vft") == 2));

    first.cancel();
    assertThrows(WorkflowFailedException.class, () -> first.getResult(SweepResult.class));
    assertTrue(Lab.eventually(() -> askers("train vft") == 1));
    go.set(true);

    Receipt receipt = second.getResult(SweepResult.class).receipt();
    assertEquals(1, lab.executions(lab.step("train vft")));
    assertEquals(2, receipt.executed());
  }

  private int askers(String name) {
    try {
      return lab.client().newWorkflowStub(StepWorkflow.class, step(name)).progress().askers();
    } catch (WorkflowNotFoundException notYet) {
      return 0;
    }
  }

  @Test
  void lastWaiterLeaving_runningStep_cancelsItAndALaterRunStartsItAgain()
      throws InterruptedException {
    lab.shortArm("vft", "one");
    trainingsNeverEnd();
    WorkflowStub first = lab.start(lab.request("first", 1));
    assertTrue(Lab.eventually(() -> running.get() == 1));
    first.cancel();
    assertTrue(Lab.eventually(() -> running.get() == 0));
    assertTrue(
        Lab.eventually(
            () ->
                status(step("train vft"))
                    != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING));
    assertEquals(
        Optional.of(new StepEnd.Cancelled()),
        lab.client().newWorkflowStub(StepWorkflow.class, step("train vft")).progress().end());

    doAnswer(call -> lab.commit(call.getArgument(0))).when(lab.train).train(any());

    assertEquals(1, lab.run(lab.request("second", 1)).done());
  }

  @Test
  void stepCancelledFromOutside_armsWaiting_failWithThatCause() throws InterruptedException {
    lab.shortArm("vft", "one");
    trainingsNeverEnd();
    WorkflowStub run = lab.start(lab.request("outside", 1));
    assertTrue(Lab.eventually(() -> running.get() == 1));

    lab.client().newUntypedWorkflowStub(step("train vft")).cancel();

    SweepResult result = run.getResult(SweepResult.class);
    assertEquals(1, result.failed());
    assertEquals(
        new ArmEnd.Failed(
            Optional.of("train vft"),
            new FailureCause(FailureKind.STEP_CANCELLED, "the step was cancelled")),
        result.notDone().getFirst().end());
    assertEquals(0, running.get());
  }

  @Test
  void terminatedStep_armsWaiting_requestAgainAtTheNextCheck() throws InterruptedException {
    lab.shortArm("vft", "one");
    trainingsNeverEnd();
    WorkflowStub run =
        lab.start(lab.request("again", 1).withPace(new RunTimings(1_000, 500, 3_500)));
    assertTrue(Lab.eventually(() -> running.get() == 1));
    doAnswer(call -> lab.commit(call.getArgument(0))).when(lab.train).train(any());

    lab.client().newUntypedWorkflowStub(step("train vft")).terminate("test");

    assertEquals(1, run.getResult(SweepResult.class).done());
    assertEquals(1, lab.executions(lab.step("train vft")));
  }

  @Test
  void terminatedWaiter_runningStep_isDetectedAtTheNextCheckAndTheStepEnds()
      throws InterruptedException {
    lab.shortArm("vft", "one");
    trainingsNeverEnd();
    lab.start(lab.request("vanished", 1).withPace(new RunTimings(1_000, 500, 3_500)));
    assertTrue(Lab.eventually(() -> running.get() == 1));

    lab.client().newUntypedWorkflowStub(WorkflowIds.arm("vanished", 0)).terminate("test");

    assertTrue(Lab.eventually(() -> running.get() == 0));
    assertTrue(
        Lab.eventually(
            () ->
                status(step("train vft"))
                    != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING));
  }
}
