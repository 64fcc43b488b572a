package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.evaluate.EvaluationItems;
import dev.aftlab.activities.label.Extractor;
import dev.aftlab.activities.label.Extractors;
import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.GenerationRequest;
import dev.aftlab.activities.lm.engine.Generator;
import dev.aftlab.activities.lm.engine.SamplingPrompt;
import dev.aftlab.activities.lm.score.CompletionScore;
import dev.aftlab.activities.lm.score.ScoreRequest;
import dev.aftlab.activities.lm.score.Scorer;
import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.activities.model.MergedTokens;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.activities.model.TokenizedPrompt;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.PromptRecord;
import dev.aftlab.experiments.result.StepKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures a model on one shard of questions. */
final class EvaluateStep {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluateStep.class);

  private final StepContext workshop;
  private final Step.Evaluate step;
  private final MergedTokens merged = new MergedTokens(LOG::warn);

  EvaluateStep(StepContext workshop, Step.Evaluate step) {
    this.workshop = workshop;
    this.step = step;
  }

  /**
   * Writes {@code items.jsonl}, one record per question in their order, and {@code prompts.jsonl},
   * the prompts.
   */
  Cost run(int shard, Path folder, ProgressListener listener) {
    DeviceClock clock = new DeviceClock();
    Prompts prompts = workshop.prompts(step.model().base());
    int offset = shard * step.shardQuestions();
    List<Question> questions = questions(offset);
    List<TrainingGroups.Kept> pairs = pairs(questions);
    List<TokenizedPrompt> given =
        questions.stream().map(question -> prompts.prompt(question.asked())).toList();
    List<SamplingPrompt> asked =
        IntStream.range(0, questions.size())
            .mapToObj(i -> new SamplingPrompt(offset + i, given.get(i).tokens()))
            .toList();
    List<ScoreRequest> requests =
        IntStream.range(0, questions.size())
            .mapToObj(i -> request(questions.get(i), given.get(i), prompts, pairs.get(i)))
            .toList();
    Measured measured =
        workshop.withModel(
            step.model(),
            model ->
                new Measured(
                    answer(model, asked, prompts, listener),
                    new Scorer(model, step.scoreTokens()).score(requests, listener)));
    JsonLines.write(folder.resolve(SampleStep.PROMPTS), records(questions, given));
    JsonLines.write(folder.resolve("items.jsonl"), items(questions, measured, pairs, prompts));
    return cost(asked, measured.answers(), requests, clock);
  }

  /** The questions of the shard that begins at an offset. */
  private List<Question> questions(int offset) {
    List<Question> all = workshop.questions(step.data());
    return all.subList(offset, Math.min(all.size(), offset + step.shardQuestions()));
  }

  private static List<PromptRecord> records(
      List<Question> questions, List<TokenizedPrompt> prompts) {
    return IntStream.range(0, questions.size())
        .mapToObj(i -> prompts.get(i).record(questions.get(i).id()))
        .toList();
  }

  private List<EvaluationItem> items(
      List<Question> questions,
      Measured measured,
      List<TrainingGroups.Kept> pairs,
      Prompts prompts) {
    Extractor extractor = Extractors.named(step.label().extractor());
    List<EvaluationItem> items = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      items.add(
          item(
              questions.get(i),
              measured.answers().get(i),
              pairs.get(i),
              measured.scores().get(i),
              extractor,
              prompts));
    }
    return items;
  }

  /** What the model gave: an answer for each question, and a score for each completion of it. */
  private record Measured(List<Completion> answers, List<List<CompletionScore>> scores) {}

  /** The assessment pairs of each question; none where the question was not sampled. */
  private List<TrainingGroups.Kept> pairs(List<Question> questions) {
    if (step.assessment().isEmpty()) {
      return questions.stream().map(question -> TrainingGroups.Kept.NONE).toList();
    }
    List<LabelRecord> judged =
        workshop.records(
            StepKind.LABEL, step.assessment().get(), "labels.jsonl", LabelRecord.class);
    Map<String, TrainingGroups.Kept> kept =
        TrainingGroups.kept(judged, Integer.MAX_VALUE, Integer.MAX_VALUE);
    return questions.stream()
        .map(question -> kept.getOrDefault(question.id(), TrainingGroups.Kept.NONE))
        .toList();
  }

  /** The reference first, if there is one, then the right and the wrong samples. */
  private ScoreRequest request(
      Question question, TokenizedPrompt prompt, Prompts prompts, TrainingGroups.Kept kept) {
    int length = prompt.tokens().length;
    TokenizedCompletion reference = prompts.completion(prompt, question.reference());
    List<TokenizedCompletion> completions = new ArrayList<>();
    if (reference.tokens().length > 0) {
      completions.add(reference);
    }
    kept.all().forEach(label -> completions.add(TrainingGroups.completion(label, length)));
    completions.forEach(
        completion ->
            merged.look(step.title() + ", question " + question.id(), prompt, completion));
    return new ScoreRequest(
        prompt.tokens(),
        completions.stream().map(TokenizedCompletion::tokens).toList(),
        TrainingGroups.contexts(length, reference, kept));
  }

  private List<Completion> answer(
      Generator model, List<SamplingPrompt> asked, Prompts prompts, ProgressListener listener) {
    GenerationRequest request =
        new GenerationRequest(
            asked, 0, 1, step.decoding(), 0, prompts.endTokens(), prompts::verbatimText);
    return model.generate(request, listener.mapping(progress -> progress.in(Stage.ANSWER))).stream()
        .sorted(Comparator.comparingLong(Completion::question))
        .toList();
  }

  private static EvaluationItem item(
      Question question,
      Completion answer,
      TrainingGroups.Kept kept,
      List<CompletionScore> scores,
      Extractor extractor,
      Prompts prompts) {
    int samples = kept.positives().size() + kept.negatives().size();
    int references = scores.size() - samples;
    CompletionScore reference = references == 0 ? new CompletionScore(0, 0) : scores.getFirst();
    List<Double> means =
        scores.subList(references, scores.size()).stream().map(CompletionScore::mean).toList();
    return EvaluationItems.of(
        question,
        new EvaluationItems.Answer(
            prompts.text(answer.tokens()), answer.tokens().length, answer.finished()),
        extractor,
        reference.sum(),
        reference.tokens(),
        means.subList(0, kept.positives().size()),
        means.subList(kept.positives().size(), samples),
        Arrays.stream(kept.ratings()).boxed().toList());
  }

  private Cost cost(
      List<SamplingPrompt> asked,
      List<Completion> answers,
      List<ScoreRequest> requests,
      DeviceClock clock) {
    long drawn = answers.stream().mapToLong(Completion::drawn).sum();
    long read =
        asked.stream().mapToLong(prompt -> prompt.tokens().length).sum()
            + requests.stream().mapToLong(ScoreStep::tokens).sum();
    return new Cost(
        clock.seconds(),
        FlopEstimate.reading(step.model().base().parameters(), drawn + read),
        0,
        drawn,
        read);
  }
}
