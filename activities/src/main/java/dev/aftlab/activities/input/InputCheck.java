package dev.aftlab.activities.input;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.experiments.spec.ArmSpec;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.DecodingSpec;
import dev.aftlab.experiments.spec.EvaluationSpec;
import dev.aftlab.experiments.spec.LabelSpec;
import dev.aftlab.experiments.spec.Method;
import dev.aftlab.experiments.spec.ModelSpec;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.SamplesSpec;
import dev.aftlab.experiments.spec.reader.InvalidSpecException;
import dev.aftlab.experiments.spec.reader.LocatedArm;
import dev.aftlab.experiments.spec.reader.LocatedExperiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Checks the models and files that an experiment names before it is planned, and collects every
 * problem with the position where the input is named. Each input is checked once for all arms and
 * seeds. A new kind of input gets its check in {@link #arm}.
 */
public final class InputCheck {
  private final PinnedInputs facts;
  private final InputProblems looks = new InputProblems();
  private final Set<String> warnings = new LinkedHashSet<>();

  private InputCheck(PinnedInputs facts) {
    this.facts = facts;
  }

  /**
   * Requires that every input can be used, as far as the facts about it show. Of an experiment that
   * is not right in itself see {@link #problems}.
   *
   * @param looked receives the number of arms checked
   * @return what is not wrong, but has to be said
   * @throws InvalidSpecException with every problem
   */
  public static List<String> require(
      LocatedExperiment experiment, PinnedInputs facts, IntConsumer looked) {
    InputCheck check = of(experiment, facts, looked);
    if (!check.looks.problems().isEmpty()) {
      throw new InvalidSpecException(check.looks.problems());
    }
    return List.copyOf(check.warnings);
  }

  /**
   * Problems with the inputs of an experiment that has other problems, checked where its settings
   * are right.
   */
  public static List<Problem> problems(LocatedExperiment experiment, PinnedInputs facts) {
    return of(experiment, facts, arms -> {}).looks.problems();
  }

  private static InputCheck of(
      LocatedExperiment experiment, PinnedInputs facts, IntConsumer looked) {
    InputCheck check = new InputCheck(facts);
    int arms = 0;
    for (LocatedArm arm : experiment.arms()) {
      check.arm(arm);
      looked.accept(++arms);
    }
    facts.forgetQuestions();
    return check;
  }

  private void arm(LocatedArm arm) {
    if (arm.reliable(ArmSpec::model, "model").filter(model -> model(arm, model)).isPresent()) {
      room(arm);
    }
    boolean trained =
        arm.reliable(spec -> spec.data().train(), "data.train")
            .filter(train -> data(arm, "data.train", train))
            .isPresent();
    List<Asked> asked = asked(arm);
    if (trained) {
      trainedReferences(arm);
    }
    asked.forEach(one -> askedAnswers(arm, one));
    if (trained) {
      trainedAnswers(arm);
    }
    if (looks.problems().isEmpty()) {
      arm.reliable(Function.identity(), "").ifPresent(spec -> counts(arm));
    }
    samples(arm, trained);
    for (Asked one : asked) {
      if (trained && data(arm, one.path(), one.data())) {
        apart(arm, one.path(), one.data());
      }
    }
  }

  private boolean model(LocatedArm arm, ModelSpec model) {
    return looks.at(arm, "model.base", model.base(), model, () -> facts.model(model));
  }

  private void trainedReferences(LocatedArm arm) {
    arm.reliable(ArmSpec::label, "method", "label")
        .filter(label -> arm.spec().method() != Method.BASE)
        .ifPresent(label -> references(arm, "data.train", arm.spec().data().train()));
  }

  private void askedAnswers(LocatedArm arm, Asked asked) {
    if (data(arm, asked.path(), asked.data())) {
      arm.reliable(spec -> asked.label(), asked.labelPath())
          .ifPresent(label -> answers(arm, asked.path(), asked.data(), label, Optional.empty()));
    }
  }

  private void trainedAnswers(LocatedArm arm) {
    arm.reliable(ArmSpec::samples, "method", "label", "samples")
        .filter(samples -> arm.spec().method() == Method.ALIGN)
        .ifPresent(samples -> trainedAnswers(arm, samples));
  }

  private void trainedAnswers(LocatedArm arm, Optional<SamplesSpec> samples) {
    if (samples.map(given -> readable(arm, "samples.file", given)).orElse(true)) {
      answers(arm, "data.train", arm.spec().data().train(), arm.spec().label(), samples);
    }
  }

  /** Questions that are evaluated, and how answers to them are judged. */
  private record Asked(String path, DatasetSpec data, String labelPath, LabelSpec label) {}

  private static List<Asked> asked(LocatedArm arm) {
    ArmSpec spec = arm.spec();
    List<Asked> asked = new ArrayList<>();
    String split = spec.evaluation().split().path();
    arm.reliable(ArmSpec::evaluated, "evaluation.split", split)
        .ifPresent(data -> asked.add(new Asked(split, data, "label", spec.label())));
    spec.evaluation()
        .also()
        .forEach(
            (set, also) -> {
              String path = "evaluation.also." + set;
              String labelPath = also.label().isPresent() ? path + ".label" : "label";
              LabelSpec label = also.label().orElse(spec.label());
              arm.reliable(settings -> also.data(), path)
                  .ifPresent(data -> asked.add(new Asked(path + ".data", data, labelPath, label)));
            });
    return asked;
  }

  /**
   * What is generated fits into the model, a prompt of one token before it. The length of prompts
   * is known when they are tokenized.
   */
  private void room(LocatedArm arm) {
    EvaluationSpec evaluation = arm.spec().evaluation();
    room(arm, "evaluation.maxNewTokens", evaluation.maxNewTokens());
    evaluation
        .also()
        .forEach(
            (set, also) ->
                also.maxNewTokens()
                    .ifPresent(
                        most -> room(arm, "evaluation.also." + set + ".maxNewTokens", most)));
    arm.reliable(ArmSpec::sampling, "method", "samples", "evaluation")
        .filter(sampling -> arm.spec().usesSamplingDecoding())
        .ifPresent(
            sampling ->
                room(arm, "sampling.decoding.maxNewTokens", sampling.decoding().maxNewTokens()));
    if (evaluation.sampled().questions() > 0) {
      evaluation
          .sampled()
          .decoding()
          .ifPresent(
              decoding ->
                  room(arm, "evaluation.sampled.decoding.maxNewTokens", decoding.maxNewTokens()));
    }
  }

  private void room(LocatedArm arm, String path, int maxNewTokens) {
    arm.reliable(ArmSpec::model, path)
        .ifPresent(
            model ->
                looks.at(
                    arm,
                    path,
                    Integer.toString(maxNewTokens),
                    new Room(model, maxNewTokens),
                    () -> facts.requireRoom(model, maxNewTokens)));
  }

  /** Tokens that a model generates. */
  private record Room(ModelSpec model, int maxNewTokens) {}

  /** The right answers to questions can be found, where the extractor is what judges them. */
  private void answers(
      LocatedArm arm, String path, DatasetSpec data, LabelSpec label, Optional<SamplesSpec> given) {
    unmixed(path, data)
        .forEach(
            (where, one) -> {
              Judging judging = new Judging(one, seed(arm, one), label, given);
              looks.at(
                  arm,
                  place(where, one),
                  named(one),
                  judging,
                  () -> facts.requireAnswers(one, arm.seed(), label, given));
            });
  }

  /** Questions with what judges answers to them. */
  private record Judging(
      DatasetSpec data, long seed, LabelSpec label, Optional<SamplesSpec> given) {}

  /**
   * Every question that is trained on has a reference. One that does not end in the right answer is
   * trained on as it is, which has to be said, and so has to be one with a stop text in it: a model
   * that learns to write so is cut off.
   */
  private void references(LocatedArm arm, String path, DatasetSpec data) {
    LabelSpec label = arm.spec().label();
    Set<String> stops =
        arm.reliable(InputCheck::stopTexts, "model", "method", "samples", "sampling", "evaluation")
            .orElse(Set.of());
    unmixed(path, data)
        .forEach(
            (where, one) -> {
              if (one instanceof DatasetSpec.OfFile file) {
                looks.at(
                    arm,
                    place(where, one),
                    named(one),
                    new References(file, label, stops),
                    () -> {
                      facts.requireReferences(file);
                      facts
                          .misled(file, label)
                          .ifPresent(
                              misled -> warnings.add(arm.positions().path(where) + ": " + misled));
                      facts
                          .cutOff(file, stops)
                          .ifPresent(cut -> warnings.add(arm.positions().path(where) + ": " + cut));
                    });
              }
            });
  }

  /** Those of the answers, and of the samples where some are drawn. */
  private static Set<String> stopTexts(ArmSpec spec) {
    DecodingSpec sampling = spec.sampling().decoding();
    Set<String> texts =
        new TreeSet<>(
            spec.usesSamplingDecoding()
                ? sampling.resolved(spec.model().prompt()).stopTexts()
                : List.of());
    texts.addAll(
        spec.evaluation()
            .decoding(
                spec.evaluation().maxNewTokens(), spec.evaluation().stop(), spec.model().prompt())
            .stopTexts());
    return texts;
  }

  /** References of a file, what reads the answers in them, and what would cut them off. */
  private record References(DatasetSpec.OfFile file, LabelSpec label, Set<String> stops) {}

  /**
   * A number above the size means all questions, which is reported where the number was written.
   */
  private void counts(LocatedArm arm) {
    ArmSpec spec = arm.spec();
    EvaluationSpec evaluation = spec.evaluation();
    String evaluated = evaluation.split().path();
    if (evaluation.assessment().samples().isEmpty()) {
      count(
          arm,
          "evaluation.assessment.questions",
          evaluation.assessment().questions(),
          evaluated,
          spec.evaluated());
    }
    count(
        arm,
        "evaluation.sampled.questions",
        evaluation.sampled().questions(),
        evaluated,
        spec.evaluated());
    if (spec.method() == Method.ALIGN) {
      String questions = "align.loss.constraint.beta.questions";
      spec.align()
          .loss()
          .traits()
          .autoBeta()
          .ifPresent(
              beta -> count(arm, questions, beta.questions(), "data.train", spec.data().train()));
    }
  }

  private void count(LocatedArm arm, String path, int count, String set, DatasetSpec data) {
    if (arm.positions().isWritten(path) && count > facts.size(data)) {
      warnings.add(
          arm.positions().path(path)
              + ": is "
              + count
              + ", but "
              + set
              + " has "
              + facts.size(data)
              + " questions; all of them are used");
    }
  }

  /**
   * Neither questions nor samples of questions are trained on that are evaluated; samples are the
   * graver fault.
   */
  private void apart(LocatedArm arm, String path, DatasetSpec evaluated) {
    arm.reliable(ArmSpec::samples, "samples", "method", "evaluation.trainedQuestions")
        .filter(samples -> samples.map(given -> apart(arm, given, path, evaluated)).orElse(true))
        .filter(samples -> arm.spec().method() != Method.BASE)
        .ifPresent(samples -> notTrained(arm, path, evaluated));
  }

  /** No question is evaluated that is trained on, unless allowed; then it is said. */
  private void notTrained(LocatedArm arm, String path, DatasetSpec evaluated) {
    DatasetSpec train = arm.spec().data().train();
    boolean allowed =
        arm.spec().evaluation().trainedQuestions() == EvaluationSpec.TrainedQuestions.ALLOW;
    Both both = new Both(train, seed(arm, train), evaluated, seed(arm, evaluated), allowed);
    looks.at(
        arm,
        place(path, evaluated),
        named(evaluated),
        both,
        () -> {
          List<Question> trained = facts.trained(train, evaluated, arm.seed());
          String share = CountPhrase.of(trained.size(), facts.size(evaluated), "is", "are");
          if (!trained.isEmpty() && !allowed) {
            throw new UnusableInputException(
                share
                    + " trained on, such as "
                    + GivenSamples.quoted(trained.getFirst().text())
                    + "; evaluate on other questions, or set evaluation.trainedQuestions to allow,"
                    + " which the report then states");
          } else if (!trained.isEmpty()) {
            warnings.add(
                arm.positions().path(path)
                    + ": "
                    + share
                    + " trained on, which evaluation.trainedQuestions allows");
          }
        });
  }

  /** Questions that are trained on and evaluated. */
  private record Both(
      DatasetSpec train,
      long trainSeed,
      DatasetSpec evaluated,
      long evaluatedSeed,
      boolean allowed) {}

  private void samples(LocatedArm arm, boolean trained) {
    arm.reliable(ArmSpec::samples, "samples")
        .flatMap(Function.identity())
        .ifPresent(
            given -> samples(arm, "samples.file", given, trained, () -> arm.spec().data().train()));
    String assessed = "evaluation.assessment.samples";
    String split = arm.spec().evaluation().split().path();
    arm.reliable(spec -> spec.evaluation().assessment().samples(), assessed)
        .flatMap(Function.identity())
        .ifPresent(
            given -> {
              boolean evaluated =
                  arm.reliable(ArmSpec::evaluated, "evaluation.split", split)
                      .filter(data -> data(arm, split, data))
                      .isPresent();
              samples(arm, assessed + ".file", given, evaluated, arm.spec()::evaluated);
            });
  }

  /** Samples that can be read, and of which some belong to the questions, where these are well. */
  private boolean samples(
      LocatedArm arm,
      String path,
      SamplesSpec spec,
      boolean asked,
      Supplier<DatasetSpec> questions) {
    if (!readable(arm, path, spec) || !asked) {
      return false;
    }
    DatasetSpec data = questions.get();
    return looks.at(
        arm,
        path,
        spec.file(),
        new Match(spec, data, seed(arm, data)),
        () -> facts.samples(spec, data, arm.seed()));
  }

  private boolean readable(LocatedArm arm, String path, SamplesSpec spec) {
    return looks.at(arm, path, spec.file(), (Record) spec, () -> facts.requireReadable(spec));
  }

  /**
   * No question is evaluated whose samples are trained on; checked where these belong to questions
   * that are.
   */
  private boolean apart(LocatedArm arm, SamplesSpec spec, String path, DatasetSpec evaluated) {
    if (!samples(arm, "samples.file", spec, true, () -> arm.spec().data().train())) {
      return false;
    }
    DatasetSpec train = arm.spec().data().train();
    List<Match> apart =
        List.of(
            new Match(spec, train, seed(arm, train)),
            new Match(spec, evaluated, seed(arm, evaluated)));
    return looks.at(
        arm,
        place(path, evaluated),
        named(evaluated),
        new Apart(apart),
        () -> facts.requireApart(spec, train, evaluated, arm.seed()));
  }

  /** The sets that a mixture is made of, by position; of another set that one alone. */
  private static Map<String, DatasetSpec> unmixed(String path, DatasetSpec data) {
    if (!(data instanceof DatasetSpec.Mixture mixture)) {
      return Map.of(path, data);
    }
    Map<String, DatasetSpec> sets = new LinkedHashMap<>();
    for (int part = 0; part < mixture.parts().size(); part++) {
      sets.putAll(unmixed(path + ".parts[" + part + "].data", mixture.parts().get(part).data()));
    }
    return sets;
  }

  private static String place(String path, DatasetSpec data) {
    return data instanceof DatasetSpec.OfFile ? path + ".file" : path;
  }

  private static String named(DatasetSpec data) {
    return data instanceof DatasetSpec.OfFile file ? file.file() : data.kind();
  }

  private static long seed(LocatedArm arm, DatasetSpec data) {
    return data.drawn() ? arm.seed() : 0;
  }

  /** Samples with the questions that they are for. */
  private record Match(SamplesSpec samples, DatasetSpec data, long seed) {}

  /** Samples with the questions that are trained on and evaluated. */
  private record Apart(List<Match> both) {}

  /**
   * Whether the questions can be read. Generated ones are drawn when they are needed: there is
   * nothing to find.
   */
  private boolean data(LocatedArm arm, String path, DatasetSpec spec) {
    return switch (spec) {
      case DatasetSpec.Arithmetic generated -> true;
      case DatasetSpec.OfFile read ->
          looks.at(
              arm, path + ".file", read.file(), (Record) read, () -> facts.data(read, arm.seed()));
      case DatasetSpec.Mixture mixture ->
          parts(arm, path, mixture)
              && looks.at(arm, path, "mixture", mixture, () -> facts.data(mixture, arm.seed()));
    };
  }

  /**
   * All parts are checked; the mixture is checked only when they are right, or their faults would
   * be reported twice.
   */
  private boolean parts(LocatedArm arm, String path, DatasetSpec.Mixture mixture) {
    boolean well = true;
    for (int part = 0; part < mixture.parts().size(); part++) {
      well &= data(arm, path + ".parts[" + part + "].data", mixture.parts().get(part).data());
    }
    return well;
  }
}
