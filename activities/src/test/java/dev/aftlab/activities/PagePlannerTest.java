package dev.aftlab.activities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.input.PinnedInputs;
import dev.aftlab.activities.model.AllowedPaths;
import dev.aftlab.activities.model.BaseModels;
import dev.aftlab.activities.report.ReportReader;
import dev.aftlab.activities.store.CommitRequest;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.LeaseAttempt;
import dev.aftlab.activities.store.LeaseHolders;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.activities.store.LocalStore;
import dev.aftlab.activities.store.Store;
import dev.aftlab.activities.tracking.MemoryTracker;
import dev.aftlab.activities.tracking.run.RunTracker;
import dev.aftlab.activities.tracking.run.SyncRequest;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Planner;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluateResult;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.result.ExtractorVersion;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.search.History;
import dev.aftlab.experiments.search.Searcher;
import dev.aftlab.experiments.search.Trial;
import dev.aftlab.experiments.spec.ArmId;
import dev.aftlab.experiments.spec.ArmPoint;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import dev.aftlab.workflows.activity.PlanPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart with one seed, searched in pages; nothing of it is there but some evaluations. */
final class PagePlannerTest {
  @TempDir Path folder;
  private Store store;
  private PlanCache plans;
  private Plan space;
  private String spaceId;
  private final List<History> seen = new ArrayList<>();

  @BeforeEach
  void planTheSpace() {
    store = LocalStore.open(folder.resolve("store"), Clock.systemUTC());
    plans = new PlanCache(store);
    AllowedPaths paths = AllowedPaths.of(folder);
    PinnedInputs facts =
        new PinnedInputs(new BaseModels(store.artifacts(), folder.resolve("cache"), paths), paths);
    List<SpecReader.Override> seed = List.of(SpecReader.Override.parse("seeds=[3]"));
    space =
        Planner.plan(SpecReader.read("quickstart", Catalog.yaml("quickstart"), seed).spec(), facts);
    spaceId = store.plans().put(Json.canonical(space));
  }

  /** VFT and RFT first; then the boundary when RFT is the better one, else the detached loss. */
  private Searcher.Page betterOne(List<ArmId> arms, History history) {
    seen.add(history);
    if (history.trials().isEmpty()) {
      return new Searcher.Page(List.of(id("vft"), id("rft")), false);
    }
    boolean rft = objective(history.trials().get(1)) > objective(history.trials().get(0));
    return new Searcher.Page(List.of(id(rft ? "boundary" : "detached")), true);
  }

  private static double objective(Trial trial) {
    return switch (trial.outcome()) {
      case Trial.Outcome.Completed completed -> completed.objective();
      case Trial.Outcome.Failed failed -> -1;
    };
  }

  private static ArmId id(String name) {
    return new ArmId(name, ArmPoint.NONE, 3);
  }

  private PagePlanner planner(Searcher searcher) {
    return new PagePlanner(store, plans, spec -> searcher);
  }

  private PlannedArm arm(String name) {
    return space.arms().stream().filter(arm -> arm.name().equals(name)).findFirst().orElseThrow();
  }

  /** Commits an evaluation with as many right answers of four. */
  private void evaluate(String name, int right) throws IOException {
    Fingerprint evaluation = arm(name).steps().evaluation();
    LeaseAttempt attempt =
        store.leases().acquire(LeaseKey.step(evaluation), LeaseHolders.named("test"));
    Lease held = ((LeaseAttempt.Acquired) attempt).lease();
    Path staging = store.artifacts().stage(held);
    StringBuilder items = new StringBuilder();
    for (int question = 0; question < 4; question++) {
      boolean correct = question < right;
      EvaluationItem item =
          new EvaluationItem(
              "q" + question,
              correct,
              true,
              "1",
              "1",
              "1",
              1,
              0.25,
              3,
              List.of(),
              List.of(),
              List.of());
      items.append(Json.write(item)).append('\n');
    }
    Files.writeString(staging.resolve("items.jsonl"), items);
    store
        .artifacts()
        .commit(
            held,
            new CommitRequest(
                new ArtifactId(StepKind.EVALUATE, evaluation),
                1,
                "e",
                List.of(),
                "{}",
                Cost.NONE,
                new EvaluateResult(new ExtractorVersion("digits", 1)),
                new TreeMap<>()),
            staging);
  }

