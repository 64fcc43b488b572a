package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Problems and warnings of a plan: answers too long for the model, evaluated questions in the
 * training set, answers never found.
 */
class PlanChecksTest {
  private static final String YAML =
      """
      version: 1
      name: mine
      seeds: [5]
      model: {base: 'catalog:miniature', prompt: {template: "{question} <a>", separator: ""}}
      data:
        train: {type: arithmetic, split: train, count: 20}
        test: {type: arithmetic, split: test, count: 10}
      sampling: {decoding: {maxNewTokens: 60}}
      label: {extractor: digits}
      evaluation:
        maxNewTokens: 60
        assessment: {questions: 0}
      arms:
        base: {method: base}
        vft: {method: vft}
        rft: {align: {loss: rft}}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("mine.yaml"), YAML);
    file(
        "sums.jsonl",
        "{'question': '1 + 1', 'answer': 2, 'reference': '#### 2'}",
        "{'question': '1 + 2', 'answer': 3, 'reference': '#### 3'}");
    file(
        "words.jsonl",
        "{'question': '1 + 3', 'answer': 4, 'reference': '#### 4'}",
        "{'question': '1 + 4', 'answer': 'abc', 'reference': '#### 5'}");
    file("options.jsonl", "{'question': 'which?', 'answer': 'B', 'options': ['x', 'y']}");
  }

  private void file(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines).replace('\'', '"'));
  }

  private Shell.Said plan(String... settings) {
    List<String> words = new ArrayList<>(List.of("plan", "mine.yaml"));
    List.of(settings).forEach(setting -> words.addAll(List.of("--set", setting)));
    return new Shell(folder).aft(words.toArray(String[]::new));
  }

  private void assertRefused(String told, String... settings) {
    Shell.Said said = plan(settings);
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.out());
    assertTrue(said.err().startsWith(told), said.err());
    assertTrue(said.err().contains("\n1 problem; nothing was started"), said.err());
  }

  private Shell.Said assertPlanned(String... settings) {
    Shell.Said said = plan(settings);
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    return said;
  }

  /** The model has 512 positions. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          evaluation.maxNewTokens=512                                                                       | --set evaluation.maxNewTokens: is '512'
          sampling.decoding.maxNewTokens=600                                                                | --set sampling.decoding.maxNewTokens: is '600'
          evaluation.also={m: {data: {type: arithmetic, split: selection, count: 5}, maxNewTokens: 900}}    | --set evaluation.also: m.maxNewTokens: is '900'
          evaluation.sampled={questions: 5, decoding: {maxNewTokens: 700}}                                  | --set evaluation.sampled: decoding.maxNewTokens: is '700'
          """)
  void maxNewTokens_thatLeaveNoRoomForAPrompt_areRefused(String setting, String told) {
    Shell.Said said = plan(setting);
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.out());
    assertTrue(
        said.err()
            .contains(
                told + ", must be below 512, the positions that the model 'catalog:miniature' has"),
        said.err());
  }

  @Test
  void maxNewTokens_ofAnArm_areRefusedInItsLine() throws IOException {
    Files.writeString(
        folder.resolve("mine.yaml"),
        YAML.replace("vft: {method: vft}", "vft: {method: vft, evaluation: {maxNewTokens: 512}}"));
    assertRefused("mine.yaml:15: arms.vft.evaluation.maxNewTokens: is '512', must be below 512");
  }

  @Test
  void maxNewTokens_thatLeaveRoomOrAreNotUsed_arePlanned() {
    assertPlanned("evaluation.maxNewTokens=511");
    assertPlanned("evaluation.sampled={questions: 0, decoding: {maxNewTokens: 700}}");
    // No arm draws samples of training questions.
    assertPlanned("sampling.decoding.maxNewTokens=600", "arms.rft.method=vft");
  }

  @Test
  void overlap_byDefault_isRefused() {
    String allow = "; evaluate on other questions, or set evaluation.trainedQuestions to allow";
    Shell.Said drawn = plan("data.test={type: arithmetic, split: train, count: 5}");
    assertTrue(
        drawn
            .err()
            .startsWith(
                "--set data.test: is 'arithmetic', 5 of its 5 questions are trained on, such as"
                    + " \""),
        drawn.err());
    assertTrue(drawn.err().contains(allow), drawn.err());
    String train = "data.train={type: jsonl, file: sums.jsonl}";
    assertRefused(
        "--set data.test: file: is 'sums.jsonl', its only question is trained on, such as \"1 + 2\""
            + allow,
        train,
        "data.test={type: jsonl, file: sums.jsonl, first: 1}");
    assertRefused(
        "--set evaluation.also: m.data.file: is 'sums.jsonl', 2 of its 2 questions are trained on",
        train,
        "evaluation.also={m: {data: {type: jsonl, file: sums.jsonl}}}");
  }

  @Test
  void questions_ofDisjointPartsOfOneFile_arePlanned() {
    assertPlanned(
        "data.train={type: jsonl, file: sums.jsonl, count: 1}",
        "data.test={type: jsonl, file: sums.jsonl, first: 1}");
  }

  @Test
  void overlap_whenAllowed_isReported() {
    Shell.Said said =
        assertPlanned(
            "data.test={type: arithmetic, split: train, count: 5}",
            "evaluation.trainedQuestions=allow");
    assertTrue(
        said.out()
            .contains(
                "Note: data.test: 5 of its 5 questions are trained on, which"
                    + " evaluation.trainedQuestions allows"),
        said.out());
    assertFalse(assertPlanned("evaluation.trainedQuestions=allow").out().contains("Note: "));
  }

  @Test
  void questions_trainedOnByNoArm_arePlanned() {
    assertPlanned(
        "data.test={type: arithmetic, split: train, count: 5}",
        "arms={base: {method: base}, vft: {method: base}, rft: {method: base}}");
  }

  @Test
  void answers_thatTheExtractorNeverFinds_areRefusedWithLocation() {
    assertRefused(
        "--set data.test: file: is 'words.jsonl', line 2: the right answer is 'abc', which the"
            + " extractor 'digits' never finds",
        "data.test={type: jsonl, file: words.jsonl}");
    assertRefused(
        "--set data.test: file: is 'options.jsonl', line 1: the right answer is 'B' of a question"
            + " with the options A to B, which the extractor 'digits' never finds; correct it, or"
            + " take an extractor that does: letter, answer",
        "data.test={type: jsonl, file: options.jsonl}");
    assertRefused(
        "--set evaluation.also: m.data.parts[0].data.file: is 'options.jsonl', line 1: the right"
            + " answer is 'B'",
        "evaluation.also={m: {data: {type: mixture, parts: [{data: {type: jsonl, file:"
            + " options.jsonl}}]}, label: {extractor: numeric}}}");
    assertRefused(
        "mine.yaml:6: data.train: is 'arithmetic', question train-5-0: the right answer is '",
        "label.extractor=letter",
        "data.test={type: jsonl, file: options.jsonl}");
  }

  @Test
  void questions_withoutReferences_areNotTrainedOn() throws IOException {
    file(
        "bare.jsonl",
        "{'question': '1 + 5', 'answer': 6, 'reference': '#### 6'}",
        "{'question': '1 + 6', 'answer': 7}");
    assertRefused(
        "--set data.train: file: is 'bare.jsonl', line 2: there is no reference; training needs one"
            + " for every question",
        "data.train={type: jsonl, file: bare.jsonl}");
    assertRefused(
        "--set data.train: parts[0].data.file: is 'bare.jsonl', line 2: there is no reference",
        "data.train={type: mixture, parts: [{data: {type: jsonl, file: bare.jsonl}}]}");
    assertPlanned("data.train={type: jsonl, file: bare.jsonl, count: 1}");
    assertPlanned("data.test={type: jsonl, file: bare.jsonl}");
    // The base model is not trained.
    assertPlanned(
        "data.train={type: jsonl, file: bare.jsonl}",
        "arms.vft.method=base",
        "arms.rft.method=base");
  }

  @Test
  void references_thatContradictTheirAnswers_areReported() throws IOException {
    file(
        "wrong.jsonl",
        "{'question': '1 + 5', 'answer': 6, 'reference': '#### 6'}",
        "{'question': '1 + 6', 'answer': 7, 'reference': '#### 8'}");
    Shell.Said said = assertPlanned("data.train={type: jsonl, file: wrong.jsonl}");
    assertTrue(
        said.out()
            .contains(
                "1 of its 2 questions has a reference in which 'digits' does not find the right"
                    + " answer, such as line-2: '8' in place of '7'"),
        said.out());
    assertFalse(
        assertPlanned("data.train={type: jsonl, file: sums.jsonl}").out().contains("reference"));
  }

  @Test
  void references_withAStopText_areReported() throws IOException {
    file(
        "run-on.jsonl",
        "{'question': '1 + 5', 'answer': 6, 'reference': '#### 6'}",
        "{'question': '1 + 6', 'answer': 7, 'reference': 'Q: so #### 7'}");
    String data = "data.train={type: jsonl, file: run-on.jsonl}";
    Shell.Said said = assertPlanned(data, "sampling.decoding.stop=['Q:', 'xyz']");
    assertTrue(
        said.out()
            .contains(
                "1 of its 2 questions has a stop text in the reference, such as line-2: \"Q:\"; a"
                    + " model that learns"),
        said.out());
    assertTrue(
        assertPlanned(data, "evaluation.stop=[' so']")
            .out()
            .contains("a stop text in the reference"));
    assertFalse(assertPlanned(data).out().contains("a stop text"));
  }

  @Test
  void answers_thatAreNotLabelled_arePlanned() {
    assertPlanned("data.test={type: jsonl, file: words.jsonl, count: 1}");
    assertPlanned(
        "evaluation.also={m: {data: {type: jsonl, file: options.jsonl}, label: {extractor:"
            + " letter}}}");
    // No arm judges samples of training questions.
    assertPlanned(
        "label.extractor=letter",
        "data.test={type: jsonl, file: options.jsonl}",
        "arms.rft.method=vft");
  }

  @Test
  void answers_toQuestionsWhoseSamplesAllHaveVerdicts_areNotLabelled() throws IOException {
    file("samples.jsonl", "{'question': '1 + 4', 'completion': '#### 5', 'correct': true}");
    String[] given = {
      "data.train={type: jsonl, file: words.jsonl}", "samples={type: jsonl, file: samples.jsonl}"
    };
    assertPlanned(given);
    file("samples.jsonl", "{'question': '1 + 4', 'completion': '#### 5'}");
    assertRefused(
        "--set data.train: file: is 'words.jsonl', line 2: the right answer is 'abc'", given);
  }

  @Test
  void counts_beyondTheQuestions_areReported() {
    String sampled = assertPlanned("evaluation.sampled={questions: 11}").out();
    assertTrue(
        sampled.contains(
            "Note: evaluation.sampled.questions: is 11, but data.test has 10 questions; all of them"
                + " are used"),
        sampled);
    Shell.Said json =
        new Shell(folder)
            .aft("plan", "mine.yaml", "--set", "evaluation.sampled={questions: 11}", "--json");
    assertEquals(
        "evaluation.sampled.questions: is 11, but data.test has 10 questions; all of them are used",
        json.json().get("warnings").get(0).textValue());
    String assessed = assertPlanned("evaluation.assessment.questions=500").out();
    assertTrue(
        assessed.contains(
            "Note: evaluation.assessment.questions: is 500, but data.test has 10 questions; all of"
                + " them are used"),
        assessed);
    String beta =
        assertPlanned(
                "align.loss={type: aft, constraint: {type: boundary, beta: {type: auto, questions:"
                    + " 21}}}",
                "arms={own: {}}")
            .out();
    assertTrue(
        beta.contains(
            "Note: align.loss.constraint.beta.questions: is 21, but data.train has 20 questions;"
                + " all of them are used"),
        beta);
  }

  @Test
  void counts_withinTheQuestionsOrAbsent_areNotReported() {
    assertFalse(assertPlanned("evaluation.sampled={questions: 10}").out().contains("Note: "));
    // 300 questions are the default.
    assertFalse(assertPlanned("evaluation.assessment={k: 3}").out().contains("Note: "));
  }

  @Test
  void problems_ofEveryKind_areReportedAtOnce() throws IOException {
    String yaml =
        YAML.replace(
                    "train: {type: arithmetic, split: train, count: 20}",
                    "train: {type: jsonl, file: nowhere.jsonl}")
                .replace(
                    "test: {type: arithmetic, split: test, count: 10}",
                    "test: {type: jsonl, file: words.jsonl}")
                .replace("maxNewTokens: 60}", "maxNewTokens: 0}")
                .replace(
                    "  maxNewTokens: 60\n",
                    "  maxNewTokens: 600\n"
                        + "  also: {more: {data: {type: jsonl, file: gone.jsonl}}}\n")
                .replace(
                    "vft: {method: vft}",
                    "vft: {method: vft, vft: {epoks: 3}}\n"
                        + "  cont: {method: continued, continued: {matches: nobody}}")
            + "report: {reference: nothing}\n";
    Files.writeString(folder.resolve("mine.yaml"), yaml);
    Shell.Said said = plan("vft.batchSize=0", "sampling.k=");
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    List<String> lines = said.err().lines().toList();
    for (String told :
        List.of(
            "--set vft.batchSize: is '0'",
            "--set sampling.k: must be path=value",
            "mine.yaml:6: data.train.file: is 'nowhere.jsonl'",
            "mine.yaml:7: data.test.file: is 'words.jsonl'",
            "mine.yaml:8: sampling.decoding.maxNewTokens: is '0'",
            "mine.yaml:11: evaluation.maxNewTokens: is '600', must be below 512",
            "mine.yaml:12: evaluation.also.more.data.file: is 'gone.jsonl'",
            "mine.yaml:16: arms.vft.vft.epoks: is not a field",
            "mine.yaml:17: arms.cont.continued.matches: is 'nobody'",
            "mine.yaml:19: report.reference: is 'nothing'")) {
      assertEquals(
          1,
          lines.stream().filter(line -> line.startsWith(told)).count(),
          told + " in " + said.err());
    }
    assertEquals("10 problems; nothing was started", lines.getLast());
  }

  @Test
  void problem_withConsequences_isReportedAlone() throws IOException {
    for (String wrong :
        List.of(
            "model=5",
            "data=5",
            "data.train=5",
            "label=5",
            "samples={type: jsonl}",
            "evaluation=5",
            "evaluation.also=5",
            "data.test.type=nothing",
            "align.loss=5",
            "method=5")) {
      Shell.Said said = plan(wrong);
      assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
      assertTrue(
          said.err().endsWith("\n1 problem; nothing was started\n"), wrong + ": " + said.err());
    }
    Shell.Said without =
        plan(
            "data.train={type: jsonl, file: nowhere.jsonl}",
            "data.test={type: jsonl, file: nowhere.jsonl}");
    assertTrue(
        without.err().startsWith("--set data.train: file: is 'nowhere.jsonl'"), without.err());
    assertTrue(
        without.err().contains("\n--set data.test: file: is 'nowhere.jsonl'"), without.err());
    assertTrue(without.err().endsWith("\n2 problems; nothing was started\n"), without.err());
  }

  @Test
  void samplesWithoutQuestion_besideAnotherProblem_areReportedToo() throws IOException {
    file("samples.jsonl", "{'question': 'another', 'completion': '#### 2'}");
    Shell.Said said =
        plan(
            "data.train={type: jsonl, file: sums.jsonl}",
            "samples={type: jsonl, file: samples.jsonl}",
            "vft.epochs=0");
    assertTrue(
        said.err().contains("--set vft.epochs: is '0'")
            && said.err().contains("--set samples: file: is 'samples.jsonl'"),
        said.err());
  }
}
