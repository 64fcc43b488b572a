package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import dev.aftlab.experiments.search.Searcher;
import dev.aftlab.workflows.DataConverters;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.PrepareResult;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.activity.TrackingSummary;
import dev.aftlab.workflows.activity.TrackingTarget;
import dev.aftlab.workflows.pipeline.PipelineWorkflowImpl;
import dev.aftlab.workflows.step.StepWorkflowImpl;
import dev.aftlab.workflows.tracking.TrackingWorkflowImpl;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in histories: that old ones replay, and that new ones stay small. */
@Timeout(120)
class HistoryTest {

  private static final Path RECORDED = Path.of("src", "test", "resources", "histories");
  private static final int LARGEST_PAYLOAD = 100_000;
  private static final int LONGEST_HISTORY = 4_000;

  /** Each workflow on each path: done, failed, paused, cancelled, continued as new. */
  private static final List<String> PATHS =
      List.of(
          "sweep",
          "sweep-failed",
          "sweep-paused",
          "sweep-cancelled",
          "sweep-continued",
          "sweep-searchable",
          "sweep-tracked",
          "sweep-pages",
          "sweep-made-again",
          "arm",
          "arm-failed",
          "arm-paused",
          "arm-cancelled",
          "arm-further",
          "arm-failed-together",
          "arm-damaged",
          "step-train",
          "step-sample",
          "step-waiting",
          "step-failed",
          "step-paused",
          "step-cancelled",
          "step-continued",
          "step-failed-together",
          "tracking",
          "tracking-failed",
          "tracking-cancelled",
          "tracking-pages");

  private static List<String> paths() {
    return PATHS;
  }

