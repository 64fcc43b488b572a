package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.step.StepWorkflow;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people ask of a run while it goes on. */
@Timeout(120)
class ControlTest {

  private static final ControlRequest ADA = new ControlRequest("ada", "a test");

  private final Lab lab = new Lab();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean go = new AtomicBoolean();

  @AfterEach
  void close() {
    lab.close();
  }

  private SweepWorkflow sweep(String run) {
    return lab.client().newWorkflowStub(SweepWorkflow.class, WorkflowIds.sweep(run));
  }

  private void trainingsWait() {
    lab.trainingsWait(running, go);
  }

  private boolean refused(Runnable update, String words) {
    return assertThrows(WorkflowUpdateException.class, update::run)
        .getCause()
        .getMessage()
        .contains(words);
  }

  @Test
  void pausedRun_itsTraining_stopsAndBeginsAgainAfterResume() throws InterruptedException {
    lab.shortArm("vft 1", "one");
    lab.shortArm("vft 2", "two");
    trainingsWait();
    WorkflowStub run = lab.start(lab.request("pause", 1));
    assertTrue(Lab.eventually(() -> running.get() == 1));

    sweep("pause").pause(ADA);

    assertTrue(Lab.eventually(() -> running.get() == 0), "the training stops");
    assertTrue(sweep("pause").progress().control().paused());
    assertTrue(refused(() -> sweep("pause").pause(ADA), "paused already"));

    go.set(true);
    sweep("pause").resume(ADA);
    SweepResult result = run.getResult(SweepResult.class);

    assertEquals(2, result.done());
    assertEquals(
        List.of(new ControlCommand.Pause(), new ControlCommand.Resume()),
        result.events().stream().map(ControlEvent::command).toList());
    assertEquals("ada", result.events().getFirst().by());
  }

  @Test
  void pausedRun_stepThatAnotherRunNeeds_continues() throws InterruptedException {
    lab.shortArm("vft", "one");
    trainingsWait();
    WorkflowStub first = lab.start(lab.request("first", 1));
    WorkflowStub second = lab.start(lab.request("second", 1));
    assertTrue(Lab.eventually(() -> askers("train vft") == 2));

    sweep("first").pause(ADA);

    assertTrue(Lab.eventually(() -> askers("train vft") == 1));
    go.set(true);
    assertEquals(1, second.getResult(SweepResult.class).done());
    sweep("first").resume(ADA);
    assertEquals(1, first.getResult(SweepResult.class).done());
    assertEquals(1, lab.executions(lab.step("train vft")));
  }

  private int askers(String name) {
    try {
      return lab.client()
          .newWorkflowStub(StepWorkflow.class, WorkflowIds.step(Lab.STORE, lab.step(name)))
          .progress()
          .askers();
    } catch (WorkflowNotFoundException notYet) {
      return 0;
    }
  }

  @Test
  void searchableRun_pausedAndResumed_showsItsStateInTheAttribute() throws InterruptedException {
    lab.shortArm("vft", "one");
    trainingsWait();
    WorkflowStub run = lab.start(lab.request("found", 1).asSearchable());
    assertTrue(Lab.eventually(() -> running.get() == 1));
    assertEquals("running", attribute(run, RunSearchAttributes.STATE));

    sweep("found").pause(ADA);
    assertEquals("paused", attribute(run, RunSearchAttributes.STATE));
    go.set(true);
    sweep("found").resume(ADA);

    assertEquals(1, run.getResult(SweepResult.class).done());
    assertEquals("done", attribute(run, RunSearchAttributes.STATE));
    assertEquals(
        "found",
        attribute(
            lab.client().newUntypedWorkflowStub(WorkflowIds.arm("found", 0)),
            RunSearchAttributes.RUN));
  }

  @Test
  void searchableRun_cancelled_showsThatItWasStopped() throws InterruptedException {
    lab.shortArm("vft", "one");
    trainingsWait();
    WorkflowStub run = lab.start(lab.request("gone", 1).asSearchable());
    assertTrue(Lab.eventually(() -> running.get() == 1));

    run.cancel();

    assertThrows(WorkflowFailedException.class, () -> run.getResult(SweepResult.class));
    assertEquals("stopped", attribute(run, RunSearchAttributes.STATE));
  }

  private static String attribute(WorkflowStub workflow, SearchAttributeKey<String> key) {
    return workflow.describe().getTypedSearchAttributes().get(key);
  }

