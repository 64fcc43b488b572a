package dev.aftlab.activities.jsonlines;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.activities.model.MergedTokens;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.activities.model.TokenizedPrompt;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.experiments.result.Json;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Adds what a model is given for a line: {@code text}, and its {@code tokens} and their {@code
 * ids}. Of {@code completion} it adds {@code completionText}, {@code completionTokens} and {@code
 * completionIds}, and {@code promptTokens}: how many tokens of the prompt precede it; or lists of
 * these, of the list {@code completions}. No weights are needed.
 */
public final class PromptLines implements JsonLinesTask<ObjectNode> {
  private final Prompts prompts;
  private final MergedTokens merged;

  /**
   * Over prompts, which stay the caller's.
   *
   * @param warnings takes what has to be said and is no fault
   */
  public PromptLines(Prompts prompts, Consumer<String> warnings) {
    this.prompts = prompts;
    this.merged = new MergedTokens(warnings);
  }

  @Override
  public ObjectNode prepare(JsonFields line) {
    TokenizedPrompt prompt = LinePrompt.of(line, prompts).prompt();
    ObjectNode found = Json.mapper().createObjectNode().put("text", prompt.text());
    prompts.tokens(prompt.text()).forEach(found.putArray("tokens")::add);
    Arrays.stream(prompt.tokens()).forEach(found.putArray("ids")::add);
    if (line.has("completion") || line.has("completions")) {
      LineCompletions given = LineCompletions.of(line);
      List<ObjectNode> each =
          given.texts().stream().map(text -> completion(line, prompt, text)).toList();
      found.setAll(given.listed() ? listed(each) : each.getFirst());
    }
    return found;
  }

  private ObjectNode completion(JsonFields line, TokenizedPrompt prompt, String text) {
    TokenizedCompletion completion =
        LinePrompt.encoded(line, () -> prompts.completion(prompt, text, false));
    merged.look(line.where(), prompt, completion);
    String following = prompt.separator() + text;
    List<String> joined = prompts.tokens(prompt.text() + following);
    ObjectNode found =
        Json.mapper()
            .createObjectNode()
            .put("promptTokens", completion.promptTokens())
            .put("completionText", following);
    joined
        .subList(completion.promptTokens(), joined.size())
        .forEach(found.putArray("completionTokens")::add);
    Arrays.stream(completion.tokens()).forEach(found.putArray("completionIds")::add);
    return found;
  }

  /** One list for each field. */
  private static ObjectNode listed(List<ObjectNode> each) {
    ObjectNode lists = Json.mapper().createObjectNode();
    for (String field :
        List.of("promptTokens", "completionText", "completionTokens", "completionIds")) {
      ArrayNode list = lists.putArray(field);
      each.forEach(one -> list.add(one.get(field)));
    }
    return lists;
  }

  @Override
  public List<ObjectNode> work(List<ObjectNode> lines, ProgressListener listener) {
    return List.copyOf(lines);
  }
}
