package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.spec.AlignSpec;
import dev.aftlab.experiments.spec.Arm;
import dev.aftlab.experiments.spec.ArmSpec;
import dev.aftlab.experiments.spec.BetaSpec;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.DecodingSpec;
import dev.aftlab.experiments.spec.EvaluationSpec;
import dev.aftlab.experiments.spec.LabelSpec;
import dev.aftlab.experiments.spec.LossSpec;
import dev.aftlab.experiments.spec.LossTraits;
import dev.aftlab.experiments.spec.Method;
import dev.aftlab.experiments.spec.SamplesSpec;
import dev.aftlab.experiments.spec.SamplingSpec;
import dev.aftlab.experiments.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Plans the steps of one arm, in the order of the method. */
final class ArmPlanner {
  private static final Fingerprint UNKNOWN = new Fingerprint("0".repeat(64));

  private final Arm arm;
  private final ArmSpec spec;
  private final InputResolver facts;
  private final StepRegistry book;
  private final Function<String, Arm> armNamed;
  private final Function<LossSpec, LossTraits> traits;
  private final PinnedModel base;
  private final PinnedData train;
  private final PinnedData heldOut;

  ArmPlanner(
      Arm arm,
      InputResolver facts,
      StepRegistry book,
      Function<String, Arm> armNamed,
      Function<LossSpec, LossTraits> traits) {
    this.arm = arm;
    this.spec = arm.spec();
    this.book = book;
    this.armNamed = armNamed;
    this.traits = traits;
    this.base = facts.model(spec.model());
    this.train = facts.data(spec.data().train(), arm.seed());
    this.heldOut = facts.data(spec.evaluated(), arm.seed());
    this.facts = facts;
  }

  /** The steps of alignment and those that it needs. */
  private record Alignment(
      List<Fingerprint> samples,
      Fingerprint labels,
      Optional<Fingerprint> scores,
      Optional<Fingerprint> referenceScores,
      Fingerprint training) {}

  ArmSteps plan() {
    boolean assessed =
        spec.evaluation().assessment().questions() > 0
            && spec.evaluation().assessment().samples().isEmpty();
    Optional<Fingerprint> vft =
        spec.method() == Method.BASE && !assessed ? Optional.empty() : Optional.of(vft());
    return switch (spec.method()) {
      case BASE -> finish(vft, Optional.empty(), Optional.empty(), Optional.empty());
      case VFT -> finish(vft, Optional.empty(), Optional.empty(), vft);
      case ALIGN -> {
        Alignment alignment = align(vft.orElseThrow());
        yield finish(
            vft, Optional.of(alignment), Optional.empty(), Optional.of(alignment.training()));
      }
      case CONTINUED -> {
        Alignment matched =
            new ArmPlanner(
                    armNamed.apply(spec.continued().matches()), facts, book, armNamed, traits)
                .alignment();
        Fingerprint training = continued(vft.orElseThrow(), matched);
        yield finish(
            vft, Optional.of(matched), Optional.of(matched.training()), Optional.of(training));
      }
    };
  }

  private Alignment alignment() {
    return align(vft());
  }

