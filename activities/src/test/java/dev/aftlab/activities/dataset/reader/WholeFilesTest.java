package dev.aftlab.activities.dataset.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.dataset.Option;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.CsvRows;
import dev.aftlab.activities.dataset.text.TextLines;
import dev.aftlab.activities.lm.SharedData;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published files as a whole, where they are beside the checkout: how many records they have,
 * and how many of each trap.
 */
final class WholeFilesTest {
  private static final String COMMONSENSE =
      "commonsenseqa: [data/commonsenseqa/train_rand_split.jsonl.gz,"
          + " data/commonsenseqa/dev_rand_split.jsonl]";

  private static List<Question> read(String yaml) {
    DatasetSpec spec = SpecReader.dataset("data", yaml, List.of());
    return Datasets.read(spec, 0, DataPaths.of(SharedData.path("data").getParent()));
  }

  private static long count(List<Question> questions, Predicate<Question> trap) {
    return questions.stream().filter(trap).count();
  }

  private static boolean hasOptionsOfTheSameText(Question question) {
    return question.options().stream().map(Option::text).distinct().count()
        < question.options().size();
  }

  /** Whether the first option with the right one's text is another option. */
  private static boolean isMisledByText(Question question) {
    String right = question.options().get(question.gold().charAt(0) - 'A').text();
    return !question.options().stream()
        .filter(option -> option.text().equals(right))
        .findFirst()
        .orElseThrow()
        .letter()
        .equals(question.gold());
  }

