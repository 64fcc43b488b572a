package dev.aftlab.activities;

import dev.aftlab.activities.report.ReportReader;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.tracking.CompositeTracker;
import dev.aftlab.activities.tracking.JsonLinesTracker;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.activities.tracking.mlflow.HttpPolicy;
import dev.aftlab.activities.tracking.mlflow.MlflowAddress;
import dev.aftlab.activities.tracking.mlflow.MlflowExperiment;
import dev.aftlab.activities.tracking.mlflow.MlflowTracker;
import dev.aftlab.activities.tracking.run.RunTracker;
import dev.aftlab.activities.tracking.run.SyncRequest;
import dev.aftlab.activities.tracking.run.SyncSummary;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingSummary;
import dev.aftlab.workflows.activity.TrackingTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Creates trackers and the synchronization of a run to them. */
public final class TrackerFactory {
  private final ArtifactStore store;
  private final PlanCache plans;
  private final Path runs;
  private final TrackingSettings settings;

  public TrackerFactory(
      ArtifactStore store, PlanCache plans, Path runs, TrackingSettings settings) {
    this.store = store;
    this.plans = plans;
    this.runs = runs;
    this.settings = settings;
  }

  /**
   * The run's folder, where it is in this process's home, and MLflow where requested. The caller
   * closes it.
   */
  Tracker tracker(TrackingRequest request, BooleanSupplier stop) {
    List<Tracker> trackers = new ArrayList<>();
    if (Files.isDirectory(runs.resolve(request.run()))) {
      trackers.add(new JsonLinesTracker(runs));
    }
    TrackingTarget target = request.target();
    target
        .mlflow()
        .map(address -> MlflowAddress.parse("the address of MLflow", address))
        .ifPresent(
            address -> {
              MlflowExperiment experiment =
                  new MlflowExperiment(target.experiment(), target.experimentId());
              trackers.add(
                  new MlflowTracker(
                      address, settings.mlflow(), experiment, HttpPolicy.DEFAULT, stop));
            });
    return new CompositeTracker(trackers);
  }

  RunTracker mirror(TrackingRequest request) {
    Plan plan = plans.pages(request.pages());
    SyncRequest order =
        new SyncRequest(
            request.space(),
            request.run(),
            Instant.ofEpochMilli(request.startedMillis()),
            settings.tags());
    return new RunTracker(store, plan, new ReportReader(store, plan), order);
  }

  /** Synchronizes everything of a run, by command or after its end. */
  public TrackingSummary all(TrackingRequest request, BooleanSupplier stop) {
    try (Tracker tracker = tracker(request, stop)) {
      SyncSummary told = mirror(request).all(tracker, request.end(), stop);
      return new TrackingSummary(tracker.place(), told.arms(), told.curves(), told.points());
    }
  }
}
