package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.input.GivenSamples;
import dev.aftlab.activities.label.Extractor;
import dev.aftlab.activities.label.JudgedSample;
import dev.aftlab.activities.label.SampleLabeller;
import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.activities.model.TokenizedPrompt;
import dev.aftlab.experiments.plan.PinnedSamples;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.LabelResult;
import dev.aftlab.experiments.result.SampleRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The labels of samples that are given. */
final class GivenLabels {
  private final Prompts prompts;
  private final Extractor extractor;
  private final PinnedSamples pinned;
  private final GivenSamples given;
  private final List<LabelRecord> labels = new ArrayList<>();

  private GivenLabels(
      Prompts prompts, Extractor extractor, PinnedSamples pinned, GivenSamples given) {
    this.prompts = prompts;
    this.extractor = extractor;
    this.pinned = pinned;
    this.given = given;
  }

  /** Labels all samples that belong to the questions. */
  static GivenLabels of(
      PinnedSamples pinned,
      List<GivenSample> samples,
      List<Question> questions,
      Prompts prompts,
      Extractor extractor) {
    GivenSamples given = GivenSamples.of(pinned.spec(), samples, questions);
    GivenLabels made = new GivenLabels(prompts, extractor, pinned, given);
    questions.forEach(made::label);
    return made;
  }

  /** The labels, in the order of the questions. */
  List<LabelRecord> labels() {
    return labels;
  }

  /** What was found in the file. */
  LabelResult.Given result() {
    return new LabelResult.Given(
        pinned.spec().file(),
        pinned.digest(),
        given.questions(),
        given.others(),
        labels.stream().filter(label -> label.rating().isPresent()).count(),
        labels.stream().filter(LabelRecord::given).count(),
        labels.stream().filter(this::contested).count());
  }

  private void label(Question question) {
    TokenizedPrompt prompt = prompts.prompt(question.asked());
    int[] reference = prompts.completion(prompt, question.reference()).tokens();
    labels.addAll(
        SampleLabeller.judge(
            question, reference, judged(question, prompt, given.of(question)), extractor));
  }

  private List<JudgedSample> judged(
      Question question, TokenizedPrompt prompt, List<GivenSample> samples) {
    List<JudgedSample> judged = new ArrayList<>();
    for (GivenSample sample : samples) {
      int index = judged.size();
      TokenizedCompletion completion = prompts.completion(prompt, sample.completion());
      int[] tokens = completion.tokens();
      int[] reached = sample.finished() ? tokens : Arrays.copyOf(tokens, tokens.length - 1);
      SampleRecord record =
          new SampleRecord(
              question.id() + "#" + index,
              question.id(),
              index,
              reached,
              sample.completion(),
              sample.finished());
      OptionalInt promptTokens =
          prompt.isCutBy(completion)
              ? OptionalInt.of(completion.promptTokens())
              : OptionalInt.empty();
      judged.add(new JudgedSample(record, sample.correct(), sample.rating(), promptTokens));
    }
    return judged;
  }

  private boolean contested(LabelRecord label) {
    return label.given()
        && label.finished()
        && extractor.matches(label.extracted(), label.gold()) != label.correct();
  }
}
