package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.workflows.DataConverters;
import dev.aftlab.workflows.activity.ArmPlan;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.Heartbeat;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.activity.PrepareResult;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.StepAnswer;
import dev.aftlab.workflows.pipeline.PipelineResult;
import dev.aftlab.workflows.step.StepCompleted;
import dev.aftlab.workflows.step.StepRequest;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.CanceledFailure;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordsTest {

  private static final Fingerprint A = new Fingerprint("a".repeat(64));
  private static final Fingerprint B = new Fingerprint("b".repeat(64));
  private static final int LARGEST_PAYLOAD = 100_000;

  private final DataConverter converter = DataConverters.create();

  private <T> T sent(Object value, Class<T> type) {
    return converter.fromPayloads(0, converter.toPayloads(value), type, type);
  }

  private int size(Object value) {
    return converter.toPayloads(value).map(Payloads::getSerializedSize).orElse(0);
  }

  @Test
  void sealedAnswers_sentAndReceived_areEqual() {
    StepEnd.Done done = new StepEnd.Done(false, 1.5);
    FailureCause cause = new FailureCause(FailureKind.DIVERGED, "NaN");
    for (StepEnd end : List.of(done, new StepEnd.Failed(cause), new StepEnd.Cancelled())) {
      assertEquals(end, sent(end, StepEnd.class));
      assertEquals(new StepCompleted(A, end), sent(new StepCompleted(A, end), StepCompleted.class));
      assertEquals(new StepAnswer.Ended(end), sent(new StepAnswer.Ended(end), StepAnswer.class));
    }
    assertEquals(done, sent(done, StepEnd.Done.class));
    assertEquals(
        new StepAnswer.Running("run"), sent(new StepAnswer.Running("run"), StepAnswer.class));
    for (PrepareResult prepared :
        List.of(
            new PrepareResult.Done(done),
            new PrepareResult.Ready(StepKind.SAMPLE, 4),
            new PrepareResult.Busy("pid 7"))) {
      assertEquals(prepared, sent(prepared, PrepareResult.class));
    }
  }

  @Test
  void requests_sentAndReceived_areEqual() {
    PlanPage first = new PlanPage("plan", 0, 9, false);
    SweepRequest sweep = SweepRequest.of("space", first, "run", "store", 4);
    SweepRequest later =
        sweep.from(
            List.of(first, new PlanPage("other", 9, 3, true)),
            new SweepState(
                7, 3, 2, 1, 0, List.of(), new StepUsage().state(), Optional.of(ControlState.NONE)));
    assertEquals(sweep, sent(sweep, SweepRequest.class));
    assertEquals(later, sent(later, SweepRequest.class));
    StepRequest step = new StepRequest("plan", A, "store", "title", RunTimings.DEFAULT, List.of());
    assertEquals(step, sent(step, StepRequest.class));
    ArmSteps steps =
        new ArmSteps(
            Optional.of(A),
            List.of(A),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            B);
    ArmPlan arm = new ArmPlan(steps, List.of(new ArmPlan.StepName(A, "vft")));
    assertEquals(arm, sent(arm, ArmPlan.class));
  }

  @Test
  void armMeasuredFurther_sentAndReceived_isEqual() {
    ArmSteps plain =
        new ArmSteps(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            B);
    ArmSteps further =
        new ArmSteps(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            B,
            List.of(new ArmSteps.Also("harder", A)),
            Optional.of(new ArmSteps.Sampled(List.of(A), B)));
    assertEquals(
        new ArmPlan(further, List.of()), sent(new ArmPlan(further, List.of()), ArmPlan.class));
    // What has nothing further is written as before there was any.
    assertFalse(
        Json.write(plain).contains("also") || Json.write(plain).contains("sampled"),
        Json.write(plain));
  }

  @Test
  void heartbeat_withoutNumber_isSentAndReceived() {
    Heartbeat heartbeat =
        new Heartbeat("training", 3, 10, 2.5, new TreeMap<>(Map.of("loss", Double.NaN)));
    assertEquals(heartbeat, sent(heartbeat, Heartbeat.class));
  }

  @Test
  void ledger_stepSeenExecutedByTwoArms_isExecutedOnce() {
    StepUsage ledger = new StepUsage();
    ledger.add(
        List.of(
            new StepCompleted(A, new StepEnd.Done(false, 4)),
            new StepCompleted(B, new StepEnd.Done(true, 2))));
    ledger.add(
        List.of(
            new StepCompleted(A, new StepEnd.Done(false, 4)),
            new StepCompleted(B, new StepEnd.Cancelled())));

    // 4 requests: A executed once and shared once, B reused once and failed once. Avoided: 4 (A the
    // second time) + 2 (B).
    assertEquals(new Receipt(4, 1, 2, 1, 4, 6), ledger.receipt());
    assertEquals(ledger.receipt(), new StepUsage(ledger.state()).receipt());
  }

  @Test
  void largestCarriedState_manyFailedArmsAndSteps_staysSmall() {
    ArmProgress tally = new ArmProgress();
    List<StepCompleted> steps = new ArrayList<>();
    for (int step = 0; step < 2_000; step++) {
      steps.add(
          new StepCompleted(
              new Fingerprint(String.format("%012x", step) + "0".repeat(52)),
              new StepEnd.Done(false, 1)));
    }
    tally.done(new ArmRef("plan", 0, 0, "first"), new PipelineResult(new ArmEnd.Done(), steps));
    for (int arm = 1; arm <= 500; arm++) {
      tally.notDone(
          new ArmRef("plan", arm, arm, "t".repeat(100)),
          new Failure.Bug("long words ".repeat(100)).thrown(),
          Optional.empty());
    }
    List<PlanPage> pages =
        Collections.nCopies(PlanPage.MOST, new PlanPage("p".repeat(64), 10_000, 10_000, false));
    SweepRequest carried =
        SweepRequest.of("p".repeat(64), pages.getFirst(), "run", "store", 4)
            .from(pages, tally.state(0, 501, ControlState.NONE));
    SweepResult result = tally.result(pages, List.of());
    assertTrue(size(carried) < LARGEST_PAYLOAD);
    assertTrue(size(result) < LARGEST_PAYLOAD);
    assertTrue(size(result.end()) < LARGEST_PAYLOAD);
    assertTrue(size(tally.progress(pages, ControlState.NONE)) < LARGEST_PAYLOAD);
    assertEquals(500, result.failed());
    assertEquals(RunEnd.MOST_LISTED, result.notDone().size());
  }

  @Test
  void failures_nested_tellTheOneThrownOnPurpose() {
    RuntimeException failure =
        new RuntimeException(
            "outer",
            new Failure.CorruptInput("model.safetensors:\n  ends at byte 12")
                .thrown(new EOFException("eof")));
    assertEquals(
        new FailureCause(FailureKind.CORRUPT_INPUT, "model.safetensors: | ends at byte 12"),
        Failures.of(failure));
    assertEquals(
        new FailureCause(FailureKind.UNEXPECTED, "eof"),
        Failures.of(new RuntimeException("outer", new EOFException("eof"))));
    assertTrue(Failures.cancelled(new RuntimeException(new CanceledFailure("x"))));
  }

  @Test
  void pace_belowItsBounds_isRefusedWithFieldAndBound() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new RunTimings(10, 1_000, 100))
            .getMessage();
    assertEquals("pace.heartbeatMillis must be at least 100, is 10", message);
  }

  @Test
  void controlEvents_written_areReadAndSaidAlike() {
    List<ControlEvent> events =
        List.of(
            new ControlEvent(0, new ControlCommand.Pause(), "ada", "disk is full"),
            new ControlEvent(1, new ControlCommand.Resume(), "ada", ""),
            new ControlEvent(2, new ControlCommand.Stop("arm 1"), "ada", ""),
            new ControlEvent(3, new ControlCommand.Retries(60), "ada", ""),
            new ControlEvent(4, new ControlCommand.Checkpoint(), "ada", ""));
    ControlState state = new ControlState(true, 60, 1, List.of("arm 1"), events);
    assertEquals(state, sent(state, ControlState.class));
    assertEquals(state, Json.read(Json.write(state), ControlState.class));
    assertEquals(events.getFirst(), state.pausedBy().orElseThrow());
    assertEquals(
        List.of(
            "1970-01-01T00:00:00Z paused by ada: disk is full",
            "1970-01-01T00:00:00Z resumed by ada",
            "1970-01-01T00:00:00Z stopped arm 1 by ada",
            "1970-01-01T00:00:00Z retries 60 by ada",
            "1970-01-01T00:00:00Z checkpoint by ada"),
        events.stream().map(ControlEvent::line).toList());
  }

  @Test
  void stop_byTitleOrNumber_meansThatArmAlone() {
    ControlEvent byTitle = new ControlEvent(0, new ControlCommand.Stop("arm 1"), "ada", "");
    ControlEvent byNumber = new ControlEvent(0, new ControlCommand.Stop("3"), "ada", "");
    assertTrue(byTitle.stops(3, "arm 1") && byNumber.stops(3, "arm 1"));
    assertFalse(byTitle.stops(1, "arm 12") || byNumber.stops(33, "arm 3"));
    assertFalse(byTitle.pauses());
  }
}
