package dev.aftlab.activities.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Any questions, one JSON object a line: {@code question}, {@code answer}, optional {@code reference} and {@code id}. */
final class JsonlReader {
  private JsonlReader() {}

  static List<Question> read(Path file) {
    List<Question> questions = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    List<String> lines = TextLines.read(file);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode object = TextLines.object(file, i + 1, lines.get(i));
      String id = object.has("id") ? TextLines.required(file, i + 1, object, "id") : "line-" + (i + 1);
      if (!ids.add(id)) {
        throw new DatasetException(file, i + 1, "the id '" + id + "' occurs a second time");
      }
      String reference = object.hasNonNull("reference") ? TextLines.required(file, i + 1, object, "reference") : "";
      questions.add(new Question(id, TextLines.required(file, i + 1, object, "question"), reference, TextLines.required(file, i + 1, object, "answer")));
    }
    return questions;
  }
}
