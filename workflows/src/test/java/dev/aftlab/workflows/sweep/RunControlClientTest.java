package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.RunState;
import dev.aftlab.workflows.client.RefusedException;
import dev.aftlab.workflows.client.RunControlClient;
import dev.aftlab.workflows.client.RunMonitor;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Taking a hand in a run from outside, on the server inside the process: it has updates, queries
 * and descriptions, but no lists.
 */
@Timeout(120)
class RunControlClientTest {
  private static final ControlRequest ADA = new ControlRequest("ada", "disk is being moved");

  private final Lab lab = new Lab();
  private final RunControlClient desk = new RunControlClient(lab.client());
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean go = new AtomicBoolean();
  private WorkflowStub run;

  @BeforeEach
  void start() throws InterruptedException {
    lab.shortArm("vft", "one");
    lab.shortArm("vft", "two");
    lab.trainingsWait(running, go);
    run = lab.start(lab.request("desk", 2));
    assertTrue(Lab.eventually(() -> running.get() == 1));
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void controlCommand_isAnsweredAndRecordedWithItsSender() {
    assertTrue(desk.checkpointNow("desk", ADA).contains("make a checkpoint"));
    assertTrue(
        desk.raiseRetries("desk", new RetriesRequest(60, "ada", "")).contains("60 attempts"));
    assertTrue(
        desk.stopArm("desk", new StopRequest("arm 1", "ada", ""))
            .contains("arm 1 is being stopped"));
    assertTrue(desk.pause("desk", ADA).startsWith("paused: "));
    assertEquals(
        "disk is being moved",
        new RunMonitor(lab.client())
            .query("desk")
            .sweep()
            .control()
            .pausedBy()
            .orElseThrow()
            .reason());
    go.set(true);
    assertTrue(desk.resume("desk", ADA).startsWith("resumed: "));

    SweepResult result = run.getResult(SweepResult.class);

    assertEquals(
        List.of(
            new ControlCommand.Checkpoint(),
            new ControlCommand.Retries(60),
            new ControlCommand.Stop("arm 1"),
            new ControlCommand.Pause(),
            new ControlCommand.Resume()),
        result.events().stream().map(ControlEvent::command).toList());
    assertEquals(RunState.DONE, result.end().state());
  }

  @Test
  void run_thatRefuses_saysWhy() {
    RefusedException refused = assertThrows(RefusedException.class, () -> desk.resume("desk", ADA));
    assertEquals("the run is not paused", refused.getMessage());
    go.set(true);
  }

  @Test
  void run_stopped_endsAndRefusesEverythingAfterwards() {
    assertTrue(desk.stop("desk", ADA).startsWith("is being stopped"));
    assertThrows(WorkflowFailedException.class, () -> run.getResult(SweepResult.class));
    RefusedException refused = assertThrows(RefusedException.class, () -> desk.pause("desk", ADA));
    assertEquals("run desk has ended", refused.getMessage());
  }
}
