package dev.aftlab.activities.jsonlines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aftlab.activities.dataset.Option;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.label.Extractor;
import dev.aftlab.activities.label.Extractors;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.experiments.result.Json;
import java.util.List;

/**
 * Adds {@code extracted}, the answer that a rule finds in {@code completion} or null, and {@code
 * correct}, whether it is {@code gold}; or lists of both, of the list {@code completions}.
 */
public final class LabelLines implements JsonLinesTask<LabelLines.Asked> {
  private final Extractor extractor;

  /** By a rule. */
  public LabelLines(Extractor extractor) {
    this.extractor = extractor;
  }

  /** What is judged, and by what. */
  record Asked(LineCompletions completions, List<Option> options, String gold) {}

  @Override
  public Asked prepare(JsonFields line) {
    Asked asked =
        new Asked(LineCompletions.of(line), line.optionsIfAny(), line.rightAnswer("gold"));
    Extractors.fault(extractor, asked.gold(), asked.options())
        .ifPresent(
            problem -> {
              throw line.error("the field 'gold' is wrong: " + problem);
            });
    return asked;
  }

  @Override
  public List<ObjectNode> work(List<Asked> lines, ProgressListener listener) {
    return lines.stream().map(this::found).toList();
  }

  private ObjectNode found(Asked line) {
    List<String> answers =
        line.completions().texts().stream()
            .map(text -> extractor.extract(text, line.options()))
            .toList();
    ObjectNode found = Json.mapper().createObjectNode();
    if (!line.completions().listed()) {
      return found
          .<ObjectNode>set("extracted", orNull(answers.getFirst()))
          .put("correct", extractor.matches(answers.getFirst(), line.gold()));
    }
    ArrayNode extracted = found.putArray("extracted");
    ArrayNode correct = found.putArray("correct");
    for (String answer : answers) {
      extracted.add(orNull(answer));
      correct.add(extractor.matches(answer, line.gold()));
    }
    return found;
  }

  private static JsonNode orNull(String answer) {
    return answer.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(answer);
  }
}
