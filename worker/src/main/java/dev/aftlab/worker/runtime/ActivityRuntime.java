package dev.aftlab.worker.runtime;

import dev.aftlab.activities.ActivitySettings;
import dev.aftlab.activities.DeviceActivitiesImpl;
import dev.aftlab.activities.LabelActivitiesImpl;
import dev.aftlab.activities.LeasedAttempt;
import dev.aftlab.activities.PagePlanner;
import dev.aftlab.activities.PlanActivitiesImpl;
import dev.aftlab.activities.PlanCache;
import dev.aftlab.activities.SearchActivitiesImpl;
import dev.aftlab.activities.StalledWorkCounter;
import dev.aftlab.activities.StepActivitiesImpl;
import dev.aftlab.activities.StepLeases;
import dev.aftlab.activities.TrackerFactory;
import dev.aftlab.activities.TrackingActivitiesImpl;
import dev.aftlab.activities.TrackingSettings;
import dev.aftlab.activities.input.InputCheck;
import dev.aftlab.activities.input.PinnedInputs;
import dev.aftlab.activities.model.BaseModels;
import dev.aftlab.activities.model.TrainedModels;
import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import dev.aftlab.activities.report.ReportReader;
import dev.aftlab.activities.step.StepContext;
import dev.aftlab.activities.step.StepExecutor;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.LocalStore;
import dev.aftlab.activities.store.Store;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Planner;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.experiments.search.Searcher;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.reader.InvalidSpecException;
import dev.aftlab.experiments.spec.reader.LocatedExperiment;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingSummary;
import dev.aftlab.workflows.client.RunCompletion;
import dev.aftlab.workflows.client.StepLookupActivitiesImpl;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Composition root of a process: opens the store and builds the activity implementations. Opens no
 * engine until a step needs one.
 */
