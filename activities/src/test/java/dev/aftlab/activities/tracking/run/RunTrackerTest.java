package dev.aftlab.activities.tracking.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.input.PinnedInputs;
import dev.aftlab.activities.model.AllowedPaths;
import dev.aftlab.activities.model.BaseModels;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.Checkpoints;
import dev.aftlab.activities.store.CommitRequest;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.LeaseAttempt;
import dev.aftlab.activities.store.LeaseHolders;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.activities.store.LeaseStore;
import dev.aftlab.activities.store.LocalStore;
import dev.aftlab.activities.store.Store;
import dev.aftlab.activities.tracking.MemoryTracker;
import dev.aftlab.activities.tracking.MetricJournal;
import dev.aftlab.activities.tracking.Told;
import dev.aftlab.activities.tracking.TrackedArm;
import dev.aftlab.activities.tracking.TrackedCurve;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Planner;
import dev.aftlab.experiments.report.ArmOutcome;
import dev.aftlab.experiments.report.ArmSources;
import dev.aftlab.experiments.report.FurtherOutcome;
import dev.aftlab.experiments.report.JudgedArtifact;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.report.SampledOutcome;
import dev.aftlab.experiments.report.SampledQuestion;
import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.result.ExtractorVersion;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.experiments.result.SampleResult;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart with one seed, of which only what a test commits is there. */
final class RunTrackerTest {
  private static final Fingerprint ANY = new Fingerprint("a".repeat(64));
  private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private ArtifactStore store;
  private LeaseStore leases;
  private Plan plan;
  private Fingerprint vft;
  private Lease lease;
  private RunTracker mirror;
  private final MemoryTracker tracker = new MemoryTracker();

  @BeforeEach
  void begin() {
    Store opened = LocalStore.open(folder.resolve("store"), Clock.systemUTC());
    store = opened.artifacts();
    leases = opened.leases();
    begin("seeds=[3]");
    vft = arm("vft").steps().vft().orElseThrow();
    lease = lease(vft);
  }

  private void begin(String... settings) {
    List<SpecReader.Override> overrides =
        List.of(settings).stream().map(SpecReader.Override::parse).toList();
    PinnedInputs facts =
        new PinnedInputs(
            new BaseModels(store, folder.resolve("cache"), AllowedPaths.of(folder)),
            AllowedPaths.of(folder));
    plan =
        Planner.plan(
            SpecReader.read("quickstart", Catalog.yaml("quickstart"), overrides).spec(), facts);
    mirror =
        new RunTracker(
            store,
            plan,
            new NoFindings(),
            new SyncRequest("plan", "run-1", STARTED, new TreeMap<>(Map.of("commit", "abc"))));
  }

  private Lease lease(Fingerprint step) {
    return ((LeaseAttempt.Acquired) leases.acquire(LeaseKey.step(step), LeaseHolders.named("test")))
        .lease();
  }

