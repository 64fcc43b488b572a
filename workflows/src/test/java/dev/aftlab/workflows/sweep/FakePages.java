package dev.aftlab.workflows.sweep;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.experiments.search.History;
import dev.aftlab.experiments.search.Searcher;
import dev.aftlab.experiments.search.Trial;
import dev.aftlab.experiments.spec.ArmId;
import dev.aftlab.experiments.spec.ArmPoint;
import dev.aftlab.experiments.spec.SearchSpec;
import dev.aftlab.workflows.activity.ArmBatch;
import dev.aftlab.workflows.activity.ArmBatchRequest;
import dev.aftlab.workflows.activity.ArmPlan;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.ArmRequest;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.activity.SearchActivities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Pages over arms in memory. A page's plan is named by the positions of its arms, so that equal
 * pages have equal plans. Arm {@code i} of the space has the seed {@code i}.
 */
final class FakePages implements SearchActivities {
  static final String SPACE = "space";

  /** How the run's searcher chooses; the grid unless a test says otherwise. */
  volatile Searcher searcher = Searcher.of(new SearchSpec.Grid());

  /** The objective value of an arm that was evaluated, by its position in the space. */
  volatile IntToDoubleFunction objective = arm -> 0;

  final List<History> histories = new ArrayList<>();
  private final List<ArmPlan> arms;
  private final Map<Fingerprint, StepEnd.Done> store;
  private final Map<String, List<Integer>> plans = new ConcurrentHashMap<>();

  FakePages(List<ArmPlan> arms, Map<Fingerprint, StepEnd.Done> store) {
    this.arms = arms;
    this.store = store;
  }

  PlanPage first() {
    return page(History.EMPTY, 0).orElseThrow();
  }

  @Override
  public NextPage next(NextPageRequest request) {
    List<Trial> trials = new ArrayList<>();
    for (PlanPage page : request.pages()) {
      plans.get(page.plan()).forEach(arm -> trials.add(trial(trials.size(), arm)));
    }
    History history = new History(trials);
    histories.add(history);
    return new NextPage(page(history, trials.size()));
  }

  private Trial trial(int number, int arm) {
    return new Trial(
        number,
        List.of(id(arm)),
        store.containsKey(arms.get(arm).steps().evaluation())
            ? new Trial.Outcome.Completed(objective.applyAsDouble(arm))
            : new Trial.Outcome.Failed());
  }

  private Optional<PlanPage> page(History history, int firstTrial) {
    Searcher.Page page =
        searcher.next(IntStream.range(0, arms.size()).mapToObj(FakePages::id).toList(), history);
    List<Integer> chosen = page.arms().stream().map(arm -> (int) arm.seed()).toList();
    String plan = "plan of " + chosen;
    plans.put(plan, chosen);
    return chosen.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlanPage(plan, firstTrial, chosen.size(), page.last()));
  }

  static ArmId id(int arm) {
    return new ArmId("arm", ArmPoint.NONE, arm);
  }

  ArmBatch batch(ArmBatchRequest request) {
    List<Integer> all = plans.get(request.page().plan());
    int end = Math.min(all.size(), request.from() + request.count());
    List<ArmRef> refs = new ArrayList<>();
    for (int index = request.from(); index < end; index++) {
      refs.add(
          new ArmRef(
              request.page().plan(),
              index,
              request.page().firstTrial() + index,
              "arm " + all.get(index)));
    }
    return new ArmBatch(refs, end == all.size());
  }

  ArmPlan arm(ArmRequest request) {
    return arms.get(plans.get(request.plan()).get(request.index()));
  }

  ArmPlan arm(ArmRef arm) {
    return arm(new ArmRequest(arm.plan(), arm.index()));
  }
}
