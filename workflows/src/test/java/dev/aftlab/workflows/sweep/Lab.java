package dev.aftlab.workflows.sweep;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.workflows.DataConverters;
import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.ArmBatch;
import dev.aftlab.workflows.activity.ArmBatchRequest;
import dev.aftlab.workflows.activity.ArmPlan;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.ArmRequest;
import dev.aftlab.workflows.activity.EvaluateActivities;
import dev.aftlab.workflows.activity.LabelActivities;
import dev.aftlab.workflows.activity.PlanActivities;
import dev.aftlab.workflows.activity.PrepareResult;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.SampleActivities;
import dev.aftlab.workflows.activity.ScoreActivities;
import dev.aftlab.workflows.activity.ShardDone;
import dev.aftlab.workflows.activity.ShardRef;
import dev.aftlab.workflows.activity.StepActivities;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.activity.TrackingActivities;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingSummary;
import dev.aftlab.workflows.activity.TrainActivities;
import dev.aftlab.workflows.client.RunCompletion;
import dev.aftlab.workflows.client.StepLookupActivitiesImpl;
import dev.aftlab.workflows.pipeline.PipelineWorkflowImpl;
import dev.aftlab.workflows.step.StepWorkflowImpl;
import dev.aftlab.workflows.tracking.TrackingWorkflowImpl;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.mockito.invocation.InvocationOnMock;

/**
 * An in-process server with workers, a store in memory and activities made by Mockito that do at
 * once what is asked, until a test says otherwise. A step's kind is the first word of its name:
 * train, sample, label, score or evaluate.
 */
public final class Lab implements AutoCloseable {

  static final String STORE = "store";
  static final int SHARDS = 2;
  static final double STEP_SECONDS = 10;
  static final RunTimings PACE = new RunTimings(1_000, 60_000, RunTimings.DEFAULT.historyEvents());

  public final TrainActivities train =
      mock(TrainActivities.class, withSettings().withoutAnnotations());
  final SampleActivities sample = mock(SampleActivities.class, withSettings().withoutAnnotations());
  final LabelActivities label = mock(LabelActivities.class, withSettings().withoutAnnotations());
  final ScoreActivities score = mock(ScoreActivities.class, withSettings().withoutAnnotations());
  final EvaluateActivities evaluate =
      mock(EvaluateActivities.class, withSettings().withoutAnnotations());
  final StepActivities frame = mock(StepActivities.class, withSettings().withoutAnnotations());
  public final TrackingActivities track =
      mock(TrackingActivities.class, withSettings().withoutAnnotations());
  final Map<Fingerprint, StepEnd.Done> store = new ConcurrentHashMap<>();
  final Map<Fingerprint, AtomicInteger> executions = new ConcurrentHashMap<>();
  final Map<Fingerprint, String> makers = new ConcurrentHashMap<>();
  final AtomicInteger abandoned = new AtomicInteger();
  final List<ArmPlan> arms = new ArrayList<>();
  final FakePages pages = new FakePages(arms, store);

  /** Whether the end of a run finds the results of all arms whole, whatever the store holds. */
  volatile boolean allWhole;

  final TestWorkflowEnvironment server;
  private final Map<Fingerprint, String> names = new ConcurrentHashMap<>();

