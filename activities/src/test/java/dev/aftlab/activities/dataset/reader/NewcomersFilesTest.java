package dev.aftlab.activities.dataset.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.RecordLines;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files as newcomers bring them, each read as it is meant or refused by the name of its format with
 * what to do.
 */
final class NewcomersFilesTest {
  @TempDir private Path folder;

  private Path copied(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(NewcomersFilesTest.class.getResourceAsStream(name), name)) {
      Files.copy(in, folder.resolve(name));
    }
    return folder.resolve(name);
  }

  private List<Question> read(String type, String name) {
    return Datasets.read(
        SpecReader.dataset("data", "{type: " + type + ", file: " + name + "}", List.of()),
        0,
        DataPaths.of(folder));
  }

  private String fault(String type, String name) {
    return assertThrows(DatasetException.class, () -> read(type, name))
        .getMessage()
        .replace(folder + "/", "");
  }

  @Test
  void arc_withLettersAndNumbersAsLabels_hasLettersByPlace() throws IOException {
    copied("arc.jsonl");
    List<Question> questions = read("arc", "arc.jsonl");
    assertEquals(
        "Which is a gas?\nOptions:\n(A) rock\n(B) air\n(C) iron\n(D) wood",
        questions.get(0).asked());
    assertEquals("Which is wet?\nOptions:\n(A) rock\n(B) water", questions.get(1).asked());
    assertEquals(
        List.of("Mercury_1 B", "NY_2 B"),
        questions.stream().map(question -> question.id() + " " + question.gold()).toList());
    assertEquals(questions, read("jsonl", "arc.jsonl"));
  }

  @Test
  void commonsenseQa_asTheHubHasIt_isReadByItsType() throws IOException {
    copied("csqa_hf.jsonl");
    Question question = read("commonsenseqa", "csqa_hf.jsonl").getFirst();
    assertEquals(
        "075e B Where is a spare key?\nOptions:\n(A) attic\n(B) mat\n(C) bin\n(D) sea\n(E) sky",
        question.id() + " " + question.gold() + " " + question.asked());
  }

  @Test
  void mmlu_withAnIndexAsAnswer_isReadByItsType() throws IOException {
    copied("mmlu_hf.jsonl");
    Question question = read("mmlu", "mmlu_hf.jsonl").getFirst();
    assertEquals(
        "mmlu-math-0 B What is 2+2?\nOptions:\n(A) 3\n(B) 4\n(C) 5\n(D) 6",
        question.id() + " " + question.gold() + " " + question.asked());
  }

  @Test
  void mmlu_withAnIndexAsAnswer_isNotReadAsAnyQuestions() throws IOException {
    copied("mmlu_hf.jsonl");
    assertEquals(
        "mmlu_hf.jsonl:1: the field 'answer' is the number 1 beside the field 'choices'; write the"
            + " letter of the right option (data whose answers count them from 0, as MMLU's do, is"
            + " read by type: mmlu)",
        fault("jsonl", "mmlu_hf.jsonl"));
  }

  @Test
  void math_asPublished_isReadByItsTypeAndNamedByAnother() throws IOException {
    copied("math500.jsonl");
    assertEquals(
        List.of(
            new Question(
                "test/1.json",
                "What is 1/2+1/4?",
                "It is $\\boxed{\\frac{3}{4}}$.",
                "\\frac{3}{4}")),
        read("math", "math500.jsonl"));
    assertEquals(
        "math500.jsonl:1: this is the layout of math (problem, solution); set type to math",
        fault("jsonl", "math500.jsonl"));
  }

  @Test
  void array_ofObjects_isReadLikeLines() throws IOException {
    copied("array.json");
    List<Question> questions = read("jsonl", "array.json");
    assertEquals(5, questions.size());
    assertEquals(
        new Question("record-2", "Mia has 1 cards, buys 5. how many?", "x. #### 6", "6"),
        questions.get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a.parquet    | : this is a Parquet file; convert it: python3 -c "import pandas; pandas.read_parquet('FILE').to_json('a.jsonl', orient='records', lines=True, force_ascii=False)", or: duckdb -c "COPY (FROM 'FILE') TO 'a.jsonl'"
          a.jsonl.xz   | : this is packed by xz; unpack it: xz -dc FILE > a.jsonl
          a.csv        | :1: this is a CSV file, not lines of JSON, and begins with 'question,answer'; convert it: python3 -c "import pandas; pandas.read_csv('FILE', dtype=str, keep_default_na=False).to_json('a.jsonl', orient='records', lines=True, force_ascii=False)"
          pretty.jsonl | :1: this is pretty-printed JSON, with objects over several lines; write one object a line: jq -c . FILE > lines-pretty.jsonl
          lfs.jsonl    | : this is a Git LFS pointer to a file that was not fetched; run 'git lfs pull' where it was cloned, or download the file itself
          """)
  void foreignFormat_isNamedWithWhatToDo(String name, String told) throws IOException {
    Path file = copied(name);
    String fault = assertThrows(DatasetException.class, () -> read("jsonl", name)).getMessage();
    assertEquals(file + told.replace("FILE", file.toString()), fault);
  }

  /**
   * Every reader tells them, whatever it reads itself, and so do samples and lines that commands
   * work on.
   */
  @ParameterizedTest
  @CsvSource({
    "gsm8k",
    "aqua",
    "commonsenseqa",
    "arc",
    "openbookqa",
    "mmlu",
    "math",
    "svamp",
    "jsonl"
  })
  void foreignFormat_isNamedByEachReader(String type) throws IOException {
    copied("a.parquet");
    copied("a.jsonl.xz");
    copied("lfs.jsonl");
    assertTrue(fault(type, "a.parquet").startsWith("a.parquet: this is a Parquet file; "));
    assertTrue(fault(type, "a.jsonl.xz").startsWith("a.jsonl.xz: this is packed by xz; "));
    assertTrue(fault(type, "lfs.jsonl").startsWith("lfs.jsonl: this is a Git LFS pointer"));
  }

  @Test
  void linesOfCommands_inAForeignFormat_areNamed() throws IOException {
    for (String name : List.of("a.parquet", "a.csv", "array.json", "pretty.jsonl")) {
      Path file = copied(name);
      String told =
          assertThrows(
                  DatasetException.class,
                  () -> RecordLines.ofFile(file).each((fields, characters) -> {}))
              .getMessage();
      assertTrue(
          told.matches(
              "(?s).*: this is (?:a Parquet file|a CSV file|a JSON array|pretty-printed JSON).*;"
                  + " (?:convert it|write .*): .*"),
          told);
    }
  }
}
