package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.StepOwner;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.PrepareResult;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.client.RunMonitor;
import dev.aftlab.workflows.step.StepProgress;
import dev.aftlab.workflows.step.StepStage;
import dev.aftlab.workflows.step.StepWorkflow;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SharedStepsTest {

  private static final double SECONDS_TOLERANCE = 1e-9;

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  private void twelveArms() {
    for (int seed = 1; seed <= 2; seed++) {
      for (String name : List.of("a", "b", "c", "d", "e", "f")) {
        lab.arm(name, seed);
      }
    }
  }

  @Test
  void twelveArms_sharingSteps_eachDistinctStepIsExecutedOnce() {
    twelveArms();

    SweepResult result = lab.run(lab.request("twelve", 12));

    // Per seed 5 shared steps and 6 arms × 2 of their own: 17; two seeds 34. Each of 12 arms asks
    // for 7: 84.
    assertEquals(34, lab.executions.size());
    assertTrue(
        lab.executions.values().stream().allMatch(count -> count.get() == 1),
        lab.executions.toString());
    assertEquals(12, result.done());
    assertEquals(List.of(), result.notDone());
    Receipt receipt = result.receipt();
    assertEquals(84, receipt.requested());
    assertEquals(34, receipt.executed());
    assertEquals(50, receipt.reused());
    assertEquals(0, receipt.failed());
    assertEquals(34 * Lab.STEP_SECONDS, receipt.deviceSeconds(), SECONDS_TOLERANCE);
    assertEquals(50 * Lab.STEP_SECONDS, receipt.deviceSecondsAvoided(), SECONDS_TOLERANCE);
  }

  @Test
  void secondRun_sameStore_everyStepIsReused() {
    twelveArms();
    lab.run(lab.request("first", 12));

    Receipt receipt = lab.run(lab.request("second", 12)).receipt();

    assertEquals(new Receipt(84, 0, 84, 0, 0, 84 * Lab.STEP_SECONDS), receipt);
  }

  @Test
  void twoRuns_sharingRunningStep_oneExecutesAndTheOtherReuses() throws InterruptedException {
    lab.shortArm("vft", "one");
    CountDownLatch go = new CountDownLatch(1);
    doAnswer(
            call -> {
              go.await();
              return lab.commit(call.getArgument(0));
            })
        .when(lab.train)
        .train(any());

    WorkflowStub first = lab.start(lab.request("first", 1));
    assertTrue(Lab.eventually(() -> waiters("train vft") == 1));
    WorkflowStub second = lab.start(lab.request("second", 1));
    assertTrue(Lab.eventually(() -> waiters("train vft") == 2));
    go.countDown();

    Receipt one = first.getResult(SweepResult.class).receipt();
    Receipt two = second.getResult(SweepResult.class).receipt();
    assertEquals(1, lab.executions(lab.step("train vft")));
    assertEquals(1, lab.executions(lab.step("evaluate one")));
    assertEquals(2, one.executed() + two.executed());
    assertEquals(2, one.reused() + two.reused());
  }

  private int waiters(String step) {
    try {
      return progress(step).askers();
    } catch (WorkflowNotFoundException notYet) {
      return 0;
    }
  }

  private StepProgress progress(String step) {
    return lab.client()
        .newWorkflowStub(StepWorkflow.class, WorkflowIds.step(Lab.STORE, lab.step(step)))
        .progress();
  }

  @Test
  void failedStep_sharedBySomeArms_failsTheseWithItsCauseAndLeavesTheOthers() {
    twelveArms();
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              if (step.fingerprint().equals(lab.step("label training seed 2"))) {
                throw new Failure.TooFewPairs("12 of 50 pairs").thrown();
              }
              return lab.commit(step);
            })
        .when(lab.label)
        .label(any());

    // Two at a time, so that later arms ask after the step has failed.
    SweepResult result = lab.run(lab.request("failing", 2));

    assertEquals(6, result.done());
    assertEquals(6, result.failed());
    ArmEnd end =
        new ArmEnd.Failed(
            Optional.of("label training seed 2"),
            new FailureCause(FailureKind.TOO_FEW_PAIRS, "12 of 50 pairs"));
    assertTrue(
        result.notDone().stream().allMatch(arm -> arm.end().equals(end)),
        result.notDone().toString());
    assertEquals("label training seed 2: 12 of 50 pairs", end.reason());
    assertEquals(6, result.receipt().failed());
    verify(lab.label, times(1))
        .label(
            argThat(
                step ->
                    step != null && step.fingerprint().equals(lab.step("label training seed 2"))));
    assertTrue(lab.abandoned.get() >= 1, "the failed step's lease is given back");
  }

  @Test
  void stepThatThisRunMade_whoseAnswerWasLost_countsAsExecuted() {
    lab.shortArm("vft", "one");
    lab.commit(new StepRef("plan", lab.step("train vft"), new StepOwner("", "", "")));
    lab.makers.put(lab.step("train vft"), "lost");

    assertEquals(2, lab.run(lab.request("lost", 1)).receipt().executed());
    assertEquals(0, lab.run(lab.request("another", 1)).receipt().executed());
  }

  @Test
  void steps_ofRunningArms_countAsSoonAsTheyEnd() throws InterruptedException {
    lab.shortArm("vft", "one");
    lab.shortArm("vft", "two");
    CountDownLatch go = new CountDownLatch(1);
    doAnswer(
            call -> {
              go.await();
              return lab.commit(call.getArgument(0));
            })
        .when(lab.frame)
        .finish(any());
    WorkflowStub run = lab.start(lab.request("counting", 2));
    RunMonitor watch = new RunMonitor(lab.client());

    // Both arms were answered by the same training; no arm has ended.
    assertTrue(
        Lab.eventually(
            () ->
                watch
                    .query("counting")
                    .receipt()
                    .equals(new Receipt(2, 1, 1, 0, Lab.STEP_SECONDS, Lab.STEP_SECONDS))));
    assertEquals(0, watch.query("counting").sweep().receipt().requested());
    go.countDown();

    Receipt last = run.getResult(SweepResult.class).receipt();
    assertEquals(3, last.executed());
    assertEquals(last, watch.query("counting").receipt());
  }

  @Test
  void failedStep_requestedByLaterRun_isRetried() {
    lab.shortArm("vft", "one");
    doThrow(new Failure.OutOfMemory("no memory").thrown())
        .doAnswer(call -> lab.commit(call.getArgument(0)))
        .when(lab.train)
        .train(any());

    assertEquals(1, lab.run(lab.request("first", 1)).failed());
    assertEquals(1, lab.run(lab.request("second", 1)).done());
  }

  @Test
  void hiccup_firstAttempt_secondAttemptSucceeds() {
    lab.shortArm("vft", "one");
    doThrow(new Failure.TransientError("the worker is shutting down").thrown())
        .doAnswer(call -> lab.commit(call.getArgument(0)))
        .when(lab.train)
        .train(any());

    SweepResult result = lab.run(lab.request("hiccup", 1));

    assertEquals(1, result.done());
    verify(lab.train, times(2)).train(any());
  }

  @Test
  void workerWithoutHeartbeat_firstAttempt_timesOutAndIsRetried() {
    lab.shortArm("vft", "one");
    AtomicInteger attempts = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    doAnswer(
            call -> {
              if (attempts.incrementAndGet() == 1) {
                never.await();
              }
              return lab.commit(call.getArgument(0));
            })
        .when(lab.train)
        .train(any());

    SweepResult result = lab.run(lab.request("silent", 1));
    never.countDown();

    assertEquals(1, result.done());
    assertEquals(2, attempts.get());
  }

  @Test
  void busyLease_heldByAnotherProcess_isWaitedForAndSaysSo() throws InterruptedException {
    lab.shortArm("vft", "one");
    AtomicInteger asked = new AtomicInteger();
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              boolean vft = step.fingerprint().equals(lab.step("train vft"));
              return vft && asked.incrementAndGet() <= 2
                  ? new PrepareResult.Busy("process 7 on lab-2")
                  : lab.prepare(step);
            })
        .when(lab.frame)
        .prepare(any());

    WorkflowStub run = lab.start(lab.request("busy", 1));
    assertTrue(
        Lab.eventually(
            () -> waiters("train vft") == 1 && progress("train vft").stage() == StepStage.WAITING));
    assertEquals("the lease is held by process 7 on lab-2", progress("train vft").note());

    assertEquals(1, run.getResult(SweepResult.class).done());
    assertEquals(3, asked.get());
  }

  @Test
  void lostLease_whileWorking_isPreparedAgain() {
    lab.shortArm("vft", "one");
    doThrow(new Failure.LeaseLost("epoch 3 belongs to process 7").thrown())
        .doAnswer(call -> lab.commit(call.getArgument(0)))
        .when(lab.train)
        .train(any());

    assertEquals(1, lab.run(lab.request("lost", 1)).done());
    assertEquals(1, lab.executions(lab.step("train vft")));
  }

  @Test
  void manyArms_lowHistoryLimit_continueAsNewAndCountEverything() {
    for (int index = 0; index < 30; index++) {
      lab.shortArm("vft", "arm " + index);
    }
    SweepRequest request = lab.request("long", 3).withPace(new RunTimings(1_000, 60_000, 40));

    WorkflowStub run = lab.start(request);
    String firstRun = run.getExecution().getRunId();
    SweepResult result = run.getResult(SweepResult.class);

    String lastRun =
        lab.client()
            .newUntypedWorkflowStub(WorkflowIds.sweep("long"))
            .describe()
            .getExecution()
            .getRunId();
    assertTrue(!firstRun.equals(lastRun), "the sweep continued as new");
    assertEquals(30, result.done());
    // 30 arms ask for 2 steps each; 30 evaluations and one VFT are distinct.
    assertEquals(
        new Receipt(60, 31, 29, 0, 31 * Lab.STEP_SECONDS, 29 * Lab.STEP_SECONDS), result.receipt());
  }

  @Test
  void busyLease_lowHistoryLimit_continuesAsNewWithItsWaiters() {
    lab.shortArm("vft", "one");
    AtomicInteger asked = new AtomicInteger();
    doAnswer(
            call ->
                asked.incrementAndGet() <= 4
                    ? new PrepareResult.Busy("another")
                    : lab.prepare(call.getArgument(0)))
        .when(lab.frame)
        .prepare(any());

    SweepResult result =
        lab.run(lab.request("patient", 1).withPace(new RunTimings(1_000, 60_000, 20)));

    assertEquals(1, result.done());
    assertEquals(1, lab.executions(lab.step("train vft")));
  }
}
