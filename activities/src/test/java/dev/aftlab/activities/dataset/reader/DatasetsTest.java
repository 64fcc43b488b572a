package dev.aftlab.activities.dataset.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.lm.SharedData;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatasetsTest {
  private static final String GOOD = "{\"question\":\"How many?\",\"answer\":\"3\"}\n";

  @TempDir private Path folder;

  private DataPaths places() {
    return DataPaths.of(folder);
  }

  private List<Question> jsonl(String content) throws IOException {
    Files.writeString(folder.resolve("q.jsonl"), content);
    return Datasets.read(new DatasetSpec.Jsonl("q.jsonl", 0, 0, Optional.empty()), 0, places());
  }

  private List<Question> gsm8k(String content) throws IOException {
    Files.writeString(folder.resolve("g.jsonl"), content);
    return Datasets.read(new DatasetSpec.Gsm8k("g.jsonl", 0, 0, Optional.empty()), 0, places());
  }

  private static String solved(String answer) {
    return "{\"question\": \"How many?\", \"answer\": \"" + answer + "\"}\n";
  }

  private static byte[] packed(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private String error(String content) {
    return assertThrows(DatasetException.class, () -> jsonl(content)).getMessage();
  }

  @Test
  void jsonl_withAllFields_isRead() throws IOException {
    List<Question> questions =
        jsonl(
            "{\"id\":\"a\",\"question\":\"Q\",\"answer\":\"7\",\"reference\":\"3 + 4 ="
                + " 7\",\"more\":[1]}\n");
    assertEquals(List.of(new Question("a", "Q", "3 + 4 = 7", "7")), questions);
  }

  @Test
  void jsonl_withoutOptionalFields_getsLineAsId() throws IOException {
    assertEquals(List.of(new Question("line-1", "How many?", "", "3")), jsonl(GOOD));
  }

  @ParameterizedTest
  @CsvSource({
    "51.0, 51",
    "0.50, 0.5",
    "7, 7",
    "-10, -10",
    "1e3, 1000",
    "123456789012345678901234567890, 123456789012345678901234567890"
  })
  void jsonl_withNumberAsAnswer_isWrittenPlainly(String written, String expected)
      throws IOException {
    assertEquals(
        expected, jsonl("{\"question\":\"Q\",\"answer\":" + written + "}").getFirst().gold());
  }

  @Test
  void lineSeparatorsOfUnicode_insideALine_areText() throws IOException {
    List<Question> questions =
        jsonl("{\"question\":\"one\u2028two\u2029three\u0085four\",\"answer\":\"3\"}\r\n" + GOOD);
    assertEquals(2, questions.size());
    assertEquals("one\u2028two\u2029three\u0085four", questions.getFirst().text());
  }

  @Test
  void byteOrderMarkWithBlankEnd_isTolerated() throws IOException {
    assertEquals(2, jsonl("\uFEFF" + GOOD + GOOD + "\n \n").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not json                                       | 2 | not one JSON object
          {"question":"Q","answer":"3"} more             | 2 | not one JSON object
          {"question":"Q"                                | 2 | not one JSON object
          {"question":"Q","question":"R","answer":"3"}   | 2 | not one JSON object
          [1]                                            | 2 | an array
          {"question":"Q"}                               | 2 | the field 'answer' is missing; add it
          {"question":"Q","anwser":"3"}                  | 2 | the field 'answer' is missing; did you mean 'anwser' by it?
          {"question":"Q","answer":null}                 | 2 | the field 'answer' is missing
          {"question":5,"answer":"3"}                    | 2 | the field 'question' is a number
          {"question":"Q","answer":["3"]}                | 2 | the field 'answer' is an array
          {"question":"Q","answer":true}                 | 2 | the field 'answer' is a truth value
          {"question":"\\u00a0","answer":"3"}            | 2 | the field 'question' is empty
          {"question":"\\ud800","answer":"3"}            | 2 | surrogate
          {"id":"line-1","question":"Q","answer":"3"}    | 2 | the id 'line-1' is that of line 1 too
          """)
  void jsonl_withFaultyLine_isALocatedError(String line, int number, String problem) {
    String message = error(GOOD + line + "\n" + GOOD);
    assertTrue(message.startsWith(folder.resolve("q.jsonl") + ":" + number + ": "), message);
    assertTrue(message.contains(problem), message);
  }

  @Test
  void blankLine_betweenOthers_isALocatedError() {
    assertTrue(error(GOOD + "\n" + GOOD).contains("q.jsonl:2: the line is blank"));
  }

  @Test
  void emptyFile_read_isAnError() {
    assertTrue(error("\n").contains("q.jsonl: the file is empty"));
  }

  @Test
  void invalidUtf8_read_namesItsLine() throws IOException {
    byte[] latin =
        (GOOD + "{\"question\":\"caf\u00E9\",\"answer\":\"3\"}")
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("latin.jsonl"), latin);
    DatasetSpec spec = new DatasetSpec.Jsonl("latin.jsonl", 0, 0, Optional.empty());
    DatasetException error =
        assertThrows(DatasetException.class, () -> Datasets.read(spec, 0, places()));
    assertTrue(
        error.getMessage().contains("latin.jsonl:2: the line is not valid UTF-8"),
        error.getMessage());
  }

  @Test
  void missingFile_anyAccess_isAnErrorThatNamesIt() {
    DatasetSpec spec = new DatasetSpec.Gsm8k("nowhere.jsonl", 0, 0, Optional.empty());
    assertTrue(
        assertThrows(DatasetException.class, () -> Datasets.digest(spec, places()))
            .getMessage()
            .contains("nowhere.jsonl: there is no such file"));
    assertTrue(
        assertThrows(DatasetException.class, () -> Datasets.count(spec, places()))
            .getMessage()
            .contains("nowhere.jsonl: there is no such file"));
  }

  @Test
  void packedFile_underAnyName_isUnpacked() throws IOException {
    Files.write(folder.resolve("packed"), packed(GOOD + GOOD));
    assertEquals(
        2, Datasets.count(new DatasetSpec.Jsonl("packed", 0, 0, Optional.empty()), places()));
  }

  @Test
  void packedFile_cutOff_isAnError() throws IOException {
    byte[] whole = packed(GOOD.repeat(50));
    Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 12));
    DatasetException error =
        assertThrows(
            DatasetException.class,
            () ->
                Datasets.read(
                    new DatasetSpec.Jsonl("cut.gz", 0, 0, Optional.empty()), 0, places()));
    assertTrue(
        error.getMessage().contains("cut.gz: the gzip packing is cut off"), error.getMessage());
  }

  @Test
  void slice_ofFile_countsFromZero() throws IOException {
    Files.writeString(folder.resolve("s.jsonl"), GOOD.repeat(5));
    List<Question> slice =
        Datasets.read(new DatasetSpec.Jsonl("s.jsonl", 1, 2, Optional.empty()), 0, places());
    assertEquals(List.of("line-2", "line-3"), slice.stream().map(Question::id).toList());
    assertEquals(
        4, Datasets.count(new DatasetSpec.Jsonl("s.jsonl", 1, 0, Optional.empty()), places()));
  }

  @ParameterizedTest
  @CsvSource({"5, 0, first must be at most 4", "3, 3, only 2 follow"})
  void slice_beyondFile_isAnErrorWithTheBound(int first, int count, String problem)
      throws IOException {
    Files.writeString(folder.resolve("s.jsonl"), GOOD.repeat(5));
    DatasetSpec spec = new DatasetSpec.Jsonl("s.jsonl", first, count, Optional.empty());
    String message =
        assertThrows(DatasetException.class, () -> Datasets.read(spec, 0, places())).getMessage();
    assertTrue(message.contains(problem), message);
  }

  @Test
  void slice_withFaultBehindIt_isStillAnError() throws IOException {
    Files.writeString(folder.resolve("s.jsonl"), GOOD + "broken\n");
    assertThrows(
        DatasetException.class,
        () -> Datasets.read(new DatasetSpec.Jsonl("s.jsonl", 0, 1, Optional.empty()), 0, places()));
  }

  @Test
  void digest_ofFile_isItsSha256() throws IOException {
    Files.writeString(folder.resolve("abc"), "abc");
    // The first test vector of FIPS 180-2.
    DatasetSpec spec = new DatasetSpec.Jsonl("abc", 0, 0, Optional.empty());
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Datasets.digest(spec, places()));
  }

  @Test
  void digest_ofGenerator_isTheSameForAllSplits() {
    DatasetSpec train = new DatasetSpec.Arithmetic("train", 10, 2, 4, 0);
    DatasetSpec test = new DatasetSpec.Arithmetic("test", 20, 2, 4, 1);
    assertEquals(Datasets.digest(train, places()), Datasets.digest(test, places()));
    assertEquals(20, Datasets.count(test, places()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          48/2 = <<48/2=24>>24 clips.\\n#### 24                   | 48/2 = 24 clips.\\n#### 24             | 24
          <<1+1=2>>2, <<2+2=4>>4\\n#### 4                         | 2, 4\\n#### 4                         | 4
          if x < 5 then 3 > 2\\n#### 3                            | if x < 5 then 3 > 2\\n#### 3           | 3
          <<5*2=10\\n>>10 <<2*3=6>>6\\n#### 6                     | 10 6\\n#### 6                         | 6
          much\\n#### 109,200,000                                 | much\\n#### 109200000                 | 109200000
          less\\n#### -10                                         | less\\n#### -10                       | -10
          plain\\n#### 192000000                                  | plain\\n#### 192000000                | 192000000
          """)
  void gsm8k_withTrap_isReadAsMeant(String answer, String reference, String gold)
      throws IOException {
    Question question = gsm8k(solved(answer)).getFirst();
    assertEquals(reference.replace("\\n", "\n"), question.reference());
    assertEquals(gold, question.gold());
  }

  @Test
  void gsm8k_withUnicode_keepsItInsideTexts() throws IOException {
    String line =
        "{\"question\":\"a\\u2028b\\u200bc\\u00a0d\\u2212\",\"answer\":\"\\u20ac3 \\u00d7"
            + " 2\\u2028\\u00a0=<<3*2=6>> 6\\n"
            + "#### 6\\u00a0\"}\n";
    Question question = gsm8k(line + line).getFirst();
    assertEquals("a\u2028b\u200Bc\u00A0d\u2212", question.text());
    assertEquals("\u20AC3 \u00D7 2\u2028\u00A0= 6\n#### 6", question.reference());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no mark at all 5            | exactly once
          #### 5                      | exactly once
          a\\n#### 4\\nb\\n#### 5     | exactly once
          a #### 4\\n#### 5           | exactly once
          a\\n#### 5\\nmore           | exactly once
          a\\n####5                   | exactly once
          a\\n#### five               | 'five', which is no number
          a\\n#### 1,00               | '1,00', which is no number
          a <<1+1=2\\n#### 2          | never closes
          """)
  void gsm8k_withFaultyAnswer_isALocatedError(String answer, String problem) {
    String message =
        assertThrows(DatasetException.class, () -> gsm8k(solved("ok\\n#### 1") + solved(answer)))
            .getMessage();
    assertTrue(message.startsWith(folder.resolve("g.jsonl") + ":2: "), message);
    assertTrue(message.contains(problem), message);
  }

  @ParameterizedTest
  @CsvSource({"data/gsm8k/train.jsonl.gz, 7473, 3", "data/gsm8k/test.jsonl, 1319, 2"})
  void gsm8k_asPublished_isReadWhole(String file, int count, int negative) {
    Path path = SharedData.path(file);
    List<Question> questions =
        Datasets.read(new DatasetSpec.Gsm8k(path.toString(), 0, 0, Optional.empty()), 0, places());
    assertEquals(count, questions.size());
    assertEquals(
        negative, questions.stream().filter(question -> question.gold().startsWith("-")).count());
    assertTrue(questions.stream().allMatch(question -> question.gold().matches("-?[0-9]+")));
    for (Question question : questions) {
      assertTrue(question.reference().endsWith("\n#### " + question.gold()), question.reference());
      assertFalse(
          question.reference().contains("<<") || question.reference().contains(">>"),
          question.reference());
    }
    assertEquals(count, questions.stream().map(Question::text).distinct().count());
  }
}
