package dev.aftlab.activities;

import dev.aftlab.activities.mirror.Ending;
import dev.aftlab.activities.mirror.MirrorOrder;
import dev.aftlab.activities.mirror.MirrorSummary;
import dev.aftlab.activities.mirror.RunMirror;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.tracking.CompositeTracker;
import dev.aftlab.activities.tracking.JsonLinesTracker;
import dev.aftlab.activities.tracking.TrackedState;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.activities.tracking.mlflow.HttpRules;
import dev.aftlab.activities.tracking.mlflow.MlflowAddress;
import dev.aftlab.activities.tracking.mlflow.MlflowExperiment;
import dev.aftlab.activities.tracking.mlflow.MlflowTracker;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.workflows.activity.RunEnding;
import dev.aftlab.workflows.activity.RunEnding.ArmFault;
import dev.aftlab.workflows.activity.TrackRequest;
import dev.aftlab.workflows.activity.TrackSummary;
import dev.aftlab.workflows.activity.TrackingTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Makes trackers and what tells them of a run, for who was asked to show it. */
final class Mirrors {
  private final ArtifactStore store;
  private final Plans plans;
  private final Path runs;
  private final TrackingSettings settings;

  Mirrors(ArtifactStore store, Plans plans, Path runs, TrackingSettings settings) {
    this.store = store;
    this.plans = plans;
    this.runs = runs;
    this.settings = settings;
  }

  /** The run's folder, where it is that of this process's home, and MLflow where it is asked for. The caller closes it. */
  Tracker tracker(TrackRequest request, BooleanSupplier stop) {
    List<Tracker> trackers = new ArrayList<>();
    if (Files.isDirectory(runs.resolve(request.run()))) {
      trackers.add(new JsonLinesTracker(runs));
    }
    TrackingTarget target = request.target();
    target
        .mlflow()
        .map(address -> MlflowAddress.parse("the address of MLflow", address))
        .ifPresent(address -> {
          MlflowExperiment experiment = new MlflowExperiment(target.experiment(), target.experimentId());
          trackers.add(new MlflowTracker(address, settings.mlflow(), experiment, HttpRules.DEFAULT, stop));
        });
    return new CompositeTracker(trackers);
  }

  RunMirror mirror(TrackRequest request) {
    Plan plan = plans.plan(request.plan());
    MirrorOrder order = new MirrorOrder(request.plan(), request.run(), Instant.ofEpochMilli(request.startedMillis()), settings.tags());
    return new RunMirror(store, plan, new Reports(store, plan), order);
  }

  /** Shows everything of a run, by hand or after its end. */
  TrackSummary all(TrackRequest request, BooleanSupplier stop) {
    try (Tracker tracker = tracker(request, stop)) {
      MirrorSummary told = mirror(request).all(tracker, request.ending().map(Mirrors::ending), stop);
      return new TrackSummary(tracker.place(), told.arms(), told.curves(), told.points());
    }
  }

  private static Ending ending(RunEnding run) {
    TrackedState state =
        switch (run.how()) {
          case DONE -> TrackedState.FINISHED;
          case FAILED -> TrackedState.FAILED;
          case STOPPED -> TrackedState.STOPPED;
        };
    return new Ending(state, run.receipt(), run.faults().stream().collect(Collectors.toMap(ArmFault::arm, ArmFault::why, (first, second) -> first)));
  }
}
