package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.GenerationRequest;
import dev.aftlab.activities.lm.engine.SamplingPrompt;
import dev.aftlab.activities.lm.random.CounterRandom;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.PromptRecord;
import dev.aftlab.experiments.result.SampleRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws completions for one shard of questions. */
final class SampleStep {
  /** Name of the file that holds what the model was given. */
  static final String PROMPTS = "prompts.jsonl";

  private final StepContext workshop;
  private final Step.Sample step;

  SampleStep(StepContext workshop, Step.Sample step) {
    this.workshop = workshop;
    this.step = step;
  }

  /** The questions' indices of a shard. */
  private List<Question> shard(int shard) {
    List<Question> questions = workshop.questions(step.data()).subList(0, step.questions());
    int from = shard * step.shardQuestions();
    return questions.subList(from, Math.min(questions.size(), from + step.shardQuestions()));
  }

  /**
   * Draws the shard's samples into {@code samples.jsonl} of a folder, by question and index; the
   * prompts go into {@code prompts.jsonl}.
   */
  Cost run(int shard, Path folder, ProgressListener listener) {
    DeviceClock clock = new DeviceClock();
    Prompts prompts = workshop.prompts(step.model().base());
    List<Question> questions = shard(shard);
    int offset = shard * step.shardQuestions();
    List<PromptRecord> asked = questions.stream().map(prompts::record).toList();
    List<SamplingPrompt> requests = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      requests.add(new SamplingPrompt(offset + i, asked.get(i).tokens()));
    }
    List<Completion> completions = draw(requests, prompts, listener);
    JsonLines.write(folder.resolve(PROMPTS), asked);
    JsonLines.write(
        folder.resolve("samples.jsonl"),
        completions.stream()
            .map(drawn -> record(drawn, questions.get((int) drawn.question() - offset), prompts))
            .toList());
    return cost(requests, completions, clock);
  }

  private List<Completion> draw(
      List<SamplingPrompt> requests, Prompts prompts, ProgressListener listener) {
    long seed = CounterRandom.bits(step.seed(), RandomStreams.of(step.data()));
    GenerationRequest request =
        new GenerationRequest(
            requests,
            step.firstSample(),
            step.sampleCount(),
            step.decoding(),
            seed,
            prompts.endTokens(),
            prompts::verbatimText);
    return workshop.withModel(step.model(), model -> model.generate(request, listener)).stream()
        .sorted(Comparator.comparingLong(Completion::question).thenComparingInt(Completion::sample))
        .toList();
  }

  private static SampleRecord record(Completion drawn, Question question, Prompts prompts) {
    String id = question.id() + "#" + drawn.sample();
    return new SampleRecord(
        id,
        question.id(),
        drawn.sample(),
        drawn.tokens(),
        prompts.text(drawn.tokens()),
        drawn.finished());
  }

  /** The prompt counts once per question: with the range that holds sample 0. */
  private Cost cost(
      List<SamplingPrompt> requests, List<Completion> completions, DeviceClock clock) {
    long drawn = completions.stream().mapToLong(Completion::drawn).sum();
    long prompt =
        step.firstSample() == 0
            ? requests.stream().mapToLong(request -> request.tokens().length).sum()
            : 0;
    return new Cost(
        clock.seconds(),
        FlopEstimate.reading(step.model().base().parameters(), drawn + prompt),
        0,
        drawn,
        prompt);
  }
}
