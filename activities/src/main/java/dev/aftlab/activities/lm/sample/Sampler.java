package dev.aftlab.activities.lm.sample;

import dev.aftlab.activities.lm.TooLongException;
import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.GenerationRequest;
import dev.aftlab.activities.lm.engine.Generator;
import dev.aftlab.activities.lm.engine.SamplingPrompt;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.ModelConfig;
import dev.aftlab.activities.lm.model.ScriptModule;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.experiments.spec.DecodingSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws completions from a model.
 *
 * <p>The token at position t of sample j of question i is found by inverting the distribution's
 * cumulative sum at one uniform number, whose address is (seed, i, j, t). So a sample depends
 * neither on how many others are drawn nor on batch size or shard: the samples of k = 3 are a
 * prefix of those of k = 6. (The network's sums may round differently in another batch; with 32-bit
 * weights that moves a token only when the uniform number falls within such a rounding of a bound.)
 *
 * <p>A completion ends at the first token after which its text has a stop text, and is cut off
 * before that, see {@link StopTexts}. So what a sample is depends on (seed, i, j) and the stop
 * texts alone; without any, nothing is decoded.
 *
 * <p>Prompts are sorted by length into batches. A prompt's keys and values are computed once and
 * copied for its samples; rows that have ended leave the batch when less than 85 % are still
 * active. Not safe for concurrent use, and never on a virtual thread.
 */
public final class Sampler implements Generator, AutoCloseable {
  private final CausalModel model;
  private final ScriptModule script;

  /**
   * A sampler of a model.
   *
   * @param model stays owned by the caller; its weights may change between calls
   */
  public Sampler(CausalModel model) {
    this.model = model;
    this.script =
        ScriptModule.load(
            "Sampler",
            ScriptModule.withConstants(
                ScriptModule.resource(Sampler.class, "sampler.torchscript"),
                constants(model.config())),
            model.manager().getDevice());
  }

  @Override
  public List<Completion> generate(GenerationRequest request, ProgressListener listener) {
    DecodingSpec decoding = request.decoding();
    List<SamplingPrompt> prompts = request.prompts();
    int sampleCount = request.sampleCount();
    prompts.forEach(prompt -> requireRoom(prompt, decoding));
    Optional<StopTexts> stops =
        Optional.of(decoding.stopTexts())
            .filter(texts -> !texts.isEmpty())
            .map(texts -> new StopTexts(texts, request.decoder()));
    List<SequenceInProgress> all = new ArrayList<>(prompts.size() * sampleCount);
    for (SamplingPrompt prompt : prompts) {
      for (int sample = 0; sample < sampleCount; sample++) {
        all.add(new SequenceInProgress(prompt, request.firstSample() + sample, stops));
      }
    }
    SamplingProgress progress = new SamplingProgress(listener, all.size());
    for (List<SequenceInProgress> batch : batches(all, sampleCount, decoding.batchSequences())) {
      try (DecodingBatch decoder = new DecodingBatch(model, script, batch, request)) {
        decoder.run(progress);
      }
    }
    return all.stream().map(sequence -> sequence.completion(request.logProbabilities())).toList();
  }

  @Override
  public void close() {
    script.close();
  }

  /**
   * Sorted by length, all samples of a prompt adjacent. A prompt is split only when it alone
   * exceeds a batch.
   */
  private static List<List<SequenceInProgress>> batches(
      List<SequenceInProgress> all, int sampleCount, int batchSequences) {
    List<SequenceInProgress> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingInt(sequence -> sequence.prompt().tokens().length));
    int size =
        sampleCount > batchSequences ? batchSequences : batchSequences / sampleCount * sampleCount;
    List<List<SequenceInProgress>> batches = new ArrayList<>();
    for (int start = 0; start < sorted.size(); start += size) {
      batches.add(sorted.subList(start, Math.min(sorted.size(), start + size)));
    }
    return batches;
  }

  private void requireRoom(SamplingPrompt prompt, DecodingSpec decoding) {
    int positions = model.config().maxPositions();
    if ((long) prompt.tokens().length + decoding.maxNewTokens() > positions) {
      throw new TooLongException(
          "question "
              + prompt.question()
              + ": a prompt of "
              + prompt.tokens().length
              + " tokens and maxNewTokens = "
              + decoding.maxNewTokens()
              + " exceed the model's "
              + positions
              + " positions; lower maxNewTokens or shorten the prompt");
    }
    for (int token : prompt.tokens()) {
      if (token < 0 || token >= model.config().vocabulary()) {
        throw new IllegalArgumentException(
            "question "
                + prompt.question()
                + ": token "
                + token
                + " is outside of the model's vocabulary 0.."
                + (model.config().vocabulary() - 1));
      }
    }
  }

  private static Map<String, String> constants(ModelConfig config) {
    Map<String, String> constants = new HashMap<>(config.scriptConstants());
    constants.put("SHARING", Integer.toString(config.heads() / config.keyHeads()));
    return constants;
  }
}
