package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.reader.DataPaths;
import dev.aftlab.activities.dataset.reader.Datasets;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.reader.SpecReader;
import dev.aftlab.worker.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Experiments on given samples: planned, rejected, and run to a table with binary and ranking
 * feedback.
 */
@Tag("integration")
class GivenSamplesTest {
  private static final String YAML =
      """
      version: 1
      name: given
      seeds: [5]
      model: {base: 'catalog:miniature', prompt: {template: "{question} <a>", separator: ""}}
      data:
        train: {type: arithmetic, split: train, count: 56}
        test: {type: arithmetic, split: test, count: 20}
      samples: {type: jsonl, file: samples.jsonl}
      vft: {epochs: 1, batchSize: 8, optimizer: {learningRate: 5e-4}}
      label: {extractor: digits}
      align:
        loss: {type: aft, constraint: {type: boundary, beta: {type: auto, questions: 500}}}
        training: {epochs: 1, batchSize: 8, optimizer: {learningRate: 5e-4}}
      evaluation:
        maxNewTokens: 60
        assessment: {samples: {type: jsonl, file: samples.jsonl}}
      arms:
        vft: {method: vft}
        rft: {align: {loss: rft}}
        binary: {}
        ranking: {align: {loss: {feedback: ranking}}}
      report: {reference: vft}
      """;

  @TempDir private Path folder;

