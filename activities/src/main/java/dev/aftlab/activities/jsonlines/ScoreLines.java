package dev.aftlab.activities.jsonlines;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.lm.score.CompletionScore;
import dev.aftlab.activities.lm.score.ScoreRequest;
import dev.aftlab.activities.lm.score.Scorer;
import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.activities.model.MergedTokens;
import dev.aftlab.activities.model.TokenizedPrompt;
import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import dev.aftlab.experiments.result.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Adds {@code sumLogprob} and {@code meanLogprob} in nats and {@code tokens}, of {@code
 * completion}; or lists of them, of the list {@code completions}. Adjacent completions of one
 * prompt share its computation.
 */
public final class ScoreLines implements JsonLinesTask<ScoreLines.Asked> {
  private final LoadedModel model;
  private final Scorer scorer;
  private final boolean endToken;
  private final MergedTokens merged;

  /**
   * Over a model, which stays the caller's.
   *
   * @param batchTokens padded tokens computed at once, 1 or more
   * @param endToken whether the end token belongs to each completion
   * @param warnings takes what has to be said and is no fault
   */
  public ScoreLines(
      LoadedModel model, int batchTokens, boolean endToken, Consumer<String> warnings) {
    this.model = model;
    this.scorer = new Scorer(model.model(), batchTokens);
    this.endToken = endToken;
    this.merged = new MergedTokens(warnings);
  }

  /** A line's prompt and completions; {@code listed} when they came as a list. */
  record Asked(int[] prompt, List<TokenizedCompletion> completions, boolean listed) {}

  @Override
  public Asked prepare(JsonFields line) {
    LinePrompt prompt = LinePrompt.of(line, model);
    LineCompletions given = LineCompletions.of(line);
    List<TokenizedCompletion> completions =
        given.texts().stream().map(text -> completion(line, prompt.prompt(), text)).toList();
    return new Asked(prompt.tokens(), completions, given.listed());
  }

  private TokenizedCompletion completion(JsonFields line, TokenizedPrompt prompt, String text) {
    TokenizedCompletion completion =
        LinePrompt.encoded(line, () -> model.prompts().completion(prompt, text, endToken));
    int[] tokens = completion.tokens();
    LinePrompt.requireKnown(line, model, tokens);
    if (tokens.length == 0) {
      throw line.error(
          "a completion has no tokens, so that there is nothing to score; fill it, or count the end"
              + " token (--end-token)");
    }
    int positions = model.model().maxPositions();
    if ((long) completion.promptTokens() + tokens.length > positions) {
      throw line.error(
          "prompt and completion have "
              + (completion.promptTokens() + tokens.length)
              + " tokens, which exceed the model's "
              + positions
              + " positions; shorten or remove the line");
    }
    merged.look(line.where(), prompt, completion);
    return completion;
  }

  @Override
  public List<ObjectNode> work(List<Asked> lines, ProgressListener listener) {
    List<CompletionScore> scores =
        scorer
            .score(
                requests(lines),
                listener.mapping(
                    scored ->
                        Progress.of(
                            Stage.LINES,
                            scored.done() * lines.size() / Math.max(1, scored.total()),
                            0)))
            .stream()
            .flatMap(List::stream)
            .toList();
    List<ObjectNode> found = new ArrayList<>();
    int at = 0;
    for (Asked line : lines) {
      int end = at + line.completions().size();
      found.add(line.listed() ? listed(scores.subList(at, end)) : single(scores.get(at)));
      at = end;
    }
    return found;
  }

  /**
   * One request for all neighbours that follow the same tokens; the completions stay in their
   * order.
   */
  private static List<ScoreRequest> requests(List<Asked> lines) {
    List<ScoreRequest> requests = new ArrayList<>();
    int[] prompt = {};
    List<int[]> together = new ArrayList<>();
    for (Asked line : lines) {
      for (TokenizedCompletion completion : line.completions()) {
        int[] before = Arrays.copyOf(line.prompt(), completion.promptTokens());
        if (!Arrays.equals(prompt, before)) {
          add(requests, prompt, together);
          prompt = before;
          together = new ArrayList<>();
        }
        together.add(completion.tokens());
      }
    }
    add(requests, prompt, together);
    return requests;
  }

  private static void add(List<ScoreRequest> requests, int[] prompt, List<int[]> completions) {
    if (!completions.isEmpty()) {
      requests.add(new ScoreRequest(prompt, completions));
    }
  }

  private static ObjectNode single(CompletionScore score) {
    return Json.mapper()
        .createObjectNode()
        .put("sumLogprob", score.sum())
        .put("meanLogprob", score.mean())
        .put("tokens", score.tokens());
  }

  private static ObjectNode listed(List<CompletionScore> scores) {
    ObjectNode found = Json.mapper().createObjectNode();
    ArrayNode sums = found.putArray("sumLogprob");
    ArrayNode means = found.putArray("meanLogprob");
    ArrayNode tokens = found.putArray("tokens");
    for (CompletionScore score : scores) {
      sums.add(score.sum());
      means.add(score.mean());
      tokens.add(score.tokens());
    }
    return found;
  }
}
