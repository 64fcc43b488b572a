package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.lm.DivergedException;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.loss.Objective;
import dev.aftlab.activities.lm.loss.Objectives;
import dev.aftlab.activities.lm.random.CounterRandom;
import dev.aftlab.activities.lm.train.Trainer;
import dev.aftlab.activities.lm.train.TrainerSettings;
import dev.aftlab.activities.model.MergedTokens;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.StoppedException;
import dev.aftlab.experiments.plan.ObjectiveSpec;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.result.TrainResult;
import dev.aftlab.experiments.result.TrainResult.Feedback;
import dev.aftlab.experiments.result.TrainWarning;
import dev.aftlab.experiments.spec.LossTraits.SampleUse;
import dev.aftlab.experiments.spec.TrainingSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a model: VFT, its compute-matched continuation, or alignment. They differ in their groups
 * and their objective, not in the loop.
 */
final class TrainStep {
  private static final int FEW_MIXED = 50;

  private static final Logger LOG = LoggerFactory.getLogger(TrainStep.class);

  private final StepContext workshop;
  private final Step.Train step;
  private final UnaryOperator<Objective> seen;
  private final TrainResultBuilder result = new TrainResultBuilder();

  TrainStep(StepContext workshop, Step.Train step) {
    this(workshop, step, UnaryOperator.identity());
  }

  /**
   * With something between trainer and objective.
   *
   * @param seen gives the objective as the trainer sees it; tests disturb it
   */
  TrainStep(StepContext workshop, Step.Train step, UnaryOperator<Objective> seen) {
    this.workshop = workshop;
    this.step = step;
    this.seen = seen;
  }

  /**
   * What a finished training is: its cost, what it reports, and the numeric environments it was
   * done in.
   */
  record Result(Cost cost, TrainResult result, SortedMap<String, String> environment) {}

  /**
   * What is trained on: the completions that the objective reads, and the lengths by which batches
   * are made, the same for every objective.
   */
  private record Material(
      List<TrainingGroup> groups, int[] lengths, TrainerSettings settings, Objective objective) {}

  /**
   * Trains to the end, from the newest checkpoint if there is one, and writes the model and the
   * journal into a folder. A training that diverges goes back to the newest checkpoint once: what a
   * device got wrong once it does not get wrong twice.
   *
   * @param checkpoints opens the checkpoints, for each of the two attempts
   * @throws StoppedException when the listener requested it; a checkpoint was made before
   * @throws DivergedException the second time
   */
  Result run(
      Supplier<TrainCheckpoints> checkpoints, Supplier<Path> staging, ProgressListener listener) {
    Material material = material();
    try {
      return train(material, checkpoints.get(), staging, listener);
    } catch (DivergedException first) {
      LOG.warn("{} goes back to its last checkpoint: {}", step.title(), first.getMessage());
      result.divergence(String.valueOf(first.getMessage()));
      return train(material, checkpoints.get(), staging, listener);
    }
  }

  private Material material() {
    List<Question> questions = workshop.questions(step.data());
    requireReferences(questions);
    Map<String, TrainingGroups.Kept> kept = kept(questions);
    List<TrainingGroup> all = groups(questions, kept);
    int[] lengths = all.stream().mapToInt(TrainingGroup::tokens).toArray();
    List<TrainingGroup> groups = read(all, kept);
    TrainingSpec training = training(groups);
    long seed = CounterRandom.bits(step.seed(), RandomStreams.of(step.objective()));
    TrainerSettings settings =
        new TrainerSettings(
            training.epochs(),
            training.batchSize(),
            training.microBatchTokens(),
            training.optimizer(),
            seed);
    return new Material(groups, lengths, settings, seen.apply(objective()));
  }

  private Result train(
      Material material,
      TrainCheckpoints checkpoints,
      Supplier<Path> staging,
      ProgressListener listener) {
    return workshop.withLearner(
        step.from(),
        material.settings().optimizer(),
        session -> train(material, session, checkpoints, staging, listener));
  }

  private Result train(
      Material material,
      LearnerSession session,
      TrainCheckpoints checkpoints,
      Supplier<Path> staging,
      ProgressListener listener) {
    Trainer trainer =
        new Trainer(
            session,
            material.groups(),
            material.lengths(),
            material.settings(),
            material.objective());
    SortedMap<String, String> environment = workshop.environment();
    checkpoints.restore(trainer);
    new TrainingLoop(step.title(), trainer, checkpoints, environment, listener).run();
    Path folder = staging.get();
    session.export(folder.resolve("model"));
    checkpoints.journal().writeTo(folder.resolve("journal.jsonl"));
    return new Result(
        cost(material.groups(), material.settings().epochs(), checkpoints.deviceSeconds()),
        result.finished(trainer.totalSteps(), material.settings().epochs(), checkpoints.overhead()),
        checkpoints.environment(environment));
  }

