package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.workflows.activity.Heartbeat;
import dev.aftlab.workflows.activity.ShardDone;
import dev.aftlab.workflows.activity.ShardRef;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.client.RunMonitor;
import dev.aftlab.workflows.step.StepStage;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineOrderTest {

  private final Lab lab = new Lab();
  private final AtomicBoolean go = new AtomicBoolean();

  @AfterEach
  void close() {
    lab.close();
  }

  private boolean made(String name) {
    return lab.store.containsKey(lab.step(name));
  }

  private Object sample(ShardRef shard) throws InterruptedException {
    boolean assessment = shard.step().fingerprint().equals(lab.step("sample assessment seed 1"));
    while (assessment && !go.get()) {
      Activity.getExecutionContext()
          .heartbeat(new Heartbeat("sampling", 3, 20, 1.5, new TreeMap<>(Map.of("tokens", 40.0))));
      Thread.sleep(20);
    }
    return new ShardDone(shard.shard(), 1);
  }

  @Test
  void assessmentSamples_notYetDrawn_trainingContinuesAndEvaluationWaits()
      throws InterruptedException {
    lab.arm("boundary", 1);
    doAnswer(call -> sample(call.getArgument(0))).when(lab.sample).sample(any());

    WorkflowStub run = lab.start(lab.request("order", 1));
    assertTrue(Lab.eventually(() -> made("train boundary seed 1")));
    assertTrue(!made("evaluate boundary seed 1"));
    go.set(true);

    assertEquals(1, run.getResult(SweepResult.class).done());
  }

  @Test
  void steps_ofOneArm_areMadeInTheOrderOfTheMethod() {
    lab.arm("boundary", 1);
    List<Fingerprint> order = new CopyOnWriteArrayList<>();
    doAnswer(call -> noted(order, call.getArgument(0))).when(lab.train).train(any());
    doAnswer(call -> noted(order, call.getArgument(0))).when(lab.label).label(any());
    doAnswer(call -> noted(order, call.getArgument(0))).when(lab.frame).finish(any());

    lab.run(lab.request("order", 1));

    for (String[] pair :
        new String[][] {
          {"train vft", "sample training"},
          {"train vft", "sample assessment"},
          {"sample training", "label training"},
          {"label training", "train boundary"},
          {"sample assessment", "label assessment"},
          {"label assessment", "evaluate boundary"},
          {"train boundary", "evaluate boundary"}
        }) {
      int before = order.indexOf(lab.step(pair[0] + " seed 1"));
      int after = order.indexOf(lab.step(pair[1] + " seed 1"));
      assertTrue(before >= 0 && before < after, pair[0] + " before " + pair[1]);
    }
  }

  @Test
  void arm_measuredFurther_makesThoseStepsToo() {
    lab.furtherArm("vft");
    List<Fingerprint> order = new CopyOnWriteArrayList<>();
    doAnswer(call -> noted(order, call.getArgument(0))).when(lab.train).train(any());
    doAnswer(call -> noted(order, call.getArgument(0))).when(lab.label).label(any());
    doAnswer(call -> noted(order, call.getArgument(0))).when(lab.frame).finish(any());

    SweepResult result = lab.run(lab.request("further", 1));

    assertEquals(6, result.receipt().executed());
    for (String measured :
        new String[] {
          "evaluate vft", "evaluate vft on harder", "sample first of vft", "sample second of vft"
        }) {
      assertTrue(
          order.indexOf(lab.step("train vft")) < order.indexOf(lab.step(measured)), measured);
    }
    int labelled = order.indexOf(lab.step("label answers of vft"));
    assertTrue(
        order.indexOf(lab.step("sample first of vft")) < labelled
            && order.indexOf(lab.step("sample second of vft")) < labelled);
  }

  private Object noted(List<Fingerprint> order, StepRef step) {
    order.add(step.fingerprint());
    return lab.commit(step);
  }

  @Test
  void watch_runningShards_seesTheirHeartbeats() throws InterruptedException {
    lab.arm("boundary", 1);
    doAnswer(call -> sample(call.getArgument(0))).when(lab.sample).sample(any());
    RunMonitor watch = new RunMonitor(lab.client());

    WorkflowStub run = lab.start(lab.request("watched", 1));
    assertTrue(Lab.eventually(() -> made("train boundary seed 1")));
    assertTrue(
        Lab.eventually(
            () ->
                watch.query("watched").steps().stream().anyMatch(PipelineOrderTest::samplingSeen)));
    RunMonitor.RunView view = watch.query("watched");
    go.set(true);
    run.getResult(SweepResult.class);

    assertEquals(1, view.sweep().total());
    assertEquals("arm 0", view.arms().get(0).title());
    // Of 7 steps the VFT, the training's three and nothing of the assessment's two nor the
    // evaluation are done.
    assertEquals(4, view.arms().get(0).done());
    assertEquals(7, view.arms().get(0).total());
    RunMonitor.StepView step = view.steps().get(0);
    assertEquals("sample assessment seed 1", step.waited().title());
    assertEquals(StepStage.WORKING, step.progress().stage());
    assertEquals(Lab.SHARDS, step.activities().size());
    assertEquals(40.0, step.activities().get(0).heartbeat().metrics().get("tokens"));
  }

  private static boolean samplingSeen(RunMonitor.StepView step) {
    return step.activities().size() == Lab.SHARDS
        && step.activities().stream().allMatch(activity -> activity.heartbeat().done() == 3);
  }
}
