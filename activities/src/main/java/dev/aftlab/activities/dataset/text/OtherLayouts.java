package dev.aftlab.activities.dataset.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recognizes objects that are not in the layout of {@code jsonl}, so that no question is used
 * without what belongs to it: those that another type reads, those with options in fields of their
 * own, and those with a text that the question is about.
 */
public final class OtherLayouts {
  private static final String HOW =
      "; write 'question', 'options' (a list of texts) and 'answer' (the letter of the right one)";

  /**
   * Fields that hold options one by one, in common data sets: option1, choice_b, sol1, ending0,
   * answerA, opa and their like.
   */
  private static final Pattern ONE_OPTION =
      Pattern.compile(
          "(?:(?:option|choice|ending|sol|answer|distractor)["
              + " _]?(?:[0-9]|[a-eA-E])|op[a-e]|op[1-5]|[Ii]ncorrect[ _][Aa]nswer[ _]?[0-9])");

  private static final Set<String> ALL_OPTIONS =
      Set.of(
          "endings",
          "mc1_targets",
          "mc2_targets",
          "candidates",
          "alternatives",
          "incorrect_answers",
          "answerKey",
          "answer_index",
          "answer_idx");

  private static final List<String> ANSWERS = List.of("answer", "gold", "answerKey");
  private static final List<String> OTHER_ANSWERS =
      List.of(
          "answer_index",
          "answer_idx",
          "label",
          "labels",
          "correct",
          "correct_answer",
          "correct_option",
          "correct_choice",
          "target",
          "solution",
          "key");

  /** Texts that a question is about. */
  private static final List<String> PASSAGES = List.of("passage", "article", "context");

  /**
   * The layout of a type.
   *
   * @param type the type that reads it
   * @param fields what it has
   */
  private record Layout(String type, List<String> fields) {}

  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout("math", List.of("problem", "solution")),
          new Layout("math", List.of("problem", "answer")),
          new Layout("svamp", List.of("Body", "Question", "Answer")),
          new Layout("openbookqa", List.of("question_stem", "choices")),
          new Layout("aqua", List.of("question", "options", "rationale", "correct")));

  private OtherLayouts() {}

  /**
   * What is wrong with an object that should be a question of {@code jsonl}, and what to do; empty
   * when it is one, or unknown.
   */
  public static Optional<String> problem(JsonFields fields) {
    Optional<Layout> known =
        LAYOUTS.stream()
            .filter(layout -> layout.fields().stream().allMatch(fields::has))
            .findFirst();
    if (known.isPresent() && !isComplete(fields)) {
      return Optional.of(
          "this is the layout of "
              + known.get().type()
              + " ("
              + String.join(", ", known.get().fields())
              + "); set type to "
              + known.get().type());
    }
    if (fields.content().path("question").path("0").isValueNode()
        && fields.content().path("question").isObject()) {
      return Optional.of(
          "the file has columns, as pandas writes them by default; write its records: to_json(...,"
              + " orient='records', lines=True)");
    }
    if (fields.content().path("question").isObject()) {
      return Optional.of(
          "the field 'question' is an object, not a text, as in the published files of ARC,"
              + " CommonsenseQA and OpenBookQA; set type to arc, commonsenseqa or openbookqa");
    }
    return lostOptions(fields)
        .or(() -> lostPassage(fields))
        .or(() -> otherAnswer(fields))
        .or(() -> unknown(fields));
  }

  private static boolean isComplete(JsonFields fields) {
    return fields.has("question") && (fields.has("answer") || fields.has("gold"));
  }

  /** Options that would be ignored. */
  private static Optional<String> lostOptions(JsonFields fields) {
    if (fields.hasContent("options") || fields.hasContent("choices")) {
      return Optional.empty();
    }
    List<String> names = fields.names();
    List<String> found =
        new ArrayList<>(
            names.stream()
                .filter(name -> ALL_OPTIONS.contains(name) || ONE_OPTION.matcher(name).matches())
                .toList());
    if (names.contains("A") && names.contains("B")) {
      found.addAll(List.of("A", "B"));
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the question would be used without its options, since no type reads them from '"
                + String.join("', '", found)
                + "'"
                + HOW
                + ", or remove these fields if it has none");
  }

  /** Options are there, but the right one is named by another field. */
  private static Optional<String> otherAnswer(JsonFields fields) {
    boolean options = fields.hasContent("options") || fields.hasContent("choices");
    if (!options || ANSWERS.stream().anyMatch(fields::has)) {
      return Optional.empty();
    }
    return OTHER_ANSWERS.stream()
        .filter(fields::has)
        .findFirst()
        .map(
            name ->
                "the field 'answer' is missing, and '"
                    + name
                    + "' is not read; write the letter of the right option as 'answer'"
                    + (name.equals("answer_index")
                        ? ", or set type to mmlu, which counts options from 0"
                        : ""));
  }

  /** A text that would be ignored. It may be part of the question, too. */
  public static Optional<String> lostPassage(JsonFields fields) {
    String question = fields.content().path("question").asText("");
    return PASSAGES.stream()
        .filter(
            name ->
                fields.content().path(name).isTextual()
                    && !fields.isEmptyText(name)
                    && !question.contains(Whitespace.trim(fields.content().get(name).textValue())))
        .findFirst()
        .map(
            name ->
                "the question would be used without the text in '"
                    + name
                    + "'; put that text into 'question', or rename or remove the field if it is"
                    + " none");
  }

  /** Neither of the fields that are needed is there: a hint to each of them would not help. */
  private static Optional<String> unknown(JsonFields fields) {
    List<String> names = fields.names();
    boolean any =
        names.stream()
            .anyMatch(
                name ->
                    name.equalsIgnoreCase("question")
                        || name.equals("answer")
                        || name.equals("gold"));
    return any
        ? Optional.empty()
        : Optional.of(
            "the fields are "
                + (names.isEmpty() ? "none" : String.join(", ", names))
                + wrapped(fields, item -> !isTurn(item))
                    .orElse(HOW + "; for a question with a free answer, 'question' and 'answer'"));
  }

  /**
   * Where the records are, if in a field of this object; empty where none of its fields holds a
   * question.
   */
  public static Optional<String> wrapped(JsonFields fields) {
    return wrapped(fields, item -> isQuestion(item) || isQuestion(item.path("row")));
  }

  private static Optional<String> wrapped(JsonFields fields, Predicate<JsonNode> isRecord) {
    return fields.names().stream()
        .filter(
            name ->
                name.matches("\\w+")
                    && (isQuestion(fields.content().get(name))
                        || isObjectOf(fields.content().get(name).path(0), isRecord)))
        .findFirst()
        .map(
            name -> {
              JsonNode value = fields.content().get(name);
              String row = value.path(0).path("row").isObject() ? ".row" : "";
              String path = "." + name + (value.isArray() ? "[]" : "") + row;
              return "; the records are in '"
                  + name
                  + "': write them one a line: "
                  + ShellNames.in(
                      "jq -c '" + path + "' FILE > LINES", fields.place().file().path());
            });
  }

  private static boolean isObjectOf(JsonNode item, Predicate<JsonNode> isRecord) {
    return item.isObject() && isRecord.test(item);
  }

  /** Whether an object has a question in a field that one of the types reads. */
  private static boolean isQuestion(JsonNode item) {
    return Stream.of("question", "question_stem", "problem", "Question").anyMatch(item::has);
  }

  /** Whether an object is a turn of a conversation. */
  private static boolean isTurn(JsonNode item) {
    return item.has("role") || item.has("from");
  }
}