  private List<TrainingGroup> groups(
      List<Question> questions, Map<String, TrainingGroups.Kept> kept) {
    Prompts prompts = workshop.prompts(step.from().base());
    MergedTokens merged = new MergedTokens(message -> LOG.warn("{}, {}", step.title(), message));
    List<TrainingGroup> groups =
        questions.stream()
            .map(
                question ->
                    TrainingGroups.group(
                        question,
                        prompts,
                        kept.getOrDefault(question.id(), TrainingGroups.Kept.NONE),
                        merged))
            .toList();
    merged.warning().ifPresent(result::warn);
    return groups;
  }

  /** The samples that an alignment may use; none for other objectives. */
  private Map<String, TrainingGroups.Kept> kept(List<Question> questions) {
    Map<String, TrainingGroups.Kept> kept =
        step.objective().alignment().map(this::kept).orElseGet(Map::of);
    step.objective()
        .alignment()
        .ifPresent(
            align -> describe(kept.values(), align.loss().traits().samples(), questions.size()));
    return kept;
  }

  private Map<String, TrainingGroups.Kept> kept(ObjectiveSpec.Align align) {
    List<LabelRecord> judged =
        workshop.records(
            StepKind.LABEL, step.labels().orElseThrow(), "labels.jsonl", LabelRecord.class);
    return TrainingGroups.kept(judged, align.maxPositives(), align.maxNegatives());
  }

  /** Reports how many questions have pairs, and warns of few. */
  private void describe(Collection<TrainingGroups.Kept> kept, SampleUse use, int questions) {
    TrainResult.Usable usable =
        switch (use) {
          case RANKED ->
              new TrainResult.Usable(
                  Feedback.RATINGS,
                  kept.stream().filter(TrainingGroups.Kept::ranked).count(),
                  OptionalLong.of(kept.stream().mapToLong(TrainingGroups.Kept::pairs).sum()));
          case RIGHT_AND_WRONG, BEST_RIGHT ->
              new TrainResult.Usable(
                  Feedback.VERDICTS,
                  kept.stream().filter(TrainingGroups.Kept::mixed).count(),
                  OptionalLong.empty());
        };
    result.usable(usable);
    if (usable.questions() < FEW_MIXED) {
      result.warn(new TrainWarning.FewQuestions(usable.feedback(), usable.questions(), questions));
    }
  }

  /**
   * The groups without the samples that the loss does not read: those have no gradient and cost
   * nothing.
   */
  private List<TrainingGroup> read(
      List<TrainingGroup> groups, Map<String, TrainingGroups.Kept> kept) {
    return step.objective()
        .alignment()
        .map(align -> align.loss().traits().samples())
        .map(use -> read(groups, kept, use))
        .orElse(groups);
  }

  private List<TrainingGroup> read(
      List<TrainingGroup> groups, Map<String, TrainingGroups.Kept> kept, SampleUse use) {
    Optional<ReferenceScores> scores =
        step.referenceScores().map(found -> ReferenceScores.of(found, workshop));
    List<TrainingGroup> read = new ArrayList<>();
    for (TrainingGroup group : groups) {
      TrainingGroups.Kept all = kept.getOrDefault(group.id(), TrainingGroups.Kept.NONE);
      read.add(TrainingGroups.of(group, TrainingGroups.read(all, use), scores));
    }
    return read;
  }

  private void requireReferences(List<Question> questions) {
    questions.stream()
        .filter(question -> question.reference().isEmpty())
        .findFirst()
        .ifPresent(
            question -> {
              throw new UnusableInputException(
                  "data.train: question "
                      + question.id()
                      + " has no reference; training needs one for every question");
            });
  }

  private Objective objective() {
    return switch (step.objective()) {
      case ObjectiveSpec.Supervised supervised -> Objectives.supervised();
      case ObjectiveSpec.Continued continued -> Objectives.supervised();
      case ObjectiveSpec.Align align ->
          Objectives.of(
              align.loss(),
              BoundaryBeta.of(align.loss().traits(), step.scores(), workshop, result));
    };
  }

  /**
   * The training's settings; a continued one trains for as many epochs, rounded up, as cost what
   * the matched steps did.
   */
  private TrainingSpec training(List<TrainingGroup> groups) {
    TrainingSpec given = step.training();
    if (!(step.objective() instanceof ObjectiveSpec.Continued)) {
      return given;
    }
    double paidFor =
        step.matchedArtifacts().stream()
            .map(workshop::manifest)
            .mapToDouble(manifest -> manifest.cost().operations())
            .sum();
    double epoch = cost(groups, 1, 0).operations();
    int epochs = Math.max(1, (int) Math.ceil(paidFor / epoch));
    result.matchedOperations(paidFor);
    return new TrainingSpec(epochs, given.batchSize(), given.microBatchTokens(), given.optimizer());
  }

  private Cost cost(List<TrainingGroup> groups, int epochs, double deviceSeconds) {
    long tokens = epochs * groups.stream().mapToLong(TrainingGroup::tokens).sum();
    return new Cost(
        deviceSeconds,
        FlopEstimate.training(step.from().base().parameters(), tokens),
        tokens,
        0,
        0);
  }
}
