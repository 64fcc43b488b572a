package dev.aftlab.activities.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GSM8K in its published layout: {@code question} and {@code answer}, the answer's last line {@code #### number}. Calculator notes
 * ({@code <<48/2=24>>}) are taken out of the reference, thousands commas out of the answer.
 */
final class Gsm8kReader {
  private static final Pattern NOTE = Pattern.compile("<<.*?>>", Pattern.DOTALL);
  private static final Pattern LAST_LINE = Pattern.compile("\n#### (-?[0-9][0-9,]*)\\z");

  private Gsm8kReader() {}

  static List<Question> read(Path file) {
    List<Question> questions = new ArrayList<>();
    List<String> lines = TextLines.read(file);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode object = TextLines.object(file, i + 1, lines.get(i));
      String question = TextLines.required(file, i + 1, object, "question");
      String answer = TextLines.required(file, i + 1, object, "answer");
      Matcher last = LAST_LINE.matcher(answer);
      if (!last.find() || answer.indexOf("####") != answer.lastIndexOf("####")) {
        throw new DatasetException(file, i + 1, "the answer must end in one line '#### number'");
      }
      String gold = last.group(1).replace(",", "");
      String reasoning = NOTE.matcher(answer.substring(0, last.start())).replaceAll("");
      questions.add(new Question("gsm8k-" + i, question, reasoning + "\n#### " + gold, gold));
    }
    return questions;
  }
}
