package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.EvaluateResult;
import dev.aftlab.experiments.result.LabelResult;
import dev.aftlab.experiments.result.SampleResult;
import dev.aftlab.experiments.result.ScoreResult;
import dev.aftlab.experiments.result.StepResult;
import dev.aftlab.experiments.result.TrainResult;
import dev.aftlab.experiments.result.TrainResult.Feedback;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The details of steps' results by name, as reports and trackers show them. */
public final class ResultDetails {
  private final SortedMap<String, String> details = new TreeMap<>();

  private ResultDetails() {}

  /** What is shown of a result. */
  public static SortedMap<String, String> of(StepResult result) {
    ResultDetails made = new ResultDetails();
    switch (result) {
      case TrainResult train -> made.train(train);
      case LabelResult label -> made.label(label);
      case EvaluateResult evaluate -> made.put("extractor", evaluate.extractor());
      case SampleResult sample -> {}
      case ScoreResult score -> {}
    }
    return made.details;
  }

  private void put(String name, Object value) {
    details.put(name, value.toString());
  }

  private void train(TrainResult train) {
    put("steps", train.steps());
    put("epochs", train.epochs());
    TrainResult.Checkpoints checkpoints = train.checkpoints();
    put(
        "checkpoints",
        String.format(
            Locale.ROOT,
            "%d in %.3f s, %.2f %% of the time",
            checkpoints.made(),
            checkpoints.seconds(),
            100 * checkpoints.share()));
    train.divergence().ifPresent(message -> put("wentBack", "once: " + message));
    train.beta().ifPresent(this::beta);
    train.usable().ifPresent(this::usable);
    train
        .matchedOperations()
        .ifPresent(
            paidFor -> put("matchedOperations", String.format(Locale.ROOT, "%.4g", paidFor)));
    if (!train.warnings().isEmpty()) {
      put(
          "warning",
          train.warnings().stream().map(WarningText::of).collect(Collectors.joining("; ")));
    }
  }

  private void beta(TrainResult.Beta beta) {
    put("beta", String.format(Locale.ROOT, "%.6f", beta.value()));
    beta.rule().ifPresent(rule -> put("betaRule", rule));
  }

  private void usable(TrainResult.Usable usable) {
    put(
        usable.feedback() == Feedback.RATINGS ? "questionsWithPairs" : "questionsWithBothKinds",
        usable.questions());
    usable.pairs().ifPresent(pairs -> put("pairs", pairs));
  }

  private void label(LabelResult label) {
    label.given().ifPresent(this::given);
    put("extractor", label.extractor());
    put("samples", label.samples());
    put("right", label.right());
    put("unfinished", label.unfinished());
    put("questions", label.questions());
    put("questionsWithBothKinds", label.questionsWithBothKinds());
    put("questionsWithBothKept", label.questionsWithBothKept());
    label.questionsWithRankedKept().ifPresent(ranked -> put("questionsWithRankedKept", ranked));
  }

  private void given(LabelResult.Given given) {
    put("given", given.file());
    put("givenDigest", given.digest());
    put("givenQuestions", given.questions());
    put("givenQuestionsNotInData", given.questionsNotInData());
    put("rated", given.rated());
    put("verdictsGiven", given.verdictsGiven());
    put("verdictsOtherThanExtractor", given.verdictsOtherThanExtractor());
  }
}