  /**
   * Four samples for each question: two right ones of ratings 2 and 1, a wrong one of rating 0, and
   * the first one again.
   */
  @BeforeEach
  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String split :
        List.of(
            "{type: arithmetic, split: train, count: 56}",
            "{type: arithmetic, split: test, count: 20}")) {
      for (Question question :
          Datasets.read(SpecReader.dataset("data", split, List.of()), 5, DataPaths.of(folder))) {
        String shown = question.gold() + " = " + question.gold() + ". #### " + question.gold();
        lines.add(line(question, shown, 2));
        lines.add(line(question, "#### " + question.gold(), 1));
        lines.add(line(question, "#### " + (Integer.parseInt(question.gold()) + 1), 0));
        lines.add(line(question, shown, 2));
      }
    }
    lines.add("{\"question\": \"how many are there?\", \"completion\": \"#### 1\", \"rating\": 1}");
    Files.write(folder.resolve("samples.jsonl"), lines);
    Files.writeString(folder.resolve("mine.yaml"), YAML);
  }

  private static String line(Question question, String completion, int rating) {
    return Json.write(
        Map.of("question", question.text(), "completion", completion, "rating", rating));
  }

  private Shell.Said aft(String... words) {
    return new Shell(folder).aft(words);
  }

  @Test
  void plan_ofGivenSamples_reportsThatNoneAreDrawn() {
    Shell.Said said = aft("plan", "mine.yaml");
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    String training =
        "samples of the training questions are given, not drawn: 224 completions of 56"
            + " questions from samples.jsonl";
    assertTrue(
        said.out().contains(training + "; 21 other questions in it are not used"), said.out());
    assertTrue(
        said.out()
            .contains("assessment samples are given, not drawn: 80 completions of 20 questions"),
        said.out());
    assertFalse(aft("plan", "mine.yaml", "--json").json().get("kinds").has("sample"));
  }

  @Test
  void plan_evaluatingQuestionsWhoseSamplesAreTrainedOn_isRefusedWithLocation() {
    Shell.Said said =
        aft("plan", "mine.yaml", "--set", "data.test={type: arithmetic, split: train, count: 10}");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    String told =
        "--set data.test: is 'arithmetic', 10 of its 10 questions have samples in 'samples.jsonl'"
            + " that are trained on, such as \"";
    assertTrue(said.err().startsWith(told), said.err());
    assertTrue(said.err().contains("evaluate on other questions"), said.err());
  }

  @Test
  void plan_ofAFurtherSetWhoseSamplesAreTrainedOn_isRefusedToo() {
    Shell.Said said =
        aft(
            "plan",
            "mine.yaml",
            "--set",
            "evaluation.also={more: {data: {type: arithmetic, split: train, count: 10}}}");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(
        said.err()
            .startsWith(
                "--set evaluation.also: more.data: is 'arithmetic', 10 of its 10 questions have"
                    + " samples in"),
        said.err());
  }

  @Test
  void plan_ofSamplesForOtherQuestions_isRefused() throws IOException {
    Files.writeString(
        folder.resolve("samples.jsonl"),
        "{\"question\": \"how many are there?\", \"completion\": \"#### 1\"}");
    Shell.Said said = aft("plan", "mine.yaml");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(
        said.err()
            .startsWith(
                "mine.yaml:8: samples.file: is 'samples.jsonl', none of the 1 questions in it is"
                    + " among the 56 questions"),
        said.err());
  }

  @Test
  void plan_ofMissingInvalidOrForbiddenSamples_isRefusedWithLocation() throws IOException {
    assertTrue(
        aft("plan", "mine.yaml", "--set", "samples.file=none.jsonl")
            .err()
            .startsWith("--set samples.file: is 'none.jsonl', there is no such file"));
    Files.writeString(
        folder.resolve("outside.yaml"),
        YAML.replace(
            "samples: {type: jsonl, file: samples.jsonl}",
            "samples: {type: jsonl, file: ../x.jsonl}"));
    assertTrue(
        aft("plan", "outside.yaml")
            .err()
            .startsWith(
                "outside.yaml:8: samples.file: is '../x.jsonl', it lies outside of the folders"));
    Files.writeString(
        folder.resolve("samples.jsonl"),
        "{\"question\": \"a\", \"completion\": \"b\"}\n{\"question\"\n");
    String told = aft("plan", "mine.yaml").err();
    assertTrue(
        told.startsWith(
            "mine.yaml:8: samples.file: is 'samples.jsonl', line 2: the line is not one JSON"
                + " object"),
        told);
    assertTrue(
        told.contains(
            "mine.yaml:16: evaluation.assessment.samples.file: is 'samples.jsonl', line 2: "),
        told);
  }

  @Test
  void run_onGivenSamples_endsInATableOfBothKindsOfFeedback() {
    Shell.Said said = aft("run", "mine.yaml", "--json");
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    JsonNode rows = said.json().get("results").get("rows");
    assertEquals(List.of("vft", "rft", "binary", "ranking"), rows.findValuesAsText("name"));
    JsonNode binary = rows.get(2).get("facts").get("5");
    JsonNode ranking = rows.get(3).get("facts").get("5");
    // Of 56 questions 2 right samples, 1 wrong one, and a duplicate each; pairs 2 ≻ 1, 2 ≻ 0 and 1
    // ≻ 0.
    assertEquals("56", ranking.get("samples.givenQuestions").textValue());
    assertEquals("21", ranking.get("samples.givenQuestionsNotInData").textValue());
    assertEquals("224", ranking.get("samples.rated").textValue());
    assertEquals("168", ranking.get("samples.right").textValue());
    assertEquals("56", binary.get("questionsWithBothKinds").textValue());
    assertEquals(
        "168 pairs of 56",
        ranking.get("pairs").textValue()
            + " pairs of "
            + ranking.get("questionsWithPairs").textValue());
    assertTrue(
        binary.get("betaRule").textValue().contains("over 56 pairs"),
        binary.get("betaRule").textValue());
    assertTrue(
        ranking.get("betaRule").textValue().contains("over 112 pairs"),
        ranking.get("betaRule").textValue());
    // The report has the same warnings as the plan.
    assertEquals(
        "align.loss.constraint.beta.questions: is 500, but data.train has 56 questions; all of them"
            + " are used.",
        said.json().get("results").get("notes").get(0).textValue());
    rows.forEach(
        row ->
            assertEquals(20, row.get("assessedQuestions").intValue(), row.get("name").textValue()));
    // A question has three pairs: the mean over 20 questions is a number of sixtieths.
    for (JsonNode row : rows) {
      double sixtieths = row.get("assessment").get("mean").doubleValue() * 60;
      assertEquals(Math.rint(sixtieths), sixtieths, 1e-9, row.get("name").textValue());
    }
    assertTrue(aft("report").out().contains("ranking"));
  }

  /**
   * The catalog's experiment on a few published solutions with SmolLM2-135M. The checkpoint's
   * folder is named by the environment variable AFT_TEST_SMOLLM2; without it, or without GSM8K
   * beside the checkout, the test is skipped.
   */
  @Test
  @Tag("slow")
  void run_onPublishedSolutionsWithSmolLm2_endsInATable() {
    String model = System.getProperty("aft.smollm2", System.getenv("AFT_TEST_SMOLLM2"));
    Assumptions.assumeTrue(
        model != null,
        "skipped: neither AFT_TEST_SMOLLM2 nor aft.smollm2 names a folder with"
            + " SmolLM2-135M-Instruct");
    Path data = SharedFiles.path("data/gsm8k");
    String solutions = data.resolve("example_model_solutions.jsonl.gz").toString();
    String test = data.resolve("test.jsonl").toString();
    List<String> words = new ArrayList<>(List.of("run", "gsm8k-solutions", "--json"));
    for (String setting :
        List.of(
            "model.base=" + model,
            "data.train.file=" + test,
            "data.train.count=4",
            "data.test.file=" + test,
            "data.test.count=2",
            "evaluation.maxNewTokens=8",
            "samples.file=" + solutions,
            "evaluation.assessment.samples.file=" + solutions,
            "vft.batchSize=4",
            "align.training.batchSize=4")) {
      words.addAll(List.of("--set", setting));
    }
    Shell.Said said =
        new Shell(folder)
            .aft(Map.of("AFT_ROOTS", model + ":" + data), words.toArray(String[]::new));
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    JsonNode rows = said.json().get("results").get("rows");
    assertEquals(List.of("vft", "rft", "binary", "ranking"), rows.findValuesAsText("name"));
    assertEquals("16", rows.get(3).get("facts").get("1").get("samples.samples").textValue());
  }
}
