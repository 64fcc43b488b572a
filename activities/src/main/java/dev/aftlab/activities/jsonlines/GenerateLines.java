package dev.aftlab.activities.jsonlines;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.GenerationRequest;
import dev.aftlab.activities.lm.engine.SamplingPrompt;
import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DecodingSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds {@code completions}, a list of texts, and {@code ended}, for each whether it ended, by the
 * model or at a stop text, or the longest length cut it off. Sample j of line i depends on (seed,
 * i, j) alone, as in an experiment's sample steps.
 */
public final class GenerateLines implements JsonLinesTask<GenerateLines.Asked> {
  private final LoadedModel model;
  private final int samples;
  private final DecodingSpec decoding;
  private final long seed;

  /**
   * Over a model, which stays the caller's.
   *
   * @param samples completions of each line, 1 or more
   * @param decoding how; where it says nothing on stop texts, lines with questions have those of
   *     the model's prompt, and others none
   */
  public GenerateLines(LoadedModel model, int samples, DecodingSpec decoding, long seed) {
    this.model = model;
    this.samples = samples;
    this.decoding = decoding;
    this.seed = seed;
  }

  /**
   * A line's prompt.
   *
   * @param line its number from 0
   */
  record Asked(long line, LinePrompt prompt) {
    private SamplingPrompt sampled() {
      return new SamplingPrompt(line, prompt.tokens());
    }
  }

  @Override
  public Asked prepare(JsonFields line) {
    LinePrompt prompt = LinePrompt.of(line, model);
    int positions = model.model().maxPositions();
    if ((long) prompt.tokens().length + decoding.maxNewTokens() > positions) {
      throw line.error(
          "the prompt has "
              + prompt.tokens().length
              + " tokens, which together with "
              + decoding.maxNewTokens()
              + " new ones exceed the model's "
              + positions
              + " positions; lower --max-tokens or shorten the prompt");
    }
    return new Asked(line.line() - 1, prompt);
  }

  @Override
  public List<ObjectNode> work(List<Asked> lines, ProgressListener listener) {
    Map<Long, List<Completion>> drawn = new HashMap<>();
    for (boolean verbatim : List.of(true, false)) {
      List<SamplingPrompt> prompts =
          lines.stream()
              .filter(line -> line.prompt().verbatim() == verbatim)
              .map(Asked::sampled)
              .toList();
      DecodingSpec settings = verbatim ? decoding : decoding.resolved(model.words());
      List<Completion> some =
          prompts.isEmpty()
              ? List.of()
              : model.model().generate(request(prompts, settings), inLines(listener, drawn.size()));
      some.forEach(
          completion ->
              drawn
                  .computeIfAbsent(completion.question(), line -> new ArrayList<>())
                  .add(completion));
    }
    return lines.stream()
        .map(line -> found(line, drawn.getOrDefault(line.line(), List.of())))
        .toList();
  }

  private GenerationRequest request(List<SamplingPrompt> prompts, DecodingSpec settings) {
    return new GenerationRequest(
        prompts,
        0,
        samples,
        settings,
        seed,
        model.prompts().endTokens(),
        model.prompts()::verbatimText);
  }

  private ObjectNode found(Asked line, List<Completion> drawn) {
    ObjectNode found = Json.mapper().createObjectNode();
    ArrayNode texts = found.putArray("completions");
    ArrayNode ended = found.putArray("ended");
    for (Completion completion : drawn) {
      texts.add(line.prompt().verbatim() ? addedText(line, completion) : text(completion).strip());
      ended.add(completion.finished());
    }
    return found;
  }

  private String text(Completion completion) {
    return completion.stopped().orElseGet(() -> model.prompts().verbatimText(completion.tokens()));
  }

  /**
   * What a completion adds to its prompt: with the leading blank that some tokenizers write where a
   * text continues.
   */
  private String addedText(Asked line, Completion completion) {
    String added = model.prompts().addedText(line.prompt().prompt(), completion.tokens());
    String alone = model.prompts().verbatimText(completion.tokens());
    String before =
        added.endsWith(alone) ? added.substring(0, added.length() - alone.length()) : "";
    return completion.stopped().map(text -> before + text).orElse(added);
  }

  /** A listener for completions that reports them as lines. */
  private ProgressListener inLines(ProgressListener listener, int linesBefore) {
    return listener.mapping(
        drawn -> Progress.of(Stage.LINES, linesBefore + drawn.done() / samples, 0));
  }
}