  public Lab() {
    server =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .registerSearchAttribute(
                    RunSearchAttributes.RUN.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    RunSearchAttributes.STATE.getName(),
                    IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(DataConverters.create())
                        .setIdentity("lab")
                        .build())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder().build())
                .build());
    behave();
    WorkerOptions quick =
        WorkerOptions.newBuilder().setMaxHeartbeatThrottleInterval(Duration.ofMillis(100)).build();
    Worker control = server.newWorker(TaskQueues.CONTROL, quick);
    control.registerWorkflowImplementationTypes(
        SweepWorkflowImpl.class,
        PipelineWorkflowImpl.class,
        StepWorkflowImpl.class,
        TrackingWorkflowImpl.class);
    control.registerActivitiesImplementations(plans(), desk(), frame, label, pages);
    server
        .newWorker(TaskQueues.GPU, quick)
        .registerActivitiesImplementations(train, sample, score, evaluate);
    server.newWorker(TaskQueues.TRACK, quick).registerActivitiesImplementations(track);
    server.start();
  }

  StepLookupActivitiesImpl desk() {
    return new StepLookupActivitiesImpl(
        client(),
        (plan, fingerprint, run) ->
            Optional.ofNullable(store.get(fingerprint))
                .map(found -> found.withReused(!run.equals(makers.get(fingerprint)))));
  }

  public WorkflowClient client() {
    return server.getWorkflowClient();
  }

  private void behave() {
    when(frame.prepare(any())).thenAnswer(call -> prepare(call.getArgument(0)));
    when(frame.room(any())).thenReturn(true);
    when(track.follow(any())).thenAnswer(call -> follow(call.getArgument(0)));
    when(track.complete(any())).thenReturn(new TrackingSummary("a notebook", 1, 1, 1));
    when(frame.finish(any())).thenAnswer(call -> commit(call.getArgument(0)));
    doAnswer(this::abandon).when(frame).abandon(any());
    when(train.train(any())).thenAnswer(call -> commit(call.getArgument(0)));
    when(label.label(any())).thenAnswer(call -> commit(call.getArgument(0)));
    when(score.score(any())).thenAnswer(call -> commit(call.getArgument(0)));
    when(sample.sample(any()))
        .thenAnswer(call -> new ShardDone(call.<ShardRef>getArgument(0).shard(), 1));
    when(evaluate.evaluate(any()))
        .thenAnswer(call -> new ShardDone(call.<ShardRef>getArgument(0).shard(), 1));
  }

  PrepareResult prepare(StepRef step) {
    StepEnd.Done found = store.get(step.fingerprint());
    return found != null
        ? new PrepareResult.Done(found.withReused(true))
        : new PrepareResult.Ready(kind(step.fingerprint()), SHARDS);
  }

  /**
   * Follows a run until it is cancelled, or finds that the run was terminated. Any other end the
   * sweep itself tells: this one does not find it out as well, since the in-process server never
   * hands out a workflow's next task once a cancellation has met an activity that ended in the same
   * moment (temporalio/sdk-java issues 2391 and 3088). A real server minds neither.
   */
  RunEnd follow(TrackingRequest request) throws InterruptedException {
    while (!terminated(request.run())) {
      Activity.getExecutionContext().heartbeat(null);
      Thread.sleep(50);
    }
    return new RunCompletion(client()).of(request.run()).orElseThrow();
  }

  private boolean terminated(String run) {
    WorkflowExecutionStatus status =
        client().newUntypedWorkflowStub(WorkflowIds.sweep(run)).describe().getStatus();
    return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED;
  }

  StepEnd.Done commit(StepRef step) {
    executions.computeIfAbsent(step.fingerprint(), key -> new AtomicInteger()).incrementAndGet();
    StepEnd.Done end = new StepEnd.Done(false, STEP_SECONDS);
    store.put(step.fingerprint(), end);
    return end;
  }

  private Object abandon(InvocationOnMock call) {
    abandoned.incrementAndGet();
    return null;
  }

  private StepKind kind(Fingerprint fingerprint) {
    return StepKind.valueOf(names.get(fingerprint).split(" ")[0].toUpperCase(Locale.ROOT));
  }

  private PlanActivities plans() {
    PlanActivities plans = mock(PlanActivities.class, withSettings().withoutAnnotations());
    when(plans.arms(any())).thenAnswer(call -> pages.batch(call.getArgument(0)));
    when(plans.incomplete(any())).thenAnswer(call -> incomplete(call.getArgument(0)));
    when(plans.arm(any())).thenAnswer(call -> pages.arm(call.<ArmRequest>getArgument(0)));
    return plans;
  }

  private ArmBatch incomplete(ArmBatchRequest request) {
    ArmBatch page = pages.batch(request);
    List<ArmRef> incomplete =
        page.arms().stream()
            .filter(arm -> !allWhole && !store.keySet().containsAll(pages.arm(arm).steps().all()))
            .toList();
    return new ArmBatch(incomplete, page.last());
  }

  /** A fingerprint made of a step's name. */
  Fingerprint step(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      Fingerprint fingerprint = new Fingerprint(HexFormat.of().formatHex(digest));
      names.put(fingerprint, name);
      return fingerprint;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** An arm of seven steps: five of its seed, and its own training and evaluation. */
  public void arm(String name, int seed) {
    String of = " seed " + seed;
    add(
        new ArmSteps(
            Optional.of(step("train vft" + of)),
            List.of(step("sample training" + of)),
            Optional.of(step("label training" + of)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(step("train " + name + of)),
            List.of(step("sample assessment" + of)),
            Optional.of(step("label assessment" + of)),
            step("evaluate " + name + of)));
  }

  /** An arm of two steps: VFT, and its own evaluation. */
  void shortArm(String vft, String name) {
    add(
        new ArmSteps(
            Optional.of(step("train " + vft)),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            step("evaluate " + name)));
  }

  /**
   * An arm of six steps: VFT, its evaluation, that on a further set, two ranges of its own answers
   * and their labels.
   */
  void furtherArm(String name) {
    List<ArmSteps.Also> also =
        List.of(new ArmSteps.Also("harder", step("evaluate " + name + " on harder")));
    List<Fingerprint> ranges =
        List.of(step("sample first of " + name), step("sample second of " + name));
    ArmSteps.Sampled sampled = new ArmSteps.Sampled(ranges, step("label answers of " + name));
    add(
        new ArmSteps(
            Optional.of(step("train " + name)),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            step("evaluate " + name),
            also,
            Optional.of(sampled)));
  }

  private void add(ArmSteps steps) {
    arms.add(
        new ArmPlan(
            steps,
            steps.all().stream()
                .map(print -> new ArmPlan.StepName(print, names.get(print)))
                .toList()));
  }

  public SweepRequest request(String run, int inFlight) {
    return SweepRequest.of(FakePages.SPACE, pages.first(), run, STORE, inFlight).withPace(PACE);
  }

  public WorkflowStub start(SweepRequest request) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.sweep(request.run()))
            .setTaskQueue(TaskQueues.CONTROL)
            .build();
    SweepWorkflow sweep = client().newWorkflowStub(SweepWorkflow.class, options);
    WorkflowClient.start(sweep::run, request);
    return WorkflowStub.fromTyped(sweep);
  }

  public SweepResult run(SweepRequest request) {
    return start(request).getResult(SweepResult.class);
  }

  int executions(Fingerprint fingerprint) {
    return Optional.ofNullable(executions.get(fingerprint)).map(AtomicInteger::get).orElse(0);
  }

  /**
   * Trainings count themselves in {@code running} and beat until {@code go} says that they may end.
   */
  void trainingsWait(AtomicInteger running, AtomicBoolean go) {
    doAnswer(
            call -> {
              running.incrementAndGet();
              try {
                while (!go.get()) {
                  Activity.getExecutionContext().heartbeat(null);
                  Thread.sleep(20);
                }
                return commit(call.getArgument(0));
              } finally {
                running.decrementAndGet();
              }
            })
        .when(train)
        .train(any());
  }

  /** An activity's body that goes on until it is cancelled, saying so with each heartbeat. */
  public static void workUntilCancelled(AtomicInteger running) throws InterruptedException {
    running.incrementAndGet();
    try {
      while (true) {
        Activity.getExecutionContext().heartbeat(null);
        Thread.sleep(20);
      }
    } catch (ActivityCompletionException stopped) {
      throw stopped;
    } finally {
      running.decrementAndGet();
    }
  }

  /** Waits at most 20 seconds for a condition; false when it did not come true. */
  public static boolean eventually(BooleanSupplier condition) throws InterruptedException {
    for (int turn = 0; turn < 1_000; turn++) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }

  @Override
  public void close() {
    server.close();
  }
}
