package dev.aftlab.activities.report;

import dev.aftlab.activities.label.AnswerVotes;
import dev.aftlab.activities.step.JsonLines;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.CorruptArtifactException;
import dev.aftlab.activities.store.MissingArtifactException;
import dev.aftlab.activities.tracking.run.Findings;
import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.plan.ObjectiveSpec;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.report.ArmOutcome;
import dev.aftlab.experiments.report.ArmSources;
import dev.aftlab.experiments.report.FurtherOutcome;
import dev.aftlab.experiments.report.ItemMetrics;
import dev.aftlab.experiments.report.JudgedArtifact;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.report.ReportRequest;
import dev.aftlab.experiments.report.Reporter;
import dev.aftlab.experiments.report.SampledOutcome;
import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluateResult;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.result.ExtractorVersion;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.LabelResult;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.SampleResult;
import dev.aftlab.experiments.result.ScoreResult;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.result.StepResult;
import dev.aftlab.experiments.result.TrainResult;
import dev.aftlab.experiments.spec.LossSpec;
import dev.aftlab.experiments.spec.LossTraits.WrongSamples;
import dev.aftlab.experiments.spec.ReportSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what a report is made of from the artifacts of a plan. */
public final class ReportReader implements Findings {
  private static final Logger LOG = LoggerFactory.getLogger(ReportReader.class);

  private final ArtifactStore store;
  private final Plan plan;
  private final Map<Fingerprint, Step> steps;

  public ReportReader(ArtifactStore store, Plan plan) {
    this.store = store;
    this.plan = plan;
    this.steps = plan.byFingerprint();
  }

  @Override
  public Report report(Optional<RunEnd> end) {
    List<ArmOutcome> outcomes = new ArrayList<>();
    List<ArmNotes.ArmWarning> warnings = new ArrayList<>();
    for (List<PlannedArm> group : plan.distinctArms()) {
      PlannedArm arm = group.getFirst();
      wholeOutcome(arm)
          .ifPresent(
              outcome -> {
                outcomes.add(outcome);
                warnings.addAll(warnings(arm, outcome));
              });
    }
    List<String> receipt = end.flatMap(RunEnd::counted).map(Receipt::sentences).orElse(List.of());
    Report report = Reporter.report(request(warnings, receipt), outcomes);
    return report.withNotDone(NotDoneArms.of(plan, report, end));
  }

