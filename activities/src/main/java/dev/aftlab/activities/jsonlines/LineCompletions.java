package dev.aftlab.activities.jsonlines;

import dev.aftlab.activities.dataset.text.JsonFields;
import java.util.List;

/**
 * What a line has to be judged: one text {@code completion}, or a list {@code completions} as
 * {@link GenerateLines} writes it.
 *
 * @param listed whether it came as a list, so that what is found is a list, too
 */
record LineCompletions(List<String> texts, boolean listed) {

  static LineCompletions of(JsonFields line) {
    boolean listed = line.has("completions");
    if (listed && line.has("completion")) {
      throw line.error("there are both 'completion' and 'completions'; remove one of them");
    }
    if (!listed && !line.has("completion")) {
      throw line.error(
          "there is neither a field 'completion' nor a list 'completions'; add one of them");
    }
    return new LineCompletions(
        listed ? line.exactTexts("completions") : List.of(line.exactText("completion")), listed);
  }
}
