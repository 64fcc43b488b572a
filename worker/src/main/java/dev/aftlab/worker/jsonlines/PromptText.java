package dev.aftlab.worker.jsonlines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.text.PrintableText;
import dev.aftlab.worker.cli.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Human-readable prompts: text and tokens, with a mark where a completion begins. Counts lines, so
 * an instance serves one command.
 */
public final class PromptText {
  /** The mark between prompt and completion. */
  static final String MARK = "▏";

  private int number;

  /** Converts JSON lines of {@code aft prompt} to text, each with its line end. */
  public String of(String lines) {
    return lines
        .lines()
        .map(line -> of(Json.read(line, JsonNode.class)))
        .collect(Collectors.joining());
  }

  private String of(JsonNode line) {
    number++;
    JsonNode before = line.path("promptTokens");
    if (before.isMissingNode() || (before.isArray() && before.isEmpty())) {
      return alone(line);
    }
    if (!before.isArray()) {
      return followed(
          line,
          before.intValue(),
          line.get("completionText").textValue(),
          line.get("completionTokens"));
    }
    StringBuilder blocks = new StringBuilder();
    for (int i = 0; i < before.size(); i++) {
      blocks.append(
          followed(
              line,
              before.get(i).intValue(),
              line.get("completionText").get(i).textValue(),
              line.get("completionTokens").get(i)));
    }
    return blocks.toString();
  }

  /** A prompt without a completion. */
  private String alone(JsonNode line) {
    int tokens = line.get("tokens").size();
    return block(
        Formats.count(tokens, "token") + "; a completion begins at " + MARK,
        line.get("text").textValue(),
        "",
        line.get("tokens"),
        tokens,
        List.of());
  }

  private String followed(JsonNode line, int before, String completion, JsonNode tokens) {
    int own = line.get("tokens").size();
    String of =
        before < own
            ? Formats.count(before, "token") + " of the prompt's " + own
            : Formats.count(before, "token") + " of the prompt";
    String heading = of + " " + MARK + " " + tokens.size() + " of the completion";
    return block(
        heading,
        line.get("text").textValue(),
        completion,
        line.get("tokens"),
        before,
        texts(tokens));
  }

  private String block(
      String heading,
      String prompt,
      String completion,
      JsonNode promptTokens,
      int before,
      List<String> completionTokens) {
    List<String> tokens = new ArrayList<>(texts(promptTokens).subList(0, before));
    tokens.add(MARK);
    tokens.addAll(completionTokens);
    String text =
        PrintableText.text(prompt + MARK + completion)
            .lines()
            .map(row -> "  " + row + "\n")
            .collect(Collectors.joining());
    return "line "
        + number
        + ": "
        + heading
        + "\n"
        + text
        + "  "
        + PrintableText.line(String.join(" ", tokens))
        + "\n\n";
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.textValue()));
    return texts;
  }
}