  private Fingerprint vft() {
    return train(
        "vft",
        new ModelInput(base, Optional.empty()),
        new ObjectiveSpec.Supervised(),
        spec.vft(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private Alignment align(Fingerprint vft) {
    AlignSpec align = spec.align();
    List<Fingerprint> samples = trainingSamples(vft);
    Fingerprint labels = trainingLabels(samples);
    ModelInput from =
        align.start() == AlignSpec.Start.VFT ? from(vft) : new ModelInput(base, Optional.empty());
    LossTraits loss = traits.apply(align.loss());
    Optional<Fingerprint> scores = loss.autoBeta().map(beta -> betaScores(vft, labels, beta));
    Optional<Fingerprint> referenceScores =
        loss.referenceScores()
            ? Optional.of(referenceScores(from, labels, loss.samples()))
            : Optional.empty();
    Fingerprint training =
        train(
            name(),
            from,
            new ObjectiveSpec.Align(align.loss(), align.maxPositives(), align.maxNegatives()),
            align.training(),
            Optional.of(labels),
            scores,
            referenceScores,
            List.of());
    return new Alignment(samples, labels, scores, referenceScores, training);
  }

  /** Ranges of samples of the training questions; none where samples are given. */
  private List<Fingerprint> trainingSamples(Fingerprint vft) {
    if (spec.samples().isPresent()) {
      return List.of();
    }
    SamplingSpec sampling = spec.sampling();
    return samples("samples", from(vft), train, train.size(), sampling.k(), sampling.decoding());
  }

  private Fingerprint trainingLabels(List<Fingerprint> samples) {
    return spec.samples()
        .map(given -> given("given samples", spec.data().train(), train, given))
        .orElseGet(() -> labels("labels", train, samples));
  }

  private Fingerprint continued(Fingerprint vft, Alignment matched) {
    TrainingSpec given = spec.continued().training();
    TrainingSpec training =
        new TrainingSpec(1, given.batchSize(), given.microBatchTokens(), given.optimizer());
    List<Fingerprint> paidFor = new ArrayList<>(matched.samples());
    paidFor.add(matched.training());
    return train(
        name(),
        from(vft),
        new ObjectiveSpec.Continued(),
        training,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        paidFor);
  }

  private ArmSteps finish(
      Optional<Fingerprint> vft,
      Optional<Alignment> alignment,
      Optional<Fingerprint> matched,
      Optional<Fingerprint> training) {
    Assessment assessment = assessment(vft);
    ModelInput model = new ModelInput(base, training);
    Fingerprint evaluated = evaluated(model, assessment.labels());
    Optional<Fingerprint> own = spec.method() == Method.VFT ? Optional.empty() : training;
    return new ArmSteps(
        vft,
        alignment.map(Alignment::samples).orElse(List.of()),
        alignment.map(Alignment::labels),
        alignment.flatMap(Alignment::scores),
        alignment.flatMap(Alignment::referenceScores),
        matched,
        own,
        assessment.samples(),
        assessment.labels(),
        evaluated,
        also(model),
        sampled(model));
  }

  /** The samples of held-out questions whose scores are compared, and their label step. */
  private record Assessment(List<Fingerprint> samples, Optional<Fingerprint> labels) {}

  private Assessment assessment(Optional<Fingerprint> vft) {
    EvaluationSpec.AssessmentSpec assessment = spec.evaluation().assessment();
    if (assessment.questions() <= 0) {
      return new Assessment(List.of(), Optional.empty());
    }
    return assessment
        .samples()
        .map(given -> given("given assessment samples", spec.evaluated(), heldOut, given))
        .map(labels -> new Assessment(List.of(), Optional.of(labels)))
        .orElseGet(() -> drawn(assessment, from(vft.orElseThrow())));
  }

  private Assessment drawn(EvaluationSpec.AssessmentSpec assessment, ModelInput model) {
    int questions = Math.min(assessment.questions(), heldOut.size());
    List<Fingerprint> samples =
        samples(
            "assessment samples",
            model,
            heldOut,
            questions,
            assessment.k(),
            spec.sampling().decoding());
    return new Assessment(samples, Optional.of(labels("assessment labels", heldOut, samples)));
  }

  private Fingerprint evaluated(ModelInput model, Optional<Fingerprint> labels) {
    EvaluationSpec evaluation = spec.evaluation();
    return evaluate(
        "evaluate " + name(),
        model,
        heldOut,
        labels,
        spec.label(),
        evaluation.maxNewTokens(),
        evaluation.stop());
  }

  private List<ArmSteps.Also> also(ModelInput model) {
    List<ArmSteps.Also> also = new ArrayList<>();
    spec.evaluation()
        .also()
        .forEach((set, settings) -> also.add(new ArmSteps.Also(set, also(set, settings, model))));
    return also;
  }

  private Fingerprint also(String set, EvaluationSpec.AlsoSpec settings, ModelInput model) {
    PinnedData data = facts.data(settings.data(), arm.seed());
    LabelSpec label = settings.label().orElse(spec.label());
    int tokens = settings.maxNewTokens().orElse(spec.evaluation().maxNewTokens());
    Optional<List<String>> stop = settings.stop().or(spec.evaluation()::stop);
    return evaluate(
        "evaluate " + name() + " on " + set, model, data, Optional.empty(), label, tokens, stop);
  }

  private Optional<ArmSteps.Sampled> sampled(ModelInput model) {
    EvaluationSpec.SampledSpec settings = spec.evaluation().sampled();
    if (settings.questions() == 0) {
      return Optional.empty();
    }
    int questions = Math.min(settings.questions(), heldOut.size());
    DecodingSpec decoding = settings.decoding().orElse(spec.sampling().decoding());
    List<Fingerprint> samples =
        samples("answers of " + name(), model, heldOut, questions, settings.k(), decoding);
    return Optional.of(
        new ArmSteps.Sampled(samples, labels("answer labels of " + name(), heldOut, samples)));
  }

  private ModelInput from(Fingerprint training) {
    return new ModelInput(base, Optional.of(training));
  }

  private Fingerprint train(
      String name,
      ModelInput from,
      ObjectiveSpec objective,
      TrainingSpec training,
      Optional<Fingerprint> labels,
      Optional<Fingerprint> scores,
      Optional<Fingerprint> referenceScores,
      List<Fingerprint> matched) {
    String title = title("train " + name);
    return identified(
        own ->
            new Step.Train(
                own,
                title,
                from,
                train,
                objective,
                training,
                labels,
                scores,
                referenceScores,
                matched,
                arm.seed()));
  }

  private List<Fingerprint> samples(
      String name, ModelInput model, PinnedData data, int questions, int k, DecodingSpec decoding) {
    List<Fingerprint> ranges = new ArrayList<>();
    int count = spec.sampling().range();
    for (int first = 0; first < k; first += count) {
      ranges.add(sample(name, model, data, questions, first, count, decoding));
    }
    return ranges;
  }

  private Fingerprint sample(
      String name,
      ModelInput model,
      PinnedData data,
      int questions,
      int first,
      int count,
      DecodingSpec decoding) {
    int shard = spec.sampling().shardQuestions();
    String title = title(name + " " + first + "–" + (first + count - 1));
    DecodingSpec resolved = decoding.resolved(base.prompt());
    return identified(
        own ->
            new Step.Sample(
                own, title, model, data, questions, first, count, resolved, shard, arm.seed()));
  }

  private Fingerprint labels(String name, PinnedData data, List<Fingerprint> samples) {
    String title = title(name + " k=" + samples.size() * spec.sampling().range());
    return identified(
        own -> new Step.Label(own, title, base, data, samples, Optional.empty(), spec.label()));
  }

  /** The label step of given samples. */
  private Fingerprint given(String name, DatasetSpec questions, PinnedData data, SamplesSpec spec) {
    PinnedSamples pinned = facts.samples(spec, questions, arm.seed());
    String title = title("labels of " + name);
    return identified(
        own ->
            new Step.Label(
                own, title, base, data, List.of(), Optional.of(pinned), this.spec.label()));
  }

  /** Scores of the samples of the first questions, from which β is read. */
  private Fingerprint betaScores(Fingerprint vft, Fingerprint labels, BetaSpec.Auto beta) {
    int questions = Math.min(beta.questions(), train.size());
    return scores("scores for β", from(vft), labels, questions, false);
  }

  /** Scores of all samples that the loss reads, under the model that alignment starts from. */
  private Fingerprint referenceScores(
      ModelInput from, Fingerprint labels, LossTraits.SampleUse samples) {
    return scores("reference scores", from, labels, train.size(), !samples.pairsOnly());
  }

  private Fingerprint scores(
      String name, ModelInput model, Fingerprint labels, int questions, boolean unpaired) {
    int positives = spec.align().maxPositives();
    int negatives = spec.align().maxNegatives();
    int tokens = spec.evaluation().scoreTokens();
    String title = title(name);
    return identified(
        own ->
            new Step.Score(
                own, title, model, train, labels, questions, positives, negatives, tokens,
                unpaired));
  }

  private Fingerprint evaluate(
      String what,
      ModelInput model,
      PinnedData data,
      Optional<Fingerprint> assessment,
      LabelSpec label,
      int maxNewTokens,
      Optional<List<String>> stop) {
    EvaluationSpec settings = spec.evaluation();
    DecodingSpec decoding = settings.decoding(maxNewTokens, stop, base.prompt());
    String title = title(what);
    int shard = settings.shardQuestions();
    return identified(
        own ->
            new Step.Evaluate(
                own,
                title,
                model,
                data,
                assessment,
                label,
                decoding,
                shard,
                settings.scoreTokens()));
  }

  /** Creates a step twice: without a fingerprint to compute it, then with it. */
  private Fingerprint identified(Function<Fingerprint, Step> step) {
    return book.fingerprint(step.apply(UNKNOWN), step);
  }

  private String name() {
    return arm.name() + arm.point().suffix();
  }

  private String title(String what) {
    return what + ", seed " + arm.seed();
  }
}