public final class ActivityRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActivityRuntime.class);

  private final Store store;
  private final PlanCache plans;
  private final PagePlanner pages;
  private final StepContext steps;
  private final StepExecutor works;
  private final StepLeases leases;
  private final LeasedAttempt attempts;
  private final BaseModels models;
  private final PinnedInputs facts;
  private final StalledWorkCounter hungWork = new StalledWorkCounter();
  private final int slots;
  private final TrackerFactory trackers;
  private volatile boolean stops;

  private ActivityRuntime(ActivitySettings settings, TrackingSettings tracking) {
    this.store = LocalStore.open(settings.store(), Clock.systemUTC(), LOG::warn);
    ArtifactStore artifacts = store.artifacts();
    this.models = new BaseModels(artifacts, settings.home().resolve("cache"), settings.roots());
    this.facts = new PinnedInputs(models, settings.roots());
    this.plans = new PlanCache(store);
    this.pages = new PagePlanner(store, plans, Searcher::of);
    this.steps =
        new StepContext(
            artifacts,
            models,
            settings.roots(),
            EngineFactory.of(settings.engine()),
            settings.gpuSlots());
    this.works = new StepExecutor(steps, settings.checkpoints());
    this.leases = new StepLeases(store.leases());
    this.attempts = new LeasedAttempt(plans, leases, () -> stops, settings.deadlines(), hungWork);
    this.slots = settings.gpuSlots();
    this.trackers = new TrackerFactory(artifacts, plans, settings.home().resolve("runs"), tracking);
  }

  /** Opens the state of a home folder, and creates it if needed. */
  public static ActivityRuntime open(ActivitySettings settings) {
    return new ActivityRuntime(settings, TrackingSettings.NONE);
  }

  /** Opens the state of a home folder with settings for MLflow. */
  public static ActivityRuntime open(ActivitySettings settings, TrackingSettings tracking) {
    return new ActivityRuntime(settings, tracking);
  }

  /** How far a step's committed work has come: see {@link ArtifactStore#reached}. */
  public long reached(Fingerprint step) {
    return store.artifacts().reached(step);
  }

  /**
   * Identifier of the store, part of the names of step workflows: the same for all processes that
   * use it.
   */
  public String storeId() {
    return store.artifacts().id();
  }

  /**
   * Checks all inputs of an experiment and plans it.
   *
   * @throws InvalidSpecException with every invalid input
   */
  public Plan newPlan(LocatedExperiment experiment) {
    return newPlan(experiment, ProgressListener.NONE);
  }

  /** Checks and plans an experiment, and reports the progress. */
  public Plan newPlan(LocatedExperiment experiment, ProgressListener listener) {
    int total = experiment.arms().size();
    List<String> warnings =
        InputCheck.require(
            experiment,
            facts,
            arms -> listener.onProgress(Progress.of(Stage.CHECK_INPUTS, arms, total)));
    return Planner.plan(
            experiment.spec(),
            facts,
            arms -> listener.onProgress(Progress.of(Stage.PLAN, arms, total)))
        .warning(warnings);
  }

  /**
   * The problems of an invalid experiment, together with those of its inputs, as far as it could be
   * read.
   *
   * @return an exception with every problem, in the order of the file
   */
  public InvalidSpecException withInputs(InvalidSpecException invalid) {
    List<Problem> problems = new ArrayList<>(invalid.problems());
    invalid.readable().ifPresent(readable -> problems.addAll(InputCheck.problems(readable, facts)));
    problems.sort(Comparator.comparingInt(problem -> problem.location().line()));
    return new InvalidSpecException(problems);
  }

  /** The folder of a model that is named as in an experiment. */
  public Path modelFolder(String base) {
    return models.folder(base);
  }

  /** The models of train steps in the store. */
  public TrainedModels trainedModels() {
    return new TrainedModels(store.artifacts());
  }

  /** Stores a plan and returns its identifier. */
  public String putPlan(Plan plan) {
    return store.plans().put(Json.canonical(plan));
  }

  /** Plans and stores the first page of a run over a search space, whose plan is stored. */
  public PlanPage firstPage(String space) {
    return pages.first(space);
  }

  /** The arms of the first page of a run over a search space, not stored. */
  public Plan firstPlan(Plan space) {
    return pages.firstPlan(space);
  }

  /** Whether a plan is in this store. */
  public boolean hasPlan(String id) {
    return store.plans().get(id).isPresent();
  }

  /** A stored plan. */
  public Plan plan(String id) {
    return plans.plan(id);
  }

  /** The pages of a run as one plan. */
  public Plan pages(List<String> ids) {
    return plans.pages(ids);
  }

  /** The pages of an experiment's latest run as one plan; empty when there is none, or damaged. */
  public Optional<Plan> latestPlan(String experiment) {
    try {
      List<String> latest = store.plans().latest(experiment);
      return latest.isEmpty() || !latest.stream().allMatch(this::hasPlan)
          ? Optional.empty()
          : Optional.of(plans.pages(latest));
    } catch (StoreException damaged) {
      LOG.warn("the latest plan of '{}' cannot be compared: {}", experiment, damaged.getMessage());
      return Optional.empty();
    }
  }

  /** Whether a step's artifact is in the store. */
  public Predicate<Step> there() {
    return step -> find(step).isPresent();
  }

  private Optional<Manifest> find(Step step) {
    return store.artifacts().find(step.artifact());
  }

  /**
   * The report of the pages of a run; arms without evaluation are omitted, and listed as not done.
   *
   * @param end how the run ended; empty while it runs
   */
  public Report report(List<String> pageIds, Optional<RunEnd> end) {
    return new ReportReader(store.artifacts(), plans.pages(pageIds)).report(end);
  }

  /**
   * The distinct arms of pages whose results are missing or corrupt in the store; corrupt artifacts
   * are quarantined.
   */
  public List<PlannedArm> unmeasured(List<String> pageIds) {
    Plan plan = plans.pages(pageIds);
    ReportReader reports = new ReportReader(store.artifacts(), plan);
    return plan.distinctArms().stream()
        .map(List::getFirst)
        .filter(arm -> !reports.measured(arm))
        .toList();
  }

  /**
   * Synchronizes everything committed of a run to its trackers, on this thread; idempotent.
   *
   * @throws TrackingException when one of them is unreachable
   */
  public TrackingSummary track(TrackingRequest run) {
    return trackers.all(run, () -> false);
  }

  /** Creates the trackers of running runs. */
  public List<Object> trackActivities(WorkflowClient client) {
    return List.of(new TrackingActivitiesImpl(trackers, new RunCompletion(client), () -> stops));
  }

  /** The activities of a control worker. */
  public List<Object> controlActivities(WorkflowClient client) {
    return List.of(
        new PlanActivitiesImpl(plans, store.artifacts()),
        new StepActivitiesImpl(plans, store.artifacts(), works, leases, attempts),
        new SearchActivitiesImpl(pages, () -> stops),
        new LabelActivitiesImpl(works, attempts),
        new StepLookupActivitiesImpl(client, this::findOutcome));
  }

  /** The activities of a gpu worker. */
  public List<Object> gpuActivities() {
    return List.of(new DeviceActivitiesImpl(works, attempts));
  }

  /**
   * Reports a step that was executed for the same run as executed, not as reused: the first
   * notification may have been lost with its server.
   */
  private Optional<StepEnd.Done> findOutcome(String plan, Fingerprint fingerprint, String run) {
    Step step = plans.step(plan, fingerprint);
    return find(step)
        .map(
            manifest ->
                new StepEnd.Done(!manifest.owner().worksFor(run), manifest.cost().deviceSeconds()));
  }

  /** Whether all slots are stalled, so that this process should exit. */
  public boolean allSlotsHang() {
    return hungWork.count() >= slots;
  }

  /** Requests running work to stop at its next step, with a checkpoint. */
  public void stop() {
    stops = true;
  }

  @Override
  public void close() {
    stop();
    steps.close();
  }
}