  private static List<JsonNode> lines(String file) throws IOException {
    Path path = SharedData.path(file);
    List<JsonNode> lines = new ArrayList<>();
    try (InputStream in =
        file.endsWith(".gz")
            ? new GZIPInputStream(Files.newInputStream(path))
            : Files.newInputStream(path)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        lines.add(Json.mapper().readTree(line));
      }
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource({"data/gsm8k/train.jsonl.gz, 79, 95, 13", "data/gsm8k/test.jsonl, 14, 18, 0"})
  void gsm8k_traps_areWhereTheyWereCounted(
      String file, int commas, int withoutNotes, int smallerThan) throws IOException {
    List<Question> questions = read("{type: gsm8k, file: " + file + "}");
    List<String> answers =
        lines(file).stream().map(line -> line.get("answer").textValue()).toList();
    assertEquals(
        commas,
        answers.stream()
            .filter(answer -> answer.substring(answer.lastIndexOf('\n')).contains(","))
            .count());
    assertEquals(withoutNotes, answers.stream().filter(answer -> !answer.contains("<<")).count());
    assertEquals(0, count(questions, question -> question.gold().contains(",")));
    assertEquals(
        smallerThan,
        smallerThan == 0 ? 0 : count(questions, question -> question.reference().contains("<")));
  }

  @ParameterizedTest
  @CsvSource({"data/aqua/dev.json, 254, 1", "data/aqua/test.json, 254, 7"})
  void aqua_asPublished_isReadWhole(String file, int records, int sameText) {
    List<Question> questions = read("{type: aqua, file: " + file + "}");
    assertEquals(records, questions.size());
    assertEquals(records, count(questions, question -> question.options().size() == 5));
    assertEquals(sameText, count(questions, WholeFilesTest::hasOptionsOfTheSameText));
  }

  @Test
  void aqua_testLine118_hasTheLetterOfItsKey() {
    Question question = read("{type: aqua, file: data/aqua/test.json}").get(117);
    assertEquals(
        "8.75 8.75 C",
        question.options().get(0).text()
            + " "
            + question.options().get(2).text()
            + " "
            + question.gold());
  }

  @Test
  void flanAqua_asPublished_repeatsFourDevQuestions() {
    List<Question> all = read("{type: aqua, file: data/aqua/flan_cot_aqua_train.tsv}");
    List<String> kept = new ArrayList<>(all.stream().map(Question::id).toList());
    kept.removeAll(
        read("{type: aqua, file: data/aqua/flan_cot_aqua_train.tsv, without: [data/aqua/dev.json]}")
            .stream()
            .map(Question::id)
            .toList());
    assertEquals(2728, all.size());
    // Lines 1761 and 2405 repeat dev line 218 letter by letter; lines 818 and 1725 repeat lines 210
    // and 61 with other signs and other options.
    assertEquals(List.of("aqua-817", "aqua-1724", "aqua-1760", "aqua-2404"), kept);
  }

  @ParameterizedTest
  @CsvSource({
    "data/commonsenseqa/train_rand_split.jsonl.gz, 9741, 122",
    "data/commonsenseqa/dev_rand_split.jsonl, 1221, 24"
  })
  void commonsenseQa_asPublished_isReadWhole(String file, int records, int sameText) {
    List<Question> questions = read("{type: commonsenseqa, file: " + file + "}");
    assertEquals(records, questions.size());
    assertEquals(sameText, count(questions, WholeFilesTest::hasOptionsOfTheSameText));
  }

  @ParameterizedTest
  @CsvSource({
    "data/ecqa/cqa_data_val.csv, 1090, 12, 4",
    "data/ecqa/cqa_data_test.csv, 2194, 30, 3"
  })
  void ecqa_asPublished_isReadWhole(String file, int records, int sameText, int misled) {
    List<Question> questions = read("{type: ecqa, file: " + file + ", " + COMMONSENSE + "}");
    assertEquals(records, questions.size());
    assertEquals(sameText, count(questions, WholeFilesTest::hasOptionsOfTheSameText));
    assertEquals(misled, count(questions, WholeFilesTest::isMisledByText));
  }

  @Test
  void flanEcqa_asPublished_explainsLikeThePropertiesOfTheSharedRecords() {
    List<Question> flan =
        read(
            "{type: ecqa, file: data/ecqa/flan_cot_ecqa_train.tsv, explanation: taskA_pos, "
                + COMMONSENSE
                + "}");
    assertEquals(7112, flan.size());
    Map<String, Question> others =
        List.of("val", "test").stream()
            .flatMap(
                split ->
                    read(
                        "{type: ecqa, file: data/ecqa/cqa_data_"
                            + split
                            + ".csv, explanation: taskA_pos, "
                            + COMMONSENSE
                            + "}")
                        .stream())
            .collect(Collectors.toMap(Question::id, Function.identity(), (first, second) -> first));
    List<Question> shared =
        flan.stream().filter(question -> others.containsKey(question.id())).toList();
    assertEquals(32, shared.size());
    for (Question question : shared) {
      assertEquals(others.get(question.id()), question);
    }
  }

  @Test
  void flanEcqa_withoutTheIdsOfTheOtherSplits_sharesNoneWithThem() {
    String lists =
        "without: [data/ecqa/author_split/val_ids.txt, data/ecqa/author_split/test_ids.txt]";
    assertEquals(
        7112 - 32,
        read("{type: ecqa, file: data/ecqa/flan_cot_ecqa_train.tsv, explanation: taskA_pos, "
                + lists
                + ", "
                + COMMONSENSE
                + "}")
            .size());
  }

  @ParameterizedTest
  @CsvSource({"dev, 285, 32", "test, 14042, 1127"})
  void mmlu_asPublished_isReadWhole(String split, int records, int lineBreaks) throws IOException {
    List<Question> questions = read("{type: mmlu, file: data/mmlu/" + split + "}");
    assertEquals(records, questions.size());
    assertEquals(
        57,
        questions.stream()
            .map(question -> question.id().replaceAll("-[0-9]+$", ""))
            .distinct()
            .count());
    assertEquals(lineBreaks, rowsWithLineBreaks(SharedData.path("data/mmlu/" + split)));
    assertEquals(0, count(questions, question -> question.asked().contains("\r")));
  }

  private static long rowsWithLineBreaks(Path folder) throws IOException {
    List<CsvRows.Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> new CsvRows(new TextLines(file)).each(rows::add));
    }
    return rows.stream()
        .filter(row -> row.values().stream().anyMatch(value -> value.contains("\n")))
        .count();
  }

  @Test
  void svamp_asPublished_isJoinedByCommasWhereMarksAreMissing() throws IOException {
    List<Question> questions = read("{type: svamp, file: data/svamp/SVAMP.json}");
    JsonNode records =
        Json.mapper().readTree(Files.readString(SharedData.path("data/svamp/SVAMP.json")));
    int commas = 0;
    for (int i = 0; i < questions.size(); i++) {
      String body = records.get(i).get("Body").textValue().strip();
      String asked = records.get(i).get("Question").textValue().strip();
      commas += questions.get(i).text().equals(body + ", " + asked) ? 1 : 0;
      assertTrue(
          questions.get(i).text().startsWith(body) && questions.get(i).text().endsWith(asked),
          questions.get(i).id());
      assertTrue(questions.get(i).gold().matches("[0-9]+"), questions.get(i).gold());
    }
    assertEquals(1000, questions.size());
    assertEquals(358, commas);
    assertEquals(
        1000,
        read("{type: svamp, file: data/svamp/SVAMP.json, types: [addition, subtraction,"
                + " multiplication, common-division]}")
            .size());
  }
}
