package dev.aftlab.activities.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a slice of a file with one JSON object a line; the whole file is checked, also where only a part of it is used. */
final class FileReader {
  private final QuestionFile file;
  private final QuestionLine format;

  FileReader(QuestionFile file, QuestionLine format) {
    this.file = file;
    this.format = format;
  }

  /** From question {@code first}, counted from 0, {@code count} questions; 0 means all that follow. */
  List<Question> read(int first, int count) {
    List<Question> all = new ArrayList<>();
    Map<String, Integer> lineOfId = new HashMap<>();
    for (QuestionFile.Line line : file.lines()) {
      Question question = format.question(JsonFields.parse(file, line));
      Integer earlier = lineOfId.putIfAbsent(question.id(), line.number());
      if (earlier != null) {
        throw file.error(line.number(), "the id '" + question.id() + "' is that of line " + earlier + " too; make ids distinct");
      }
      all.add(question);
    }
    return slice(all, first, count);
  }

  private List<Question> slice(List<Question> all, int first, int count) {
    int left = all.size() - first;
    if (left <= 0) {
      throw file.error(0, "first is " + first + ", but the file has " + all.size() + " questions; first must be at most " + (all.size() - 1));
    }
    if (count > left) {
      throw file.error(0, "count is " + count + " from question " + first + " on, but only " + left + " follow; lower it, or let 0 take all");
    }
    return List.copyOf(all.subList(first, count == 0 ? all.size() : first + count));
  }
}
