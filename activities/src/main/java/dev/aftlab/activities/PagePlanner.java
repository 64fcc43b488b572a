package dev.aftlab.activities;

import dev.aftlab.activities.report.ReportReader;
import dev.aftlab.activities.store.Store;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.search.History;
import dev.aftlab.experiments.search.Searcher;
import dev.aftlab.experiments.search.Trial;
import dev.aftlab.experiments.spec.ArmId;
import dev.aftlab.experiments.spec.SearchSpec;
import dev.aftlab.workflows.activity.PlanPage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Plans the pages of a run: asks the searcher of the search space for arms, and stores the plan of
 * those that it proposes.
 */
public final class PagePlanner {
  private final Store store;
  private final PlanCache plans;
  private final Function<SearchSpec, Searcher> searchers;

  public PagePlanner(Store store, PlanCache plans, Function<SearchSpec, Searcher> searchers) {
    this.store = store;
    this.plans = plans;
    this.searchers = searchers;
  }

  /** The arms of the first page of a run over a search space, as a plan that is not stored. */
  public Plan firstPlan(Plan space) {
    return space.only(propose(space, History.EMPTY, List.of()).arms());
  }

  /** The first page of a run over the search space whose plan is stored under this identifier. */
  public PlanPage first(String space) {
    return page(space, History.EMPTY, List.of())
        .orElseThrow(() -> new IllegalStateException("the searcher proposes no arm at all"));
  }

  /**
   * The page after others, whose arms have ended; empty when the search has ended.
   *
   * @param space identifier of the plan of the search space
   * @param pages the pages so far, in their order
   * @param read is notified after each arm whose result was read how many there are
   */
  Optional<PlanPage> next(String space, List<PlanPage> pages, IntConsumer read) {
    List<Trial> trials = new ArrayList<>();
    for (PlanPage page : pages) {
      Plan plan = plans.plan(page.plan());
      ReportReader results = new ReportReader(store.artifacts(), plan);
      for (List<PlannedArm> group : plan.distinctArms()) {
        trials.add(trial(trials.size(), group, results));
        read.accept(trials.size());
      }
    }
    return page(space, new History(trials), pages);
  }

  private static Trial trial(int number, List<PlannedArm> group, ReportReader results) {
    List<ArmId> arms = group.stream().map(PlannedArm::id).toList();
    return results
        .accuracy(group.getFirst())
        .map(accuracy -> new Trial(number, arms, new Trial.Outcome.Completed(accuracy)))
        .orElseGet(() -> new Trial(number, arms, new Trial.Outcome.Failed()));
  }

  private Optional<PlanPage> page(String space, History history, List<PlanPage> before) {
    Plan all = plans.plan(space);
    Searcher.Page proposed = propose(all, history, before);
    if (proposed.arms().isEmpty()) {
      return Optional.empty();
    }
    Plan plan = all.only(proposed.arms());
    String id = plan.equals(all) ? space : store.plans().put(Json.canonical(plan));
    store.plans().recordLatest(all.experiment(), plansOf(before, id));
    int firstTrial = before.isEmpty() ? 0 : PlanPage.total(before);
    return Optional.of(new PlanPage(id, firstTrial, plan.distinctArms().size(), proposed.last()));
  }

  private static List<String> plansOf(List<PlanPage> before, String next) {
    List<String> ids = new ArrayList<>(PlanPage.plans(before));
    ids.add(next);
    return ids;
  }

  private Searcher.Page propose(Plan space, History history, List<PlanPage> before) {
    List<ArmId> arms = space.arms().stream().map(PlannedArm::id).toList();
    Searcher.Page proposed = searchers.apply(space.search()).next(arms, history);
    Set<ArmId> known = new HashSet<>();
    before.forEach(page -> plans.plan(page.plan()).arms().forEach(arm -> known.add(arm.id())));
    proposed.arms().stream()
        .filter(known::contains)
        .findFirst()
        .ifPresent(
            arm -> {
              throw new IllegalStateException(
                  "the searcher proposes '" + arm.title() + "', which an earlier page has");
            });
    return proposed;
  }
}