  /**
   * An arm whose files are found damaged now, which puts them aside, is as one whose files are not
   * there.
   */
  private Optional<ArmOutcome> wholeOutcome(PlannedArm arm) {
    try {
      return outcome(arm);
    } catch (CorruptArtifactException | MissingArtifactException damaged) {
      LOG.warn("{} is left out of the table: {}", arm.title(), damaged.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Whether all that the tables say of an arm is in the store as it was made. Corrupt results are
   * quarantined.
   */
  public boolean measured(PlannedArm arm) {
    List<Fingerprint> measurements = new ArrayList<>(List.of(arm.steps().evaluation()));
    arm.steps().also().forEach(set -> measurements.add(set.evaluation()));
    arm.steps().sampled().ifPresent(drawn -> measurements.add(drawn.labels()));
    // Each is checked, so that all corrupt ones are made again at once.
    return measurements.stream().filter(step -> !whole(step)).count() == 0;
  }

  /** Whether an arm is measured and every step that led there is in the store. */
  public boolean complete(PlannedArm arm) {
    return measured(arm) && arm.steps().all().stream().allMatch(step -> manifest(step).isPresent());
  }

  private boolean whole(Fingerprint step) {
    try {
      Optional<Manifest> manifest = manifest(step);
      manifest.ifPresent(store::open);
      return manifest.isPresent();
    } catch (CorruptArtifactException | MissingArtifactException damaged) {
      LOG.warn("{}", damaged.getMessage());
      return false;
    }
  }

  private ReportRequest request(List<ArmNotes.ArmWarning> warnings, List<String> receipt) {
    ReportSpec spec = plan.report();
    return new ReportRequest(
        plan.experiment(),
        plan.description(),
        notes(warnings),
        spec.reference(),
        spec.matched(),
        concluded(spec.concluded()),
        spec.family(),
        spec.level(),
        spec.resamples(),
        spec.seed(),
        receipt);
  }

  /** What the loss of each arm that is named for the conclusions does to wrong samples. */
  private Map<String, WrongSamples> concluded(List<String> names) {
    Map<String, WrongSamples> concluded = new LinkedHashMap<>();
    for (String name : names) {
      plan.arms().stream()
          .filter(arm -> arm.name().equals(name))
          .findFirst()
          .flatMap(arm -> loss(arm.steps()))
          .ifPresent(loss -> concluded.put(name, loss.traits().wrong()));
    }
    return concluded;
  }

  /** The loss of an arm's alignment. */
  private Optional<LossSpec> loss(ArmSteps arm) {
    return arm.training()
        .map(steps::get)
        .flatMap(
            step ->
                step instanceof Step.Train train ? train.objective().alignment() : Optional.empty())
        .map(ObjectiveSpec.Align::loss);
  }

  /** The experiment's notes, and what its plan and the steps warned of. */
  private List<String> notes(List<ArmNotes.ArmWarning> warnings) {
    List<String> notes = new ArrayList<>(plan.report().notes());
    plan.warnings().forEach(warning -> notes.add(warning + "."));
    notes.addAll(ArmNotes.of(warnings));
    return notes;
  }

  /** What the training of an arm's model warned of. */
  private List<ArmNotes.ArmWarning> warnings(PlannedArm arm, ArmOutcome outcome) {
    return manifest(arm.steps().evaluation())
        .flatMap(evaluation -> model(arm.steps(), evaluation))
        .map(Manifest::result)
        .filter(TrainResult.class::isInstance)
        .map(TrainResult.class::cast)
        .stream()
        .flatMap(training -> training.warnings().stream())
        .map(warning -> new ArmNotes.ArmWarning(outcome.row(), outcome.seed(), warning))
        .toList();
  }

  @Override
  public Optional<ArmOutcome> outcome(PlannedArm arm) {
    return manifest(arm.steps().evaluation()).map(manifest -> outcome(arm, manifest));
  }

  private ArmOutcome outcome(PlannedArm arm, Manifest evaluation) {
    List<EvaluationItem> items = items(evaluation);
    Optional<Manifest> model = model(arm.steps(), evaluation);
    return new ArmOutcome(
        arm.name(),
        arm.point().text(),
        arm.seed(),
        items,
        cost(arm.steps(), model),
        sources(arm.steps(), evaluation, model),
        also(arm.steps()),
        sampled(arm.steps()));
  }

  /**
   * The accuracy of an arm on the questions that it is evaluated on; empty when it has no results
   * that are whole.
   */
  public Optional<Double> accuracy(PlannedArm arm) {
    try {
      OptionalDouble accuracy =
          manifest(arm.steps().evaluation())
              .map(manifest -> ItemMetrics.accuracy(items(manifest)))
              .orElse(OptionalDouble.empty());
      return accuracy.stream().boxed().findFirst();
    } catch (CorruptArtifactException | MissingArtifactException damaged) {
      LOG.warn("{} has no objective value: {}", arm.title(), damaged.getMessage());
      return Optional.empty();
    }
  }

  /** The further sets that have been evaluated. */
  private List<FurtherOutcome> also(ArmSteps steps) {
    List<FurtherOutcome> also = new ArrayList<>();
    for (ArmSteps.Also set : steps.also()) {
      manifest(set.evaluation())
          .ifPresent(
              manifest ->
                  also.add(new FurtherOutcome(set.set(), items(manifest), judged(manifest))));
    }
    return also;
  }

  private Optional<SampledOutcome> sampled(ArmSteps steps) {
    return steps
        .sampled()
        .flatMap(drawn -> manifest(drawn.labels()).map(manifest -> sampled(drawn, manifest)));
  }

  private SampledOutcome sampled(ArmSteps.Sampled drawn, Manifest labels) {
    int k =
        drawn.samples().stream()
            .map(steps::get)
            .mapToInt(step -> ((Step.Sample) step).sampleCount())
            .sum();
    List<LabelRecord> records =
        store.read(
            labels, folder -> JsonLines.read(folder.resolve("labels.jsonl"), LabelRecord.class));
    return new SampledOutcome(k, AnswerVotes.count(records), judged(labels));
  }

  private List<EvaluationItem> items(Manifest evaluation) {
    return store.read(
        evaluation, folder -> JsonLines.read(folder.resolve("items.jsonl"), EvaluationItem.class));
  }

  private static JudgedArtifact judged(Manifest manifest) {
    return new JudgedArtifact(manifest.id(), extractor(manifest.result()));
  }

  private static ExtractorVersion extractor(StepResult result) {
    return switch (result) {
      case LabelResult label -> label.extractor();
      case EvaluateResult evaluate -> evaluate.extractor();
      case TrainResult train -> throw notJudged(train);
      case SampleResult sample -> throw notJudged(sample);
      case ScoreResult score -> throw notJudged(score);
    };
  }

  private static IllegalStateException notJudged(StepResult result) {
    return new IllegalStateException("no answers are judged by a step with the result " + result);
  }

  /**
   * What it cost to make the arm's model: measuring it is not counted, nor is the arm that a
   * continued training is matched to.
   */
  private Cost cost(ArmSteps steps, Optional<Manifest> model) {
    if (model.isEmpty()) {
      return Cost.NONE;
    }
    List<Fingerprint> path = new ArrayList<>();
    steps.vft().ifPresent(path::add);
    if (steps.matched().isEmpty()) {
      path.addAll(steps.samples());
      steps.labels().ifPresent(path::add);
      steps.scores().ifPresent(path::add);
      steps.referenceScores().ifPresent(path::add);
    }
    steps.training().ifPresent(path::add);
    return path.stream()
        .flatMap(step -> manifest(step).stream())
        .map(Manifest::cost)
        .reduce(Cost.NONE, Cost::plus);
  }

  /** The training whose weights were evaluated; empty for the base model. */
  private Optional<Manifest> model(ArmSteps steps, Manifest evaluation) {
    return steps
        .training()
        .or(steps::vft)
        .filter(step -> evaluation.inputs().contains(new ArtifactId(StepKind.TRAIN, step)))
        .flatMap(this::manifest);
  }

  private ArmSources sources(ArmSteps steps, Manifest evaluation, Optional<Manifest> model) {
    Optional<LabelResult> samples =
        steps.matched().isPresent()
            ? Optional.empty()
            : steps
                .labels()
                .flatMap(this::manifest)
                .map(Manifest::result)
                .map(LabelResult.class::cast);
    return new ArmSources(
        judged(evaluation),
        steps.assessmentLabels(),
        samples,
        model.map(
            trained ->
                new ArmSources.Model(trained.fingerprint(), (TrainResult) trained.result())));
  }

  private Optional<Manifest> manifest(Fingerprint fingerprint) {
    return store.find(Objects.requireNonNull(steps.get(fingerprint)).artifact());
  }
}
