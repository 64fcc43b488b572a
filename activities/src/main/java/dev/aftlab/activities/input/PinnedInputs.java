package dev.aftlab.activities.input;

import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.reader.Datasets;
import dev.aftlab.activities.dataset.reader.SampleFiles;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.label.Extractor;
import dev.aftlab.activities.label.Extractors;
import dev.aftlab.activities.model.AllowedPaths;
import dev.aftlab.activities.model.BaseModels;
import dev.aftlab.experiments.plan.InputResolver;
import dev.aftlab.experiments.plan.PinnedData;
import dev.aftlab.experiments.plan.PinnedModel;
import dev.aftlab.experiments.plan.PinnedSamples;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.LabelSpec;
import dev.aftlab.experiments.spec.ModelSpec;
import dev.aftlab.experiments.spec.SamplesSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks facts about inputs up, each once. Not for use by several threads. */
public final class PinnedInputs implements InputResolver {
  private final BaseModels models;
  private final AllowedPaths roots;
  private final Map<ModelSpec, PinnedModel> pinnedModels = new HashMap<>();
  private final Set<DatasetSpec> inside = new HashSet<>();
  private final Map<DatasetSpec, String> digests = new HashMap<>();
  private final Map<DatasetSpec, Integer> sizes = new HashMap<>();
  private final Map<DatasetSpec, List<Question>> kept = new HashMap<>();
  private final Map<SamplesSpec, List<GivenSample>> samples = new HashMap<>();
  private final Map<Use, PinnedSamples> pinnedSamples = new HashMap<>();

  /** Over the models and the folder that names of data files are relative to. */
  public PinnedInputs(BaseModels models, AllowedPaths roots) {
    this.models = models;
    this.roots = roots;
  }

  @Override
  public PinnedModel model(ModelSpec spec) {
    return pinnedModels.computeIfAbsent(spec, models::pin);
  }

  @Override
  public PinnedData data(DatasetSpec spec, long seed) {
    requireInside(spec);
    String digest = digests.computeIfAbsent(spec, key -> Datasets.digest(key, roots.places()));
    int size =
        sizes.computeIfAbsent(
            spec,
            key -> key.drawn() ? Datasets.count(key, roots.places()) : questions(key, seed).size());
    return new PinnedData(spec, digest, spec.drawn() ? seed : 0, size);
  }

  @Override
  public PinnedSamples samples(SamplesSpec spec, DatasetSpec data, long seed) {
    return pinnedSamples.computeIfAbsent(
        new Use(spec, data, data.drawn() ? seed : 0),
        use -> {
          GivenSamples given = given(spec, questions(data, seed));
          return new PinnedSamples(
              spec,
              SampleFiles.digest(spec, roots.places()),
              given.completions(),
              given.questions(),
              given.others());
        });
  }

  /** Reads a file of samples for its faults alone. */
  void requireReadable(SamplesSpec spec) {
    read(spec);
  }

  /**
   * Makes sure that no question is evaluated whose samples are trained on.
   *
   * @throws UnusableInputException when there is one
   */
  void requireApart(SamplesSpec spec, DatasetSpec train, DatasetSpec evaluated, long seed) {
    List<Question> asked = questions(evaluated, seed);
    List<Question> trained = given(spec, questions(train, seed)).among(asked);
    if (!trained.isEmpty()) {
      throw new UnusableInputException(
          CountPhrase.of(trained.size(), asked.size(), "has", "have")
              + " samples in '"
              + spec.file()
              + "' that are trained on, such as "
              + GivenSamples.quoted(trained.getFirst().text())
              + "; evaluate on other questions");
    }
  }

  /**
   * Requires that a model has enough positions for what it generates.
   *
   * @throws UnusableInputException when it has not
   */
  void requireRoom(ModelSpec spec, int maxNewTokens) {
    int positions = models.positions(spec);
    if (maxNewTokens >= positions) {
      throw new UnusableInputException(
          "must be below "
              + positions
              + ", the positions that the model '"
              + spec.base()
              + "' has for a prompt and what follows it");
    }
  }

  /**
   * Makes sure that the right answer of every question can be found; where samples are given, of
   * those that have a sample without a verdict.
   *
   * @throws dev.aftlab.activities.dataset.DatasetException at the first one that cannot
   */
  void requireAnswers(DatasetSpec data, long seed, LabelSpec label, Optional<SamplesSpec> given) {
    Extractor extractor = Extractors.named(label.extractor());
    Set<String> unjudged = given.map(this::unjudged).orElse(Set.of());
    Function<Question, Optional<String>> fault =
        question ->
            given.isPresent() && !unjudged.contains(question.text())
                ? Optional.empty()
                : Extractors.fault(extractor, question.gold(), question.options());
    if (questions(data, seed).stream().anyMatch(question -> fault.apply(question).isPresent())) {
      Datasets.check(data, seed, roots.places(), fault);
    }
  }

