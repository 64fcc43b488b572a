package dev.aftlab.activities.lines;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.dataset.JsonFields;
import dev.aftlab.activities.lm.sample.Completion;
import dev.aftlab.activities.lm.sample.Sampler;
import dev.aftlab.activities.lm.sample.SamplingObserver;
import dev.aftlab.activities.lm.sample.SamplingPrompt;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DecodingSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds {@code completions}, a list of texts, and {@code ended}, for each whether the model ended it or the longest length cut it off. Sample j of line i
 * depends on (seed, i, j) alone, as in an experiment's sample steps.
 */
public final class GenerateLines implements LineWork<GenerateLines.Asked>, AutoCloseable {
  private final LoadedModel model;
  private final Sampler sampler;
  private final int samples;
  private final DecodingSpec decoding;
  private final long seed;

  /**
   * Over a model, which stays the caller's.
   *
   * @param samples completions of each line, 1 or more
   */
  public GenerateLines(LoadedModel model, int samples, DecodingSpec decoding, long seed) {
    this.model = model;
    this.sampler = new Sampler(model.model(), model.prompts().endTokens());
    this.samples = samples;
    this.decoding = decoding;
    this.seed = seed;
  }

  /**
   * A line's prompt.
   *
   * @param line its number from 0
   */
  record Asked(long line, LinePrompt prompt) {}

  @Override
  public Asked prepare(JsonFields line) {
    LinePrompt prompt = LinePrompt.of(line, model);
    int positions = model.model().config().maxPositions();
    if ((long) prompt.tokens().length + decoding.maxNewTokens() > positions) {
      throw line.error("the prompt has " + prompt.tokens().length + " tokens, which together with " + decoding.maxNewTokens()
          + " new ones exceed the model's " + positions + " positions; lower --max-tokens or shorten the prompt");
    }
    return new Asked(line.line() - 1, prompt);
  }

  @Override
  public List<ObjectNode> work(List<Asked> lines, LineWatch watch) {
    List<SamplingPrompt> prompts = lines.stream().map(line -> new SamplingPrompt(line.line(), line.prompt().tokens())).toList();
    List<Completion> drawn = sampler.sample(prompts, 0, samples, decoding, seed, observer(watch));
    List<ObjectNode> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      found.add(found(lines.get(i), drawn.subList(i * samples, (i + 1) * samples)));
    }
    return found;
  }

  @Override
  public void close() {
    sampler.close();
  }

  private ObjectNode found(Asked line, List<Completion> drawn) {
    ObjectNode found = Json.mapper().createObjectNode();
    ArrayNode texts = found.putArray("completions");
    ArrayNode ended = found.putArray("ended");
    for (Completion completion : drawn) {
      int[] tokens = completion.tokens();
      texts.add(line.prompt().verbatim() ? model.prompts().verbatimText(tokens) : model.prompts().text(tokens));
      ended.add(completion.finished());
    }
    return found;
  }

  private SamplingObserver observer(LineWatch watch) {
    return new SamplingObserver() {
      @Override
      public void progress(int completions, long tokens) {
        watch.goOn(completions / samples);
      }
    };
  }
}
