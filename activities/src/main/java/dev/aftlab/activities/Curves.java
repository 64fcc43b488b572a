package dev.aftlab.activities;

import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.activities.tracking.MetricJournal;
import dev.aftlab.activities.tracking.TrackedStep;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.plan.Fingerprint;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.plan.StepKind;
import dev.aftlab.experiments.result.Manifest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Hands the committed metric journals of a plan's trainings to a tracker. */
final class Curves {
  private static final String JOURNAL = "journal.jsonl";

  private final ArtifactStore store;
  private final Plan plan;
  private final Map<Fingerprint, Step> steps;

  Curves(ArtifactStore store, Plan plan) {
    this.store = store;
    this.plan = plan;
    this.steps = plan.byFingerprint();
  }

  /** Mirrors what is there; a tracker that fails takes nothing away from the run. */
  void mirror(String run, Tracker tracker) {
    for (List<PlannedArm> group : plan.distinctArms()) {
      PlannedArm arm = group.getFirst();
      trainings(arm.steps())
          .forEach(training -> store.find(StepKind.TRAIN.label(), training.value()).ifPresent(manifest -> mirror(run, arm, manifest, tracker)));
    }
  }

  /** The trainings that led to the arm's model; the base model has none, though VFT draws its held-out samples. */
  private Stream<Fingerprint> trainings(ArmSteps arm) {
    List<Fingerprint> measured = steps.get(arm.evaluation()).inputs();
    Stream<Fingerprint> path = Stream.concat(arm.vft().stream(), arm.training().stream()).distinct();
    return arm.training().isPresent() ? path : path.filter(measured::contains);
  }

  private void mirror(String run, PlannedArm arm, Manifest manifest, Tracker tracker) {
    String title = steps.get(new Fingerprint(manifest.fingerprint())).title();
    TrackedStep step = new TrackedStep(run, arm.title(), title, manifest.fingerprint());
    try {
      tracker.mirror(step, MetricJournal.read(store.file(manifest, JOURNAL)).points());
      tracker.facts(step, manifest.facts());
    } catch (StoreException | UncheckedIOException failure) {
      LoggerFactory.getLogger(Curves.class).warn("the curve of {} in {} is not mirrored", title, arm.title(), failure);
    }
  }
}
