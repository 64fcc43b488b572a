package dev.aftlab.experiments.spec;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The default stop texts of a prompt: the label that begins the next question on a new line, such
 * as {@code \nQuestion:}. A model that continues after its answer writes it; an answer does not, so
 * none is cut off. A template has one only if a label that names a question or its author precedes
 * the question, in the same or the previous line; texts that may begin a line of an answer ({@code
 * Given:}, {@code Note:}, {@code The question is}) are not labels.
 */
final class DefaultStop {
  private static final Pattern LABEL = Pattern.compile("(.*?)[*_]*[:\uFF1A][*_]*", Pattern.DOTALL);
  private static final Pattern LAST_WORD = Pattern.compile("(\\p{L}+)\\P{L}*$");
  private static final Set<String> ASKING =
      Set.of(
          "question",
          "q",
          "problem",
          "exercise",
          "instruction",
          "query",
          "user",
          "human",
          "frage",
          "aufgabe",
          "pregunta",
          "domanda",
          "pergunta",
          "\u0432\u043E\u043F\u0440\u043E\u0441",
          "\u95EE\u9898",
          "\u95EE",
          "\u554F\u984C",
          "\u8CEA\u554F");

  private DefaultStop() {}

  static List<String> of(PromptSpec prompt) {
    return switch (prompt) {
      case PromptSpec.Plain plain -> before(plain.template());
      case PromptSpec.Alpaca alpaca -> before(alpaca.render("{question}"));
      case PromptSpec.Chat chat -> List.of();
    };
  }

  /** Reads the last line with text before the question, including the question's line. */
  private static List<String> before(String template) {
    String text = template.substring(0, template.indexOf("{question}")).stripTrailing();
    String line = text.substring(text.lastIndexOf('\n') + 1).strip();
    return introducesQuestion(line) ? List.of("\n" + line) : List.of();
  }

  private static boolean introducesQuestion(String line) {
    Matcher label = LABEL.matcher(line);
    Matcher word = LAST_WORD.matcher(label.matches() ? label.group(1) : "");
    return word.find() && ASKING.contains(word.group(1).toLowerCase(Locale.ROOT));
  }
}