  private PlannedArm arm(String name) {
    return plan.distinctArms().stream()
        .map(List::getFirst)
        .filter(arm -> arm.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JudgedArtifact judged(StepKind kind, Fingerprint step) {
    return new JudgedArtifact(new ArtifactId(kind, step), new ExtractorVersion("digits", 1));
  }

  /** Nothing was evaluated but to one right answer. */
  private static final class NoFindings implements Findings {
    @Override
    public Optional<ArmOutcome> outcome(PlannedArm arm) {
      EvaluationItem item =
          new EvaluationItem(
              "q", true, true, "1", "1", "1", 1, 0.25, 3, List.of(-1.0), List.of(-2.0), List.of());
      return Optional.of(
          new ArmOutcome(
              arm.name(),
              arm.point().text(),
              arm.seed(),
              List.of(item),
              new Cost(2, 10, 0, 0, 0),
              ArmSources.of(judged(StepKind.EVALUATE, arm.steps().evaluation()))));
    }

    @Override
    public Report report(Optional<RunEnd> end) {
      return new Report(
          "quickstart",
          "",
          0.95,
          1,
          "",
          "",
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of());
    }
  }

  private static MetricJournal journal(int points) {
    MetricJournal journal = new MetricJournal();
    for (int step = 0; step < points; step++) {
      journal.append(
          step, STARTED.plusSeconds(step), new TreeMap<>(Map.of("loss", 1.0 / (step + 1))));
    }
    return journal;
  }

  private Path checkpoint(int points) throws IOException {
    Checkpoints checkpoints = store.checkpoints(lease);
    Path begun = checkpoints.begin(points);
    Files.writeString(begun.resolve("weights"), "w".repeat(points));
    journal(points).writeTo(begun.resolve("journal.jsonl"));
    checkpoints.commit(begun, points, 1);
    return begun.resolveSibling(begun.getFileName().toString().replace(".tmp", ""));
  }

  private void finish(int points) {
    Path staging = store.stage(lease);
    journal(points).writeTo(staging.resolve("journal.jsonl"));
    store.commit(
        lease,
        new CommitRequest(
            new ArtifactId(StepKind.TRAIN, vft),
            1,
            "VFT",
            List.of(),
            "{}",
            Cost.NONE,
            Told.result(points),
            new TreeMap<>()),
        staging);
  }

  private void evaluate(PlannedArm arm) throws IOException {
    Fingerprint evaluation = arm.steps().evaluation();
    Lease held = lease(evaluation);
    Path staging = store.stage(held);
    Files.writeString(staging.resolve("items.jsonl"), "{}\n");
    TreeMap<String, String> environment = new TreeMap<>(Map.of("engine", "PyTorch 2.7.1"));
    store.commit(
        held,
        new CommitRequest(
            new ArtifactId(StepKind.EVALUATE, evaluation),
            1,
            "e",
            List.of(),
            "{}",
            Cost.NONE,
            new SampleResult(),
            environment),
        staging);
  }

  private void round() {
    mirror.round(tracker, () -> false);
  }

  private TrackedArm shown(String arm) {
    return tracker.shownArms().get(arm(arm).title());
  }

  private int points(String arm) {
    return shown(arm).curves().stream().mapToInt(curve -> curve.points().size()).sum();
  }

  @Test
  void round_whileTraining_showsWhatCheckpointsHold() throws IOException {
    round();
    assertEquals(7, tracker.shownArms().size());
    assertEquals(0, points("vft"));
    checkpoint(4);
    round();
    assertEquals(4, points("vft"));
    checkpoint(9);
    round();
    assertEquals(9, points("boundary"));
    assertEquals(Optional.empty(), shown("boundary").end());
    finish(12);
    round();
    assertEquals(journal(12).points(), shown("boundary").curves().getFirst().points());
  }

  @Test
  void round_withNothingNew_sendsNothing() throws IOException {
    checkpoint(4);
    round();
    int before = tracker.calls();
    round();
    assertEquals(before, tracker.calls());
  }

  @Test
  void round_afterOneThatFailed_sendsEverythingAgain() throws IOException {
    checkpoint(4);
    tracker.before(
        call -> {
          if (call.equals("settle")) {
            throw new TrackingException("away");
          }
        });
    assertThrows(TrackingException.class, this::round);
    tracker.before(call -> {});
    tracker.shownArms().clear();
    round();
    assertEquals(7, tracker.shownArms().size());
  }

  @Test
  void checkpoint_damagedOrGoing_isPassedOver() throws IOException {
    Path damaged = checkpoint(4);
    Files.writeString(damaged.resolve("journal.jsonl"), "x");
    round();
    assertEquals(0, points("vft"));
    Files.delete(checkpoint(6).resolve("checkpoint.json"));
    round();
    assertEquals(0, points("vft"));
    checkpoint(8);
    round();
    assertEquals(8, points("vft"));
  }

  @Test
  void sharedTraining_appearsInEachArmAndIsMarked() {
    finish(2);
    round();
    TrackedCurve curve =
        new TrackedCurve(
            "vft",
            "train vft, seed 3",
            vft.value(),
            6,
            journal(2).points(),
            Optional.of(Told.result(2)));
    for (PlannedArm arm : plan.distinctArms().stream().map(List::getFirst).toList()) {
      // The base model was not trained, though VFT draws its held-out samples.
      assertEquals(
          arm.name().equals("base") ? List.of() : List.of(curve),
          shown(arm.name()).curves(),
          arm.title());
    }
    assertEquals(
        vft.value().substring(0, 12) + ", with 5 other arms of this run",
        shown("rft").tags().get("shared.vft"));
    assertEquals("2", shown("rft").tags().get("vft.steps"));
  }

  @Test
  void journal_corruptInAnArtifact_isSkippedAndTheOthersAreSent() throws IOException {
    finish(2);
    Files.writeString(
        store
            .open(store.find(new ArtifactId(StepKind.TRAIN, vft)).orElseThrow())
            .resolve("journal.jsonl"),
        "x");
    ArtifactStore anew = LocalStore.open(folder.resolve("store"), Clock.systemUTC()).artifacts();
    RunTracker another =
        new RunTracker(
            anew,
            plan,
            new NoFindings(),
            new SyncRequest("plan", "run-1", STARTED, new TreeMap<>()));
    another.round(tracker, () -> false);
    assertTrue(tracker.shownArms().values().stream().allMatch(arm -> arm.curves().isEmpty()));
    assertTrue(tracker.shownArms().containsKey(arm("base").title()));
  }

  @Test
  void end_withOneArmEvaluated_isShownOfEach() throws IOException {
    finish(3);
    evaluate(arm("vft"));
    ArmEnd tooFew =
        new ArmEnd.Failed(
            Optional.empty(), new FailureCause(FailureKind.TOO_FEW_PAIRS, "too few pairs"));
    RunEnd ending =
        new RunEnd.ArmsFailed(
            new Receipt(7, 6, 0, 1, 1, 0),
            List.of(
                new ArmResult(2, arm("boundary").title(), tooFew),
                new ArmResult(3, arm("rft").title(), new ArmEnd.Cancelled("stopped by ada"))));
    SyncSummary told = mirror.all(tracker, Optional.of(ending), () -> false);

    assertEquals(new SyncSummary(7, 6, 18), told);
    assertEquals(Optional.of(new ArmEnd.Done()), shown("vft").end());
    assertEquals(Optional.of(tooFew), shown("boundary").end());
    assertEquals(Optional.of(new ArmEnd.Cancelled("stopped by ada")), shown("rft").end());
    assertEquals("too few pairs", shown("boundary").tags().get("failure"));
    Map<String, Double> numbers = shown("vft").result().orElseThrow().values();
    assertEquals(1.0, numbers.get("accuracy"));
    assertTrue(
        numbers.get("accuracy.low") < 1 && numbers.get("accuracy.high") == 1.0, numbers.toString());
    assertEquals(1.0, numbers.get("n"));
    assertEquals(1.0, numbers.get("assessment"));
    assertEquals(0.25, numbers.get("nll.reference"));
    assertEquals(2.0, numbers.get("deviceSeconds"));
    assertEquals("PyTorch 2.7.1", shown("vft").tags().get("environment.engine"));
    assertEquals(
        List.of("items.jsonl", "weights.json"),
        shown("vft").files().stream().map(file -> file.path()).toList());
    assertEquals(RunState.FAILED, tracker.shownRun().state());
    assertEquals(
        List.of("resolved.yaml", "report.md", "results.json"),
        tracker.shownRun().files().stream().map(file -> file.path()).toList());
  }

  private void commit(Fingerprint step, String file) throws IOException {
    Lease held = lease(step);
    Path staging = store.stage(held);
    Files.writeString(staging.resolve(file), "{}\n");
    store.commit(
        held,
        new CommitRequest(
            plan.byFingerprint().get(step).artifact(),
            1,
            "e",
            List.of(),
            "{}",
            Cost.NONE,
            new SampleResult(),
            new TreeMap<>()),
        staging);
  }

  @Test
  void arm_measuredFurther_isFinishedWhenAllIsThere() throws IOException {
    begin(
        "seeds=[3]",
        "evaluation.also={harder: {data: {type: arithmetic, split: test, count: 9, minEvents: 5,"
            + " maxEvents: 5}}}",
        "evaluation.sampled={questions: 5, k: 3}");
    ArmSteps steps = arm("rft").steps();
    evaluate(arm("rft"));
    round();
    assertEquals(Optional.empty(), shown("rft").end());
    assertEquals(Optional.empty(), shown("rft").result());
    commit(steps.also().getFirst().evaluation(), "items.jsonl");
    round();
    assertEquals(Optional.empty(), shown("rft").end());
    commit(steps.sampled().orElseThrow().labels(), "labels.jsonl");
    round();
    assertEquals(Optional.of(new ArmEnd.Done()), shown("rft").end());
    assertTrue(shown("rft").result().isPresent());
    assertEquals(
        List.of("items.jsonl", "also/harder/items.jsonl", "sampled/labels.jsonl"),
        shown("rft").files().stream().map(file -> file.path()).toList());
    assertEquals("9", shown("rft").parameters().get("data.also.harder.size"));
    assertEquals("digits", shown("rft").parameters().get("also.harder.label.extractor"));
    assertEquals("3", shown("rft").parameters().get("sampled.k"));
    assertEquals(
        List.of("training", "evaluation", "evaluation harder"),
        shown("rft").data().stream().map(data -> data.use()).toList());
  }

  @Test
  void numbers_ofFurtherMeasurements_haveTheirNames() {
    EvaluationItem right =
        new EvaluationItem(
            "q", true, true, "1", "1", "1", 1, 0.5, 3, List.of(), List.of(), List.of());
    EvaluationItem wrong =
        new EvaluationItem(
            "r", false, true, "2", "1", "2", 1, 0, 0, List.of(), List.of(), List.of());
    List<SampledQuestion> asked =
        List.of(
            new SampledQuestion("q", 4, List.of(1, 2), 0),
            new SampledQuestion("r", 4, List.of(2, 1), 0));
    ArmOutcome outcome =
        new ArmOutcome(
            "vft",
            "",
            3,
            List.of(right),
            Cost.NONE,
            ArmSources.of(judged(StepKind.EVALUATE, ANY)),
            List.of(
                new FurtherOutcome(
                    "harder", List.of(right, wrong), judged(StepKind.EVALUATE, ANY))),
            Optional.of(new SampledOutcome(4, asked, judged(StepKind.LABEL, ANY))));
    Map<String, Double> numbers = ArmMetrics.of(outcome, 0.95);
    assertEquals(1.0, numbers.get("accuracy"));
    assertEquals(0.5, numbers.get("also.harder.accuracy"));
    assertTrue(
        numbers.get("also.harder.accuracy.low") < 0.5
            && numbers.get("also.harder.accuracy.high") > 0.5);
    assertEquals(2.0, numbers.get("also.harder.n"));
    assertEquals(0.5, numbers.get("also.harder.nll.reference"));
    // q: the right answer has 1 vote against 2; r: 2 against 1. pass@1: 1/4 and 2/4.
    assertEquals(0.5, numbers.get("sampled.majority"));
    assertEquals(0.375, numbers.get("sampled.pass.1"), 1e-12);
    assertEquals(1.0, numbers.get("sampled.pass.4"));
    assertEquals(4.0, numbers.get("sampled.k"));
    assertEquals(2.0, numbers.get("sampled.n"));
  }

  @Test
  void settings_ofAnArm_areFlattened() {
    round();
    Map<String, String> boundary = shown("boundary").parameters();
    assertEquals("boundary", boundary.get("arm"));
    assertEquals("3", boundary.get("seed"));
    assertEquals("boundary", boundary.get("align.objective.loss.constraint.type"));
    assertEquals("arithmetic", boundary.get("data.train.spec.type"));
    assertEquals("digits", boundary.get("evaluation.label.extractor"));
    assertTrue(
        boundary
            .keySet()
            .containsAll(
                List.of("vft.training.optimizer.learningRate", "model.digest", "samples.k")),
        boundary.toString());
    assertEquals(
        List.of("training", "evaluation"),
        shown("boundary").data().stream().map(data -> data.use()).toList());
  }

  @Test
  void synchronizer_untilTheRunHasEnded_sendsAndReturnsTheEnd() throws IOException {
    checkpoint(4);
    int[] asked = {0};
    RunSynchronizer follower =
        new RunSynchronizer(mirror, tracker, Duration.ofMillis(20), words -> {});
    Optional<String> end =
        follower.until(() -> ++asked[0] > 2 ? Optional.of("ended") : Optional.empty(), () -> false);
    assertEquals(Optional.of("ended"), end);
    assertEquals(4, points("vft"));
  }

  @Test
  void synchronizer_stoppedWhileItsRunEnds_sendsNoEnd() throws IOException {
    int[] looks = {0};
    RunSynchronizer follower =
        new RunSynchronizer(mirror, tracker, Duration.ofSeconds(30), words -> {});
    assertEquals(
        Optional.empty(), follower.until(() -> Optional.of("ended"), () -> ++looks[0] > 2));
  }
}