  /**
   * Makes sure that every question of a file has a reference.
   *
   * @throws dev.aftlab.activities.dataset.DatasetException at the first one that has none
   */
  void requireReferences(DatasetSpec data) {
    if (questions(data, 0).stream().anyMatch(question -> question.reference().isEmpty())) {
      Datasets.check(
          data,
          0,
          roots.places(),
          question ->
              question.reference().isEmpty()
                  ? Optional.of("there is no reference; training needs one for every question")
                  : Optional.empty());
    }
  }

  /**
   * How many references do not end in the right answer, as an extractor finds it; empty when all
   * do.
   */
  Optional<String> misled(DatasetSpec data, LabelSpec label) {
    Extractor extractor = Extractors.named(label.extractor());
    List<Question> all = questions(data, 0);
    List<Question> misled =
        all.stream()
            .filter(
                question ->
                    !extractor.matches(
                        extractor.extract(question.reference(), question.options()),
                        question.gold()))
            .toList();
    return misled.stream()
        .findFirst()
        .map(
            first ->
                String.format(
                    Locale.ROOT,
                    "%s a reference in which '%s' does not find the right answer, such as %s: '%s'"
                        + " in place of '%s'; it is trained on as it is",
                    CountPhrase.of(misled.size(), all.size(), "has", "have"),
                    extractor.name(),
                    first.id(),
                    extractor.extract(first.reference(), first.options()),
                    first.gold()));
  }

  /** How many references have a stop text in them; empty when none has. */
  Optional<String> cutOff(DatasetSpec data, Set<String> stops) {
    List<Question> all = questions(data, 0);
    List<Question> cut =
        all.stream()
            .filter(question -> stops.stream().anyMatch(question.reference()::contains))
            .toList();
    return cut.stream()
        .findFirst()
        .map(
            first ->
                String.format(
                    Locale.ROOT,
                    "%s a stop text in the reference, such as %s: %s; a model that learns to answer"
                        + " so is cut off there. Set sampling.decoding.stop and evaluation.stop to"
                        + " other texts, or to [] for none",
                    CountPhrase.of(cut.size(), all.size(), "has", "have"),
                    first.id(),
                    stops.stream()
                        .filter(first.reference()::contains)
                        .map(Json::write)
                        .findFirst()
                        .orElseThrow()));
  }

  /** The questions that have a sample without a verdict. */
  private Set<String> unjudged(SamplesSpec spec) {
    return read(spec).stream()
        .filter(sample -> sample.correct().isEmpty())
        .map(GivenSample::question)
        .collect(Collectors.toSet());
  }

  /** Those questions that are trained on too: the same text with the same options. */
  List<Question> trained(DatasetSpec train, DatasetSpec evaluated, long seed) {
    boolean generated =
        train instanceof DatasetSpec.Arithmetic one
            && evaluated instanceof DatasetSpec.Arithmetic other
            && !one.split().equals(other.split());
    if (generated) {
      return List.of(); // Splits share no question, whatever the seeds and sizes.
    }
    Set<String> trained =
        questions(train, seed).stream().map(Question::asked).collect(Collectors.toSet());
    return questions(evaluated, seed).stream()
        .filter(question -> trained.contains(question.asked()))
        .toList();
  }

  /** How many questions a set has. */
  int size(DatasetSpec spec) {
    return data(spec, 0).size();
  }

  private GivenSamples given(SamplesSpec spec, List<Question> questions) {
    return GivenSamples.of(spec, read(spec), questions);
  }

  private List<GivenSample> read(SamplesSpec spec) {
    return samples.computeIfAbsent(
        spec,
        key -> {
          roots.resolve(key.file());
          return SampleFiles.read(key, roots.places());
        });
  }

  private List<Question> questions(DatasetSpec spec, long seed) {
    requireInside(spec);
    return spec.drawn()
        ? Datasets.read(spec, seed, roots.places())
        : kept.computeIfAbsent(spec, key -> Datasets.read(key, seed, roots.places()));
  }

  private void requireInside(DatasetSpec spec) {
    if (!inside.contains(spec)) {
      roots.require(spec);
      inside.add(spec);
    }
  }

  /** Drops questions that were kept for several checks. */
  void forgetQuestions() {
    kept.clear();
  }

  /** Samples for questions. */
  private record Use(SamplesSpec samples, DatasetSpec data, long seed) {}
}