  @Test
  void recordedHistories_areThoseOfEachPath() throws IOException {
    try (Stream<Path> files = Files.list(RECORDED)) {
      assertEquals(
          PATHS.stream().sorted().toList(),
          files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void recordedHistory_presentCode_replays(String name) throws Exception {
    WorkflowExecutionHistory history = WorkflowExecutionHistory.fromJson(recorded(name));
    WorkflowClientOptions options =
        WorkflowClientOptions.newBuilder().setDataConverter(DataConverters.create()).build();
    try (TestWorkflowEnvironment replaying =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(options).build())) {
      WorkflowReplayer.replayWorkflowExecution(
          history,
          replaying,
          SweepWorkflowImpl.class,
          PipelineWorkflowImpl.class,
          StepWorkflowImpl.class,
          TrackingWorkflowImpl.class);
    }
  }

  private static String recorded(String name) throws IOException {
    try (InputStream in = HistoryTest.class.getResourceAsStream("/histories/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void hundredEightyArms_everyPayloadIsSmallAndEveryHistoryShort() {
    try (Lab lab = new Lab()) {
      for (int arm = 0; arm < 180; arm++) {
        lab.arm("an objective with β = 0.125 and k = " + arm, arm % 3);
      }

      SweepResult result = lab.run(lab.request("large", 60));

      // Per seed 5 shared steps, three seeds; each of 180 arms 2 of its own.
      assertEquals(180, result.done());
      assertEquals(15 + 360, result.receipt().executed());
      assertSmall(lab.client().fetchHistory(WorkflowIds.sweep("large")));
      assertSmall(lab.client().fetchHistory(WorkflowIds.arm("large", 179)));
      assertSmall(
          lab.client().fetchHistory(WorkflowIds.step(Lab.STORE, lab.step("train vft seed 0"))));
    }
  }

  private static void assertSmall(WorkflowExecutionHistory history) {
    assertTrue(
        history.getEvents().size() < LONGEST_HISTORY, history.getEvents().size() + " events");
    for (HistoryEvent event : history.getEvents()) {
      assertTrue(
          event.getSerializedSize() < LARGEST_PAYLOAD,
          event.getEventType() + " has " + event.getSerializedSize() + " bytes");
    }
  }

  /**
   * Records all histories again, after a change that old ones do not replay with. Before the first
   * release histories are replaced; after it, a change belongs behind a version marker, and the
   * histories of before it stay.
   */
  @Test
  @EnabledIfSystemProperty(
      named = "aftlab.record",
      matches = "true",
      disabledReason = "records histories only with -Daftlab.record=true")
  void histories_recorded_areWritten() throws InterruptedException {
    Map<String, WorkflowExecutionHistory> histories = new LinkedHashMap<>();
    try (Lab lab = new Lab()) {
      recordGoodRun(lab, histories);
      recordFailedRun(lab, histories);
      recordCancelledRun(lab, histories);
      recordTrackedRun(lab, histories);
    }
    try (Lab lab = new Lab()) {
      recordPausedRun(lab, histories);
      recordSearchableRun(lab, histories);
    }
    try (Lab lab = new Lab()) {
      lab.furtherArm("vft");
      lab.run(lab.request("further", 1));
      histories.put("arm-further", lab.client().fetchHistory(WorkflowIds.arm("further", 0)));
    }
    try (Lab lab = new Lab()) {
      recordRunFailingTogether(lab, histories);
    }
    try (Lab lab = new Lab()) {
      recordRunsWithDamage(lab, histories);
    }
    try (Lab lab = new Lab()) {
      recordRunOfTwoPages(lab, histories);
    }
    try (Lab lab = new Lab()) {
      recordContinuedRun(lab, histories);
    }
    assertEquals(Set.copyOf(PATHS), histories.keySet());
    histories.forEach(HistoryTest::write);
  }

  private static void recordGoodRun(Lab lab, Map<String, WorkflowExecutionHistory> histories) {
    AtomicInteger asked = new AtomicInteger();
    doAnswer(
            call ->
                asked.incrementAndGet() <= 2
                    ? new PrepareResult.Busy("another process")
                    : lab.prepare(call.getArgument(0)))
        .when(lab.frame)
        .prepare(any());
    lab.arm("boundary", 1);
    lab.arm("detached", 1);
    lab.run(lab.request("good", 2));
    histories.put("sweep", lab.client().fetchHistory(WorkflowIds.sweep("good")));
    histories.put("arm", lab.client().fetchHistory(WorkflowIds.arm("good", 0)));
    histories.put("step-waiting", step(lab, "train vft seed 1"));
    histories.put("step-train", step(lab, "train boundary seed 1"));
    histories.put("step-sample", step(lab, "sample training seed 1"));
  }

  private static void recordFailedRun(Lab lab, Map<String, WorkflowExecutionHistory> histories) {
    lab.arms.clear();
    lab.arm("boundary", 2);
    doAnswer(call -> labelled(lab, call.getArgument(0))).when(lab.label).label(any());
    lab.run(lab.request("bad", 1).tracked(TrackingTarget.FOLDER));
    histories.put("sweep-failed", lab.client().fetchHistory(WorkflowIds.sweep("bad")));
    histories.put("tracking-failed", tracking(lab, "bad"));
    histories.put("arm-failed", lab.client().fetchHistory(WorkflowIds.arm("bad", 0)));
    histories.put("step-failed", step(lab, "label training seed 2"));
  }

  /** Since the moment that passes before the branches beside a failed one are cancelled. */
  private static void recordRunFailingTogether(
      Lab lab, Map<String, WorkflowExecutionHistory> histories) {
    lab.furtherArm("vft");
    doAnswer(
            call -> {
              throw new Failure.InvalidSpec("all shards read the same").thrown();
            })
        .when(lab.evaluate)
        .evaluate(any());
    lab.run(lab.request("together", 1));
    histories.put("arm-failed-together", lab.client().fetchHistory(WorkflowIds.arm("together", 0)));
    histories.put("step-failed-together", step(lab, "evaluate vft"));
  }

  /**
   * Since damages are counted by step, and a run looks at its results before it ends: an arm finds
   * an input gone, and another run a result.
   */
  private static void recordRunsWithDamage(
      Lab lab, Map<String, WorkflowExecutionHistory> histories) {
    AtomicInteger evaluated = new AtomicInteger();
    doAnswer(
            call -> {
              if (evaluated.incrementAndGet() == 1) {
                lab.store.remove(lab.step("train vft damaged"));
                throw new Failure.CorruptArtifact("gone", lab.step("train vft damaged")).thrown();
              }
              Object outcome = lab.commit(call.getArgument(0));
              if (evaluated.get() == 3) {
                lab.store.remove(call.<StepRef>getArgument(0).fingerprint());
              }
              return outcome;
            })
        .when(lab.frame)
        .finish(any());
    lab.shortArm("vft damaged", "damaged");
    lab.run(lab.request("damaged", 1));
    histories.put("arm-damaged", lab.client().fetchHistory(WorkflowIds.arm("damaged", 0)));
    lab.arms.clear();
    lab.shortArm("vft whole", "lost");
    lab.run(lab.request("made-again", 1));
    histories.put("sweep-made-again", lab.client().fetchHistory(WorkflowIds.sweep("made-again")));
  }

  private static Object labelled(Lab lab, StepRef step) {
    if (step.fingerprint().equals(lab.step("label training seed 2"))) {
      throw new Failure.TooFewPairs("12 of 50 pairs").thrown();
    }
    return lab.commit(step);
  }

  private static void recordCancelledRun(Lab lab, Map<String, WorkflowExecutionHistory> histories)
      throws InterruptedException {
    lab.arms.clear();
    lab.arm("boundary", 3);
    AtomicInteger running = new AtomicInteger();
    doAnswer(
            call -> {
              Lab.workUntilCancelled(running);
              return null;
            })
        .when(lab.train)
        .train(any());
    WorkflowStub run = lab.start(lab.request("stopped", 1).tracked(TrackingTarget.FOLDER));
    assertTrue(Lab.eventually(() -> running.get() == 1));
    run.cancel();
    assertThrows(WorkflowFailedException.class, () -> run.getResult(SweepResult.class));
    String step = WorkflowIds.step(Lab.STORE, lab.step("train vft seed 3"));
    assertThrows(
        WorkflowFailedException.class,
        () -> lab.client().newUntypedWorkflowStub(step).getResult(Object.class));
    histories.put("sweep-cancelled", lab.client().fetchHistory(WorkflowIds.sweep("stopped")));
    histories.put("tracking-cancelled", tracking(lab, "stopped"));
    histories.put("arm-cancelled", lab.client().fetchHistory(WorkflowIds.arm("stopped", 0)));
    histories.put("step-cancelled", step(lab, "train vft seed 3"));
  }

  private static void recordTrackedRun(Lab lab, Map<String, WorkflowExecutionHistory> histories) {
    lab.arms.clear();
    lab.shortArm("vft seed 4", "vft seed 4");
    doAnswer(call -> lab.commit(call.getArgument(0))).when(lab.train).train(any());
    lab.run(lab.request("tracked", 1).tracked(TrackingTarget.FOLDER));
    histories.put("tracking", tracking(lab, "tracked"));
    histories.put("sweep-tracked", lab.client().fetchHistory(WorkflowIds.sweep("tracked")));
  }

  private static void recordRunOfTwoPages(
      Lab lab, Map<String, WorkflowExecutionHistory> histories) {
    lab.shortArm("vft of pages", "first");
    lab.shortArm("vft of pages", "second");
    lab.pages.searcher =
        (space, history) -> {
          int next = history.trials().size();
          return new Searcher.Page(space.subList(next, next + 1), next > 0);
        };
    lab.run(lab.request("pages", 1).tracked(TrackingTarget.FOLDER));
    histories.put("tracking-pages", tracking(lab, "pages"));
    histories.put("sweep-pages", lab.client().fetchHistory(WorkflowIds.sweep("pages")));
  }

  /**
   * A run that is paused and resumed, asked for a checkpoint and for more retries, and loses an
   * arm.
   */
  private static void recordPausedRun(Lab lab, Map<String, WorkflowExecutionHistory> histories)
      throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    AtomicBoolean go = new AtomicBoolean();
    lab.shortArm("vft paused", "kept");
    lab.shortArm("vft paused", "not needed");
    lab.trainingsWait(running, go);
    WorkflowStub run = lab.start(lab.request("paused", 1));
    assertTrue(Lab.eventually(() -> running.get() == 1));
    SweepWorkflow sweep =
        lab.client().newWorkflowStub(SweepWorkflow.class, WorkflowIds.sweep("paused"));
    sweep.checkpointNow(new ControlRequest("ada", ""));
    sweep.pause(new ControlRequest("ada", "disk is being moved"));
    assertTrue(Lab.eventually(() -> running.get() == 0));
    String step = WorkflowIds.step(Lab.STORE, lab.step("train vft paused"));
    assertThrows(
        WorkflowFailedException.class,
        () -> lab.client().newUntypedWorkflowStub(step).getResult(Object.class));
    histories.put("step-paused", step(lab, "train vft paused"));
    sweep.raiseRetries(new RetriesRequest(80, "ada", ""));
    sweep.stopArm(new StopRequest("1", "ada", "not needed"));
    go.set(true);
    sweep.resume(new ControlRequest("ada", ""));
    assertEquals(1, run.getResult(SweepResult.class).done());
    histories.put("sweep-paused", lab.client().fetchHistory(WorkflowIds.sweep("paused")));
    histories.put("arm-paused", lab.client().fetchHistory(WorkflowIds.arm("paused", 0)));
  }

  private static void recordSearchableRun(Lab lab, Map<String, WorkflowExecutionHistory> histories)
      throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    AtomicBoolean go = new AtomicBoolean();
    lab.arms.clear();
    lab.shortArm("vft found", "found");
    lab.trainingsWait(running, go);
    WorkflowStub run = lab.start(lab.request("found", 1).asSearchable());
    assertTrue(Lab.eventually(() -> running.get() == 1));
    SweepWorkflow sweep =
        lab.client().newWorkflowStub(SweepWorkflow.class, WorkflowIds.sweep("found"));
    sweep.pause(new ControlRequest("ada", ""));
    go.set(true);
    sweep.resume(new ControlRequest("ada", ""));
    assertEquals(1, run.getResult(SweepResult.class).done());
    histories.put("sweep-searchable", lab.client().fetchHistory(WorkflowIds.sweep("found")));
  }

  /** The first parts of a run and of a step whose histories are full after a few events. */
  private static void recordContinuedRun(Lab lab, Map<String, WorkflowExecutionHistory> histories) {
    AtomicInteger asked = new AtomicInteger();
    doAnswer(
            call ->
                asked.incrementAndGet() <= 6
                    ? new PrepareResult.Busy("another process")
                    : lab.prepare(call.getArgument(0)))
        .when(lab.frame)
        .prepare(any());
    for (int arm = 0; arm < 4; arm++) {
      lab.shortArm("vft continued", "arm " + arm);
    }
    WorkflowStub run =
        lab.start(lab.request("continued", 1).withPace(new RunTimings(1_000, 60_000, 20)));
    assertEquals(4, run.getResult(SweepResult.class).done());
    histories.put("sweep-continued", continued(lab, WorkflowIds.sweep("continued")));
    histories.put(
        "step-continued",
        continued(lab, WorkflowIds.step(Lab.STORE, lab.step("train vft continued"))));
  }

  private static WorkflowExecutionHistory continued(Lab lab, String workflowId) {
    WorkflowExecutionHistory history = lab.client().fetchHistory(workflowId);
    String before = runBefore(history);
    assertNotEquals("", before, workflowId);
    while (!before.isEmpty()) {
      history = lab.client().fetchHistory(workflowId, before);
      before = runBefore(history);
    }
    assertEquals(
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
        history.getEvents().getLast().getEventType());
    return history;
  }

  private static String runBefore(WorkflowExecutionHistory history) {
    return history
        .getEvents()
        .getFirst()
        .getWorkflowExecutionStartedEventAttributes()
        .getContinuedExecutionRunId();
  }

  private static WorkflowExecutionHistory tracking(Lab lab, String run) {
    lab.client().newUntypedWorkflowStub(WorkflowIds.tracking(run)).getResult(TrackingSummary.class);
    return lab.client().fetchHistory(WorkflowIds.tracking(run));
  }

  private static WorkflowExecutionHistory step(Lab lab, String name) {
    return lab.client().fetchHistory(WorkflowIds.step(Lab.STORE, lab.step(name)));
  }

  private static void write(String name, WorkflowExecutionHistory history) {
    try {
      Path file = Files.createDirectories(RECORDED).resolve(name + ".json");
      Files.writeString(file, history.toJson(true) + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
