package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.lm.score.CompletionScore;
import dev.aftlab.activities.lm.score.ScoreRequest;
import dev.aftlab.activities.lm.score.Scorer;
import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.activities.model.MergedTokens;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.activities.model.TokenizedPrompt;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.ScoreRecord;
import dev.aftlab.experiments.result.StepKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scores kept samples under a model. */
final class ScoreStep {
  private static final Logger LOG = LoggerFactory.getLogger(ScoreStep.class);

  private final StepContext workshop;
  private final Step.Score step;
  private final MergedTokens merged = new MergedTokens(LOG::warn);

  ScoreStep(StepContext workshop, Step.Score step) {
    this.workshop = workshop;
    this.step = step;
  }

  /**
   * Writes {@code scores.jsonl}. Questions without a pair of samples are left out unless the step
   * includes them.
   */
  Cost run(Path folder, ProgressListener listener) {
    DeviceClock clock = new DeviceClock();
    List<LabelRecord> judged =
        workshop.records(StepKind.LABEL, step.labels(), "labels.jsonl", LabelRecord.class);
    Map<String, TrainingGroups.Kept> kept =
        TrainingGroups.kept(judged, step.maxPositives(), step.maxNegatives());
    Prompts prompts = workshop.prompts(step.model().base());
    List<ScoreRequest> requests = new ArrayList<>();
    List<List<LabelRecord>> labels = new ArrayList<>();
    for (Question question : workshop.questions(step.data()).subList(0, step.questions())) {
      TrainingGroups.Kept own = kept.getOrDefault(question.id(), TrainingGroups.Kept.NONE);
      if (step.unpaired() || own.mixed() || own.ranked()) {
        labels.add(own.all().toList());
        requests.add(request(question, prompts.prompt(question.asked()), own));
      }
    }
    List<List<CompletionScore>> scores = score(requests, listener);
    JsonLines.write(folder.resolve("scores.jsonl"), records(labels, scores));
    long tokens = requests.stream().mapToLong(ScoreStep::tokens).sum();
    return new Cost(
        clock.seconds(),
        FlopEstimate.reading(step.model().base().parameters(), tokens),
        0,
        0,
        tokens);
  }

  private ScoreRequest request(
      Question question, TokenizedPrompt prompt, TrainingGroups.Kept kept) {
    int length = prompt.tokens().length;
    kept.all()
        .forEach(
            label ->
                merged.look(
                    step.title() + ", question " + question.id(),
                    prompt,
                    TrainingGroups.completion(label, length)));
    int[] contexts = TrainingGroups.contexts(length, TokenizedCompletion.none(length), kept);
    return new ScoreRequest(
        prompt.tokens(), kept.all().map(LabelRecord::tokens).toList(), contexts);
  }

  private List<List<CompletionScore>> score(
      List<ScoreRequest> requests, ProgressListener listener) {
    return workshop.withModel(
        step.model(), model -> new Scorer(model, step.scoreTokens()).score(requests, listener));
  }

  private static List<ScoreRecord> records(
      List<List<LabelRecord>> labels, List<List<CompletionScore>> scores) {
    List<ScoreRecord> records = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      for (int j = 0; j < labels.get(i).size(); j++) {
        LabelRecord label = labels.get(i).get(j);
        CompletionScore score = scores.get(i).get(j);
        records.add(
            new ScoreRecord(
                label.question(),
                label.sample(),
                label.correct(),
                label.rating(),
                score.sum(),
                score.tokens()));
      }
    }
    return records;
  }

  static long tokens(ScoreRequest request) {
    return request.prompt().length
        + request.completions().stream().mapToLong(tokens -> tokens.length).sum();
  }
}