  @Test
  void stoppedArms_runningAndNotYetStarted_endAsCancelledAndTheOthersContinue()
      throws InterruptedException {
    lab.shortArm("vft 1", "one");
    lab.shortArm("vft 2", "two");
    lab.shortArm("vft 3", "three");
    trainingsWait();
    WorkflowStub run = lab.start(lab.request("stop", 1));
    assertTrue(Lab.eventually(() -> running.get() == 1));

    sweep("stop").stopArm(new StopRequest("2", "ada", "not needed"));
    sweep("stop").stopArm(new StopRequest("arm 0", "ada", "looks wrong"));
    go.set(true);
    SweepResult result = run.getResult(SweepResult.class);

    assertEquals(1, result.done());
    assertEquals(List.of(0, 2), result.notDone().stream().map(ArmResult::index).toList());
    assertTrue(result.notDone().stream().allMatch(arm -> arm.end() instanceof ArmEnd.Cancelled));
    assertTrue(
        result.notDone().getFirst().end().reason().endsWith("stopped arm 0 by ada: looks wrong"),
        result.notDone().getFirst().end().reason());
    assertEquals(0, result.failed());
  }

  @Test
  void controls_withoutNameOrWithWrongValues_areRefusedWithTheReason() throws InterruptedException {
    lab.shortArm("vft", "one");
    trainingsWait();
    WorkflowStub run = lab.start(lab.request("refusing", 1));
    assertTrue(Lab.eventually(() -> running.get() == 1));
    SweepWorkflow sweep = sweep("refusing");

    assertTrue(
        refused(
            () -> sweep.pause(new ControlRequest(" ", "")), "'by' must say who sends the command"));
    assertTrue(refused(() -> sweep.resume(ADA), "the run is not paused"));
    assertTrue(
        refused(
            () -> sweep.stopArm(new StopRequest("nobody", "ada", "")),
            "arm 'nobody' has ended already, or there is none"));
    assertTrue(
        refused(
            () -> sweep.raiseRetries(new RetriesRequest(50, "ada", "")),
            "attempts is 50, must be between 51 and 100000"));

    assertEquals(List.of(), sweep.progress().control().events());
    go.set(true);
    assertEquals(1, run.getResult(SweepResult.class).done());
  }

  @Test
  void checkpointCommand_runningTraining_receivesIt() throws InterruptedException {
    lab.shortArm("vft", "one");
    trainingsWait();
    WorkflowStub run = lab.start(lab.request("checkpoint", 1));
    assertTrue(Lab.eventually(() -> running.get() == 1));

    sweep("checkpoint").checkpointNow(ADA);

    assertTrue(
        Lab.eventually(
            () ->
                !org.mockito.Mockito.mockingDetails(lab.frame).getInvocations().stream()
                    .filter(call -> call.getMethod().getName().equals("requestCheckpoint"))
                    .toList()
                    .isEmpty()));
    go.set(true);
    assertEquals(1, run.getResult(SweepResult.class).done());
  }

  @Test
  void retries_withoutProgress_endTheArmWhenTheBudgetIsSpent() {
    lab.shortArm("vft", "one");
    doThrow(new Failure.TransientError("the disk is away").thrown()).when(lab.train).train(any());

    SweepResult result =
        lab.run(lab.request("budget", 1).withPace(new RunTimings(1_000, 60_000, 3_500, 2)));

    assertEquals(FailureKind.RETRIES_EXHAUSTED, kind(result));
    assertTrue(
        result.notDone().getFirst().end().reason().contains("the disk is away"),
        result.notDone().getFirst().end().reason());
    verify(lab.train, times(2)).train(any());
  }

  @Test
  void retries_withProgressBetween_continueBeyondTheBudget() {
    lab.shortArm("vft", "one");
    AtomicInteger attempts = new AtomicInteger();
    when(lab.frame.reached(any())).thenAnswer(call -> (long) attempts.get());
    doAnswer(
            call -> {
              if (attempts.incrementAndGet() < 6) {
                throw new Failure.TransientError("preempted").thrown();
              }
              return lab.commit(call.getArgument(0));
            })
        .when(lab.train)
        .train(any());

    assertEquals(
        1,
        lab.run(lab.request("progress", 1).withPace(new RunTimings(1_000, 60_000, 3_500, 2)))
            .done());
  }

  @Test
  void raisedRetries_stepThatFailsAgainAndAgain_getsThem() throws InterruptedException {
    lab.shortArm("vft", "one");
    AtomicInteger attempts = new AtomicInteger();
    doAnswer(
            call -> {
              if (attempts.incrementAndGet() == 1) {
                running.incrementAndGet();
                while (!go.get()) {
                  Activity.getExecutionContext().heartbeat(null);
                  Thread.sleep(20);
                }
              }
              if (attempts.get() < 4) {
                throw new Failure.TransientError("again").thrown();
              }
              return lab.commit(call.getArgument(0));
            })
        .when(lab.train)
        .train(any());
    WorkflowStub run =
        lab.start(lab.request("raised", 1).withPace(new RunTimings(10_000, 60_000, 3_500, 1)));
    assertTrue(Lab.eventually(() -> running.get() == 1));

    sweep("raised").raiseRetries(new RetriesRequest(20, "ada", "the network is flaky today"));
    go.set(true);

    assertEquals(1, run.getResult(SweepResult.class).done());
  }

  private static FailureKind kind(SweepResult result) {
    return ((ArmEnd.Failed) result.notDone().getFirst().end()).cause().kind();
  }
}
