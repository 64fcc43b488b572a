package dev.aftlab.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.activity.Heartbeat;
import dev.aftlab.workflows.client.ListedRun;
import dev.aftlab.workflows.client.RunMonitor.RunView;
import dev.aftlab.workflows.client.RunMonitor.StepView;
import dev.aftlab.workflows.client.RunMonitor.Working;
import dev.aftlab.workflows.pipeline.PipelineProgress.StepWait;
import dev.aftlab.workflows.step.StepProgress;
import dev.aftlab.workflows.step.StepStage;
import dev.aftlab.workflows.sweep.ControlCommand;
import dev.aftlab.workflows.sweep.ControlEvent;
import dev.aftlab.workflows.sweep.ControlState;
import dev.aftlab.workflows.sweep.SweepProgress;
import dev.aftlab.workflows.sweep.SweepProgress.RunningArm;
import dev.aftlab.workflows.sweep.SweepResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  private static final Fingerprint STEP = new Fingerprint("a".repeat(64));
  private static final Instant START = Instant.parse("2026-11-25T18:00:00Z");
  private static final Receipt RECEIPT = new Receipt(10, 4, 6, 0, 1.5, 2.5);

  private static ListedRun run(RunState state) {
    return new ListedRun(
        "small-1",
        "small",
        state,
        START,
        state.ended() ? Optional.of(START.plusSeconds(90)) : Optional.empty(),
        Optional.empty());
  }

  private static String text(RunStatus status) {
    StringWriter text = new StringWriter();
    new StatusText(new PrintWriter(text, true)).print(status);
    // How long it has been running depends on the clock.
    return text.toString().replaceAll("\\([0-9:]+\\)\n", "(…)\n");
  }

  private static RunView view(ControlState control, Working... working) {
    StepWait wait = new StepWait("training", STEP, "train boundary, seed 5", "step-a");
    StepProgress progress =
        new StepProgress(
            "train boundary, seed 5",
            StepStage.WORKING,
            working.length == 0 ? Optional.of(new StepEnd.Cancelled()) : Optional.empty(),
            "",
            0,
            0,
            1);
    StepView step = new StepView(wait, progress, List.of(working));
    SweepProgress sweep =
        new SweepProgress(
            List.of("plan"),
            5,
            2,
            1,
            0,
            List.of(new RunningArm(3, "boundary seed 5", "arm-3")),
            RECEIPT,
            control,
            List.of());
    return new RunView(sweep, List.of(), List.of(step));
  }

  private static RunStatus live(ControlState control, Working... working) {
    RunView view = view(control, working);
    return RunStatus.listed(run(RunState.RUNNING), "127.0.0.1:7233", "")
        .live(view, List.of(StepStatus.of(view.steps().getFirst(), Optional.of(10L))));
  }

  @Test
  void runningTraining_retriedOnce_showsProgressAttemptWorkerCheckpoint() {
    Heartbeat beat =
        new Heartbeat("train", 12, 48, 3, new TreeMap<>(Map.of("loss", 0.25, "gradientNorm", 1.0)));
    String text =
        text(
            live(
                ControlState.NONE,
                new Working("Train", 2, true, beat, "gave no sign in time", "4711@lab")));
    assertEquals(
        """
        run small-1: small, running, 127.0.0.1:7233, started 2026-11-25 18:00:00 (…)
        arms: 2 of 5 done, 1 failed, 0 cancelled, 1 in flight, 1 to come
        steps: 10 requested, 4 executed, 6 reused
        device seconds: 1.5 spent, 2.5 avoided
        active   train boundary, seed 5: train 12/48 (25 %), 3.000/s  loss 0.250
                 attempt 2 after: gave no sign in time; worker 4711@lab; latest checkpoint at 10
        """,
        text);
  }

  @Test
  void pausedRun_showsWhoPausedItAndItsCheckpoints() {
    ControlEvent paused =
        new ControlEvent(
            START.toEpochMilli(), new ControlCommand.Pause(), "ada", "disk is being moved");
    String text = text(live(new ControlState(true, 0, 0, List.of(), List.of(paused))));
    assertEquals(
        """
        run small-1: small, paused, 127.0.0.1:7233, started 2026-11-25 18:00:00 (…)
        2026-11-25T18:00:00Z paused by ada: disk is being moved
        arms: 2 of 5 done, 1 failed, 0 cancelled, 1 in flight, 1 to come
        steps: 10 requested, 4 executed, 6 reused
        device seconds: 1.5 spent, 2.5 avoided
        paused   train boundary, seed 5
                 latest checkpoint at 10
        control commands:
          2026-11-25T18:00:00Z paused by ada: disk is being moved
        """,
        text);
  }

  @Test
  void endedRun_namesItsIncompleteArms() {
    List<ArmResult> arms =
        List.of(
            new ArmResult(
                3,
                "boundary seed 5",
                new ArmEnd.Failed(
                    Optional.of("train boundary, seed 5"),
                    new FailureCause(FailureKind.DIVERGED, "NaN loss at step 7"))),
            new ArmResult(4, "rft seed 5", new ArmEnd.Cancelled("stopped by ada")));
    RunStatus ended =
        RunStatus.listed(run(RunState.FAILED), "127.0.0.1:7233", "")
            .ended(new SweepResult(List.of("plan"), 5, 3, 1, 1, arms, RECEIPT, List.of()));
    assertEquals(
        """
        run small-1: small, failed, 127.0.0.1:7233, started 2026-11-25 18:00:00, ended 2026-11-25 18:01:30 (…)
        arms: 3 of 5 done, 1 failed, 1 cancelled, 0 in flight, 0 to come
        steps: 10 requested, 4 executed, 6 reused
        device seconds: 1.5 spent, 2.5 avoided
        failed  boundary seed 5: train boundary, seed 5: NaN loss at step 7
        cancelled  rft seed 5: stopped by ada
        """,
        text(ended));
  }
}
