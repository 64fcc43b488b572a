package dev.aftlab.activities.tracking.run;

import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.tracking.TrackedArm;
import dev.aftlab.activities.tracking.TrackedCurve;
import dev.aftlab.activities.tracking.TrackedData;
import dev.aftlab.activities.tracking.TrackedFile;
import dev.aftlab.activities.tracking.TrackedResult;
import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.plan.PinnedData;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.report.ResultDetails;
import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.Manifest.ArtifactFile;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.result.TrainResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is shown of the arms of a plan, by what the store holds now. */
final class ArmSnapshots {
  private static final String ITEMS = "items.jsonl";
  private static final String LABELS = "labels.jsonl";

  private final ArtifactStore store;
  private final Plan plan;
  private final Findings findings;
  private final Map<Fingerprint, Step> steps;
  private final TrainingPath trainings;
  private final JournalReader journals;
  private final Map<Fingerprint, String> evaluated = new HashMap<>();

  ArmSnapshots(ArtifactStore store, Plan plan, Findings findings) {
    this.store = store;
    this.plan = plan;
    this.findings = findings;
    this.steps = plan.byFingerprint();
    this.trainings = new TrainingPath(plan);
    this.journals = new JournalReader(store);
  }

  /** Another text when there may be more to show. */
  String version(PlannedArm arm) {
    List<String> versions =
        new ArrayList<>(trainings.of(arm).stream().map(journals::version).toList());
    measurements(arm).forEach(step -> versions.add(measuredAt(step)));
    return String.join(" ", versions);
  }

  /**
   * When a measurement was made; empty while it is not there. One that was seen is not read again.
   */
  private String measuredAt(Fingerprint step) {
    if (!evaluated.containsKey(step)) {
      manifest(step).ifPresent(manifest -> evaluated.put(step, manifest.created()));
    }
    return evaluated.getOrDefault(step, "");
  }

  /** The steps whose artifacts all numbers of an arm are read from, the main one first. */
  private static List<Fingerprint> measurements(PlannedArm arm) {
    List<Fingerprint> measurements = new ArrayList<>(List.of(arm.steps().evaluation()));
    arm.steps().also().forEach(set -> measurements.add(set.evaluation()));
    arm.steps().sampled().ifPresent(drawn -> measurements.add(drawn.labels()));
    return measurements;
  }

  private boolean measuredWholly(PlannedArm arm) {
    return measurements(arm).stream().allMatch(step -> manifest(step).isPresent());
  }

  private Step step(Fingerprint fingerprint) {
    return Objects.requireNonNull(steps.get(fingerprint), "a step of another plan");
  }

  private Optional<Manifest> manifest(Fingerprint step) {
    return store.find(step(step).artifact());
  }

  /**
   * The current state of an arm.
   *
   * @param group the points of the experiment that are this arm, the one that is run first
   */
  TrackedArm sheet(List<PlannedArm> group, Optional<RunEnd> end) {
    PlannedArm arm = group.getFirst();
    Optional<Manifest> evaluation = evaluation(arm);
    boolean whole = measuredWholly(arm);
    List<TrackedCurve> curves = trainings.of(arm).stream().map(this::curve).toList();
    return new TrackedArm(
        arm.title(),
        ArmParameters.of(arm, steps),
        tags(group, curves, evaluation, end),
        data(arm),
        curves.stream().filter(curve -> !curve.points().isEmpty()).toList(),
        evaluation
            .filter(manifest -> whole || end.isPresent())
            .flatMap(manifest -> result(arm, manifest)),
        files(arm),
        end(whole, arm, end));
  }

  boolean measured(PlannedArm arm) {
    return evaluation(arm).isPresent();
  }

  private Optional<Manifest> evaluation(PlannedArm arm) {
    return manifest(arm.steps().evaluation());
  }

  private TrackedCurve curve(Fingerprint training) {
    Step step = step(training);
    Optional<Manifest> manifest = journals.manifest(training);
    return new TrackedCurve(
        TrainingPath.role(step),
        step.title(),
        training.value(),
        trainings.arms(training),
        manifest.map(journals::finished).orElseGet(() -> journals.begun(training)),
        manifest
            .map(Manifest::result)
            .filter(TrainResult.class::isInstance)
            .map(TrainResult.class::cast));
  }

  private SortedMap<String, String> tags(
      List<PlannedArm> group,
      List<TrackedCurve> curves,
      Optional<Manifest> evaluation,
      Optional<RunEnd> end) {
    PlannedArm arm = group.getFirst();
    SortedMap<String, String> tags = new TreeMap<>();
    curves.forEach(curve -> training(curve, tags));
    tags.put("step.evaluation", arm.steps().evaluation().value());
    arm.steps().also().forEach(set -> tags.put("step.also." + set.set(), set.evaluation().value()));
    arm.steps().sampled().ifPresent(drawn -> tags.put("step.sampled", drawn.labels().value()));
    evaluation.ifPresent(manifest -> environment(manifest, tags));
    end.flatMap(run -> run.notDone(arm.title()))
        .ifPresent(known -> tags.put("failure", known.end().reason()));
    group.stream()
        .skip(1)
        .map(PlannedArm::title)
        .reduce((one, other) -> one + "; " + other)
        .ifPresent(same -> tags.put("alsoIs", same));
    return tags;
  }