  @Test
  void grid_planned_isOnePageWhosePlanIsThatOfTheSpace() {
    PlanPage page = new PagePlanner(store, plans, Searcher::of).first(spaceId);

    assertEquals(PlanPage.only(spaceId, 7), page);
    assertEquals(List.of(spaceId), store.plans().latest("quickstart"));
  }

  @Test
  void secondPage_planned_dependsOnTheResultsInTheStore() throws IOException {
    PagePlanner planner = planner(this::betterOne);
    PlanPage first = planner.first(spaceId);
    evaluate("vft", 1);
    evaluate("rft", 3);

    PlanPage second = planner.next(spaceId, List.of(first), read -> {}).orElseThrow();

    assertEquals(
        List.of(
            new Trial(0, List.of(id("vft")), new Trial.Outcome.Completed(0.25)),
            new Trial(1, List.of(id("rft")), new Trial.Outcome.Completed(0.75))),
        seen.getLast().trials());
    assertEquals(List.of(arm("boundary")), plans.plan(second.plan()).arms());
    assertEquals(new PlanPage(second.plan(), 2, 1, true), second);
    assertEquals(second, planner.next(spaceId, List.of(first), read -> {}).orElseThrow());
    assertEquals(List.of(first.plan(), second.plan()), store.plans().latest("quickstart"));
  }

  @Test
  void arm_withoutAnEvaluation_isAFailedTrial() throws IOException {
    PagePlanner planner = planner(this::betterOne);
    PlanPage first = planner.first(spaceId);
    evaluate("vft", 1);

    PlanPage second = planner.next(spaceId, List.of(first), read -> {}).orElseThrow();

    assertEquals(new Trial.Outcome.Failed(), seen.getLast().trials().get(1).outcome());
    assertEquals(List.of(arm("detached")), plans.plan(second.plan()).arms());
  }

  @Test
  void reportAndTracker_ofARunOfTwoPages_haveTheArmsOfBoth() throws IOException {
    PagePlanner planner = planner(this::betterOne);
    PlanPage first = planner.first(spaceId);
    evaluate("vft", 1);
    evaluate("rft", 3);
    PlanPage second = planner.next(spaceId, List.of(first), read -> {}).orElseThrow();
    evaluate("boundary", 2);
    Plan run = plans.pages(PlanPage.plans(List.of(first, second)));
    ReportReader results = new ReportReader(store.artifacts(), run);

    Report report = results.report(Optional.empty());
    MemoryTracker tracker = new MemoryTracker();
    SyncRequest request = new SyncRequest(spaceId, "run-1", Instant.EPOCH, new TreeMap<>());
    new RunTracker(store.artifacts(), run, results, request).round(tracker, () -> false);

    assertEquals(
        List.of("vft", "rft", "boundary"), report.rows().stream().map(Report.Row::name).toList());
    assertEquals(3, tracker.shownArms().size());
    assertTrue(tracker.shownArms().containsKey(arm("boundary").title()));
    assertEquals(spaceId, tracker.shownRun().plan());
  }

  @Test
  void arm_proposedInTwoPages_isRefusedByName() throws IOException {
    PagePlanner planner = planner((arms, history) -> new Searcher.Page(List.of(id("vft")), false));
    PlanPage first = planner.first(spaceId);

    String message =
        assertThrows(
                IllegalStateException.class,
                () -> planner.next(spaceId, List.of(first), read -> {}))
            .getMessage();

    assertEquals("the searcher proposes 'vft seed 3', which an earlier page has", message);
  }
}
