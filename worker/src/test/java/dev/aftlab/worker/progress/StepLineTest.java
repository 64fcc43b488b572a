package dev.aftlab.worker.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.workflows.activity.Heartbeat;
import dev.aftlab.workflows.client.RunMonitor.StepView;
import dev.aftlab.workflows.client.RunMonitor.Working;
import dev.aftlab.workflows.pipeline.PipelineProgress.StepWait;
import dev.aftlab.workflows.step.StepProgress;
import dev.aftlab.workflows.step.StepStage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StepLineTest {
  private static final Fingerprint STEP = new Fingerprint("a".repeat(64));

  @Test
  void training_halfDone_showsFractionRateTimeAndLoss() {
    StepLine line = StepLine.of(step(1, 0, "", working(true, 50, 100, 5)));
    // 50 of 100 at 5 a second: half is done, 10 s are left.
    assertEquals(Optional.of(0.5), line.fraction());
    assertEquals(Optional.of(Duration.ofSeconds(10)), line.left());
    assertEquals("█████·····  50 %  train 50/100  5.000/s  0:10 left  loss 0.250", line.details());
  }

  @Test
  void sampling_inFourShards_countsDoneAndRemainingOnes() {
    StepLine line =
        StepLine.of(step(4, 1, "", working(true, 50, 100, 10), working(true, 0, 100, 10)));
    // One shard done, half of the second, none of the third, the fourth waits: 1.5 of 4; 100 + 50 +
    // 100 units left at 20 a second.
    assertEquals(Optional.of(0.375), line.fraction());
    assertEquals(Optional.of(Duration.ofMillis(12_500)), line.left());
  }

  @Test
  void step_heldByAnotherProcess_showsTheNote() {
    StepLine line = StepLine.of(step(0, 0, "waiting for another process: 4711 on lab"));
    assertEquals("waiting for another process: 4711 on lab", line.details());
  }

  @Test
  void step_withoutASlot_waitsForOne() {
    StepLine line = StepLine.of(step(1, 0, "", working(false, 0, 0, 0)));
    assertEquals("waiting for a slot", line.details());
    assertEquals(Optional.empty(), line.fraction());
  }

  private static StepView step(int shards, int shardsDone, String note, Working... activities) {
    StepProgress progress =
        new StepProgress(
            "train vft, seed 20", StepStage.WORKING, Optional.empty(), note, shards, shardsDone, 1);
    return new StepView(
        new StepWait("vft", STEP, "train vft, seed 20", "step-a"), progress, List.of(activities));
  }

  private static Working working(boolean started, long done, long total, double rate) {
    return new Working(
        "Train",
        1,
        started,
        new Heartbeat("train", done, total, rate, new TreeMap<>(Map.of("loss", 0.25))),
        "",
        "");
  }
}