  private static void training(TrackedCurve curve, SortedMap<String, String> tags) {
    tags.put("step." + curve.role(), curve.fingerprint());
    curve
        .result()
        .map(ResultDetails::of)
        .ifPresent(
            details ->
                details.forEach((name, value) -> tags.put(curve.role() + "." + name, value)));
    if (curve.arms() > 1) {
      tags.put(
          "shared." + curve.role(),
          curve.fingerprint().substring(0, 12)
              + ", with "
              + (curve.arms() - 1)
              + " other arms of this run");
    }
  }

  private static void environment(Manifest manifest, SortedMap<String, String> tags) {
    manifest.environment().forEach((name, value) -> tags.put("environment." + name, value));
  }

  private List<TrackedData> data(PlannedArm arm) {
    List<TrackedData> sets = new ArrayList<>();
    trainings.of(arm).stream()
        .limit(1)
        .map(steps::get)
        .forEach(
            step -> {
              if (step instanceof Step.Train train) {
                sets.add(data(train.data(), "training"));
              }
            });
    if (steps.get(arm.steps().evaluation()) instanceof Step.Evaluate evaluate) {
      sets.add(data(evaluate.data(), "evaluation"));
    }
    for (ArmSteps.Also set : arm.steps().also()) {
      if (steps.get(set.evaluation()) instanceof Step.Evaluate evaluate) {
        sets.add(data(evaluate.data(), "evaluation " + set.set()));
      }
    }
    return sets;
  }

  /**
   * A generated set has no file with a digest, and parts of one file are different sets: the digest
   * is over all that decides it.
   */
  private static TrackedData data(PinnedData data, String use) {
    Map<String, Object> source =
        Map.of("spec", data.spec(), "digest", data.digest(), "seed", data.seed());
    String canonical = Json.canonical(source);
    String digest =
        Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8))
            .substring(0, TrackedData.LONGEST_DIGEST);
    String kind = Json.mapper().valueToTree(data.spec()).path("type").asText();
    return new TrackedData(kind + " " + use, digest, canonical, data.size(), use);
  }

  private Optional<TrackedResult> result(PlannedArm arm, Manifest evaluation) {
    return findings
        .outcome(arm)
        .map(
            outcome ->
                new TrackedResult(
                    Instant.parse(evaluation.created()),
                    ArmMetrics.of(outcome, plan.report().level())));
  }

  private List<TrackedFile> files(PlannedArm arm) {
    List<TrackedFile> files = new ArrayList<>();
    ArmSteps parts = arm.steps();
    files.addAll(file(parts.evaluation(), ITEMS, ITEMS));
    parts
        .also()
        .forEach(
            set -> files.addAll(file(set.evaluation(), ITEMS, "also/" + set.set() + "/" + ITEMS)));
    parts
        .sampled()
        .ifPresent(drawn -> files.addAll(file(drawn.labels(), LABELS, "sampled/" + LABELS)));
    List<Fingerprint> path = trainings.of(arm);
    if (!path.isEmpty()) {
      journals
          .manifest(path.getLast())
          .ifPresent(
              manifest ->
                  files.add(
                      new TrackedFile.Text("weights.json", Json.pretty(weights(manifest)) + "\n")));
    }
    return files;
  }

  /** A file of a step's artifact under the name that trackers show; none until it is there. */
  private List<TrackedFile> file(Fingerprint step, String name, String shown) {
    List<TrackedFile> files = new ArrayList<>();
    manifest(step)
        .ifPresent(
            manifest ->
                manifest.files().stream()
                    .filter(file -> file.path().equals(name))
                    .forEach(
                        file ->
                            files.add(
                                new TrackedFile.Stored(
                                    shown, store.file(manifest, name), file.sha256()))));
    return files;
  }

  /** Where an arm's weights are: they stay in the store. */
  record Weights(
      String store, String step, String fingerprint, String folder, List<ArtifactFile> files) {}

  private Weights weights(Manifest manifest) {
    String folder =
        "artifacts/"
            + manifest.id().kind().label()
            + "/"
            + manifest.fingerprint()
            + "/"
            + manifest.folder();
    return new Weights(
        store.id(), manifest.title(), manifest.fingerprint().value(), folder, manifest.files());
  }

  private static Optional<ArmEnd> end(boolean measured, PlannedArm arm, Optional<RunEnd> end) {
    if (measured) {
      return Optional.of(new ArmEnd.Done());
    }
    return end.map(
        run -> run.notDone(arm.title()).map(ArmResult::end).orElseGet(() -> endWith(run)));
  }

  /** How an arm without results ended of which its run says nothing. */
  private static ArmEnd endWith(RunEnd run) {
    return switch (run) {
      case RunEnd.Done done ->
          failed(FailureKind.CORRUPT_ARTIFACT, "its results are not in the store any more");
      case RunEnd.ArmsFailed failed -> failed(FailureKind.UNEXPECTED, "its cause is not kept");
      case RunEnd.Failed failed -> new ArmEnd.Failed(Optional.empty(), failed.cause());
      case RunEnd.Cancelled cancelled -> new ArmEnd.Cancelled("the run was cancelled");
      case RunEnd.Terminated terminated -> new ArmEnd.Cancelled("the run was terminated");
      case RunEnd.Interrupted interrupted -> new ArmEnd.Cancelled("the run was interrupted");
      case RunEnd.Lost lost -> new ArmEnd.Cancelled("the run was lost");
    };
  }

  private static ArmEnd failed(FailureKind kind, String message) {
    return new ArmEnd.Failed(Optional.empty(), new FailureCause(kind, message));
  }
}
