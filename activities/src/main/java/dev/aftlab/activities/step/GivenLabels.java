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
import dev.aftlab.experiments.result.SampleRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Labels samples that are given. */
final class GivenLabels {
  private final Prompts prompts;
  private final Extractor extractor;
  private final PinnedSamples pinned;

  GivenLabels(Prompts prompts, Extractor extractor, PinnedSamples pinned) {
    this.prompts = prompts;
    this.extractor = extractor;
    this.pinned = pinned;
  }

  /**
   * The labels of all samples that belong to the questions; what was found in the file is added to
   * the facts.
   */
  List<LabelRecord> of(
      List<Question> questions, List<GivenSample> samples, SortedMap<String, String> facts) {
    GivenSamples given = GivenSamples.of(pinned.spec(), samples, questions);
    List<LabelRecord> labels = new ArrayList<>();
    for (Question question : questions) {
      TokenizedPrompt prompt = prompts.prompt(question.asked());
      int[] reference = prompts.completion(prompt, question.reference()).tokens();
      labels.addAll(
          SampleLabeller.judge(
              question, reference, judged(question, prompt, given.of(question)), extractor));
    }
    facts.put("given", pinned.spec().file());
    facts.put("givenDigest", pinned.digest());
    facts.put("givenQuestions", Integer.toString(given.questions()));
    facts.put("givenQuestionsNotInData", Integer.toString(given.others()));
    facts.put("rated", count(labels.stream().filter(label -> label.rating().isPresent())));
    facts.put("verdictsGiven", count(labels.stream().filter(LabelRecord::given)));
    facts.put("verdictsOtherThanExtractor", count(labels.stream().filter(this::contested)));
    return labels;
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

  private static String count(Stream<LabelRecord> labels) {
    return Long.toString(labels.count());
  }
}
