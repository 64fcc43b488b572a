package dev.aftlab.activities.dataset.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.lm.SharedData;
import dev.aftlab.experiments.spec.SamplesSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampleFilesTest {
  private static final SamplesSpec JSONL = new SamplesSpec.Jsonl("s.jsonl", 0);

  @TempDir Path folder;

  private List<GivenSample> read(String... lines) throws IOException {
    Files.writeString(folder.resolve("s.jsonl"), String.join("\n", lines));
    return SampleFiles.read(JSONL, DataPaths.of(folder));
  }

  private String fault(String... lines) {
    return assertThrows(DatasetException.class, () -> read(lines))
        .getMessage()
        .replace(folder + "/", "");
  }

  private static String line(String more) {
    return "{\"question\": \"1 + 1?\", \"completion\": \"#### 2\"" + more + "}";
  }

  @Test
  void jsonl_read_hasTextsWithoutBlanksAtTheirEnds() throws IOException {
    assertEquals(
        List.of(
            new GivenSample(
                "1 + 1?", "2.\n#### 2", true, Optional.empty(), OptionalDouble.empty())),
        read(
            "{\"question\": \" 1 + 1?\\u00a0\", \"completion\": \"2.\\n"
                + "#### 2\\n"
                + "\", \"model\": \"x\"}",
            "",
            ""));
  }

  @Test
  void jsonl_verdictsOfEachKind_areRead() throws IOException {
    List<GivenSample> samples =
        read(
            "{\"question\": \"a\", \"completion\": \"x\", \"correct\": true}",
            "{\"question\": \"b\", \"completion\": \"x\", \"rating\": -0.5}",
            "{\"question\": \"c\", \"completion\": \"x\", \"rank\": 1}",
            "{\"question\": \"c\", \"completion\": \"y\", \"rank\": 2}",
            "{\"question\": \"d\", \"completion\": \"x\", \"correct\": false, \"rating\": 3}");
    assertEquals(Optional.of(true), samples.get(0).correct());
    assertEquals(OptionalDouble.of(-0.5), samples.get(1).rating());
    assertTrue(
        samples.get(2).rating().getAsDouble() > samples.get(3).rating().getAsDouble(),
        "the best rank must be rated highest");
    assertEquals(
        "false 3.0", samples.get(4).correct().get() + " " + samples.get(4).rating().getAsDouble());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ", \"correct\": 1                       | the field 'correct' is a number, not true or"
            + " false",
        ", \"correct\": \"true\"                | the field 'correct' is a text, not true or false",
        ", \"rating\": NaN                      | 'NaN' in column 58 is neither a number",
        ", \"rating\": \"NaN\"                  | the field 'rating' is a text, not a number",
        ", \"rating\": 1e999                    | the field 'rating' is 1E+999, which is too large",
        ", \"rank\": 0                          | the field 'rank' is 0.0; it must be a whole"
            + " number from 1 on",
        ", \"rank\": 1.5                        | the field 'rank' is 1.5; it must be a whole"
            + " number from 1 on",
        ", \"rank\": 1, \"rating\": 2           | there are both 'rating' and 'rank'; keep one of"
            + " them",
        ", \"correct\": true, \"correct\": true | the field 'correct' is there twice, in columns 48"
            + " and 65"
      })
  void jsonl_verdictOfAWrongKind_isRejectedAtItsPosition(String verdict, String told) {
    String fault = fault(line(""), line(verdict.strip()));
    assertTrue(fault.startsWith("s.jsonl:2: ") && fault.contains(told), fault);
  }

  @Test
  void jsonl_linesThatAreNoSamples_areRejectedAtTheirPosition() {
    assertEquals(
        "s.jsonl:2: the field 'completion' is missing; add it",
        fault(line(""), "{\"question\": \"1 + 1?\"}"));
    assertEquals(
        "s.jsonl:1: the field 'completion' is empty; fill it or remove the record",
        fault("{\"question\": \"1 + 1?\", \"completion\": \" \"}"));
    assertEquals(
        "s.jsonl:1: the field 'question' is a number, not a text; put it in quotation marks",
        fault("{\"question\": 1, \"completion\": \"x\"}"));
    assertEquals(
        "s.jsonl:1: the field 'question' is an array, not a text",
        fault("{\"question\": [\"a\"], \"completion\": \"x\"}"));
    assertTrue(
        fault(line(""), "{\"question\": ")
            .startsWith("s.jsonl:2: the line is not one JSON object"));
    assertTrue(fault(line(""), "", line("")).startsWith("s.jsonl:2: the line is blank"));
    assertTrue(fault("").startsWith("s.jsonl: the file is empty"));
  }

  @Test
  void question_judgedByDifferentFields_isRefused() {
    String rated = "{\"question\": \"1 + 1?\", \"completion\": \"#### 3\", \"rating\": 1}";
    assertEquals(
        "s.jsonl:2: this sample has 'rating', but that of line 1 for the same question has"
            + " 'correct'; judge all samples of a question by the same fields",
        fault(line(", \"correct\": true"), rated));
    assertTrue(fault(line(""), rated).contains("has no verdict"));
    assertTrue(fault(line(", \"rank\": 1"), rated).contains("has 'rank'"));
  }

  @Test
  void completion_judgedTwice_isRefusedUnlessAlike() throws IOException {
    String fault = fault(line(", \"rating\": 1"), line(", \"rating\": 2"));
    assertEquals(
        "s.jsonl:2: the completion is that of line 1 too, but judged otherwise; keep one of them",
        fault);
    assertEquals(2, read(line(", \"rating\": 1"), line(", \"rating\": 1.0")).size());
  }

  @Test
  void gzippedFile_read_isTheSame() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(line("").getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("s.jsonl.gz"), packed.toByteArray());
    SamplesSpec spec = new SamplesSpec.Jsonl("s.jsonl.gz", 0);
    assertEquals(read(line("")), SampleFiles.read(spec, DataPaths.of(folder)));
    assertNotEquals(
        SampleFiles.digest(JSONL, DataPaths.of(folder)),
        SampleFiles.digest(spec, DataPaths.of(folder)));
  }

  @Test
  void missingFile_read_saysSo() {
    assertTrue(
        assertThrows(DatasetException.class, () -> SampleFiles.read(JSONL, DataPaths.of(folder)))
            .getMessage()
            .contains("there is no such file"));
  }

  private static SamplesSpec.Gsm8kSolutions solutions(
      String file, SamplesSpec.Ratings ratings, String... models) {
    return new SamplesSpec.Gsm8kSolutions(file, List.of(models), ratings, 0);
  }

  private static String solution(String model, boolean correct, String text) {
    return ", \"" + model + "\": {\"is_correct\": " + correct + ", \"solution\": \"" + text + "\"}";
  }

  private void writeSolutions(String models) throws IOException {
    Files.writeString(folder.resolve("s.jsonl"), "{\"question\": \"q\"" + models + "}");
  }

  @Test
  void solutions_read_loseCalculatorNotesButNotSingleSigns() throws IOException {
    writeSolutions(
        solution("6b_finetuning", true, "2 < 3. <<1+1=2>>2<<2*1=2>>\\nA: 2")
            + solution("175b_finetuning", false, "<<1+1=3 and on"));
    List<GivenSample> samples =
        SampleFiles.read(
            solutions("s.jsonl", SamplesSpec.Ratings.NONE, "6b_finetuning", "175b_finetuning"),
            DataPaths.of(folder));
    assertEquals(
        new GivenSample("q", "2 < 3. 2\nA: 2", true, Optional.of(true), OptionalDouble.empty()),
        samples.get(0));
    assertEquals(
        new GivenSample("q", "<<1+1=3 and on", false, Optional.of(false), OptionalDouble.empty()),
        samples.get(1));
  }

  @Test
  void solutions_ofOneText_areRatedOnce() throws IOException {
    writeSolutions(
        solution("6b_finetuning", true, "A: 2") + solution("175b_finetuning", true, "A: 2"));
    List<GivenSample> samples =
        SampleFiles.read(
            solutions("s.jsonl", SamplesSpec.Ratings.SIZE, "6b_finetuning", "175b_finetuning"),
            DataPaths.of(folder));
    assertEquals(
        List.of(OptionalDouble.of(1), OptionalDouble.of(1)),
        samples.stream().map(GivenSample::rating).toList());
  }

  @Test
  void solutions_withoutAChosenModel_areRefused() throws IOException {
    writeSolutions(solution("6b_finetuning", true, "A: 2"));
    SamplesSpec spec = solutions("s.jsonl", SamplesSpec.Ratings.NONE);
    String fault =
        assertThrows(DatasetException.class, () -> SampleFiles.read(spec, DataPaths.of(folder)))
            .getMessage();
    assertTrue(fault.contains("s.jsonl:1: the field '6b_verification' is missing"), fault);
  }

  /** Counts that were taken of the published file by other means. */
  @Test
  void publishedSolutions_read_areAllThere() {
    Path file = SharedData.path("data/gsm8k/example_model_solutions.jsonl.gz");
    List<GivenSample> samples =
        SampleFiles.read(
            solutions(file.toString(), SamplesSpec.Ratings.SIZE), DataPaths.of(folder));
    assertEquals(5276, samples.size());
    assertEquals(1319, samples.stream().map(GivenSample::question).distinct().count());
    assertEquals(2001, samples.stream().filter(sample -> sample.correct().orElseThrow()).count());
    assertEquals(11, samples.stream().filter(sample -> !sample.finished()).count());
    // One note that is never closed, in a solution that comes to its end.
    assertEquals(
        1,
        samples.stream()
            .filter(GivenSample::finished)
            .filter(sample -> sample.completion().contains("<<"))
            .count());
    // Right: 801 of small models, 1,200 of large ones, of which five repeat a small one's word for
    // word and are rated like it.
    assertEquals(
        List.of(3275L, 806L, 1195L),
        List.of(0.0, 1.0, 2.0).stream().map(rating -> rated(samples, rating)).toList());
  }

  private static long rated(List<GivenSample> samples, double rating) {
    return samples.stream().filter(sample -> sample.rating().getAsDouble() == rating).count();
  }
}
