package dev.aftlab.experiments.spec.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.AlignSpec;
import dev.aftlab.experiments.spec.ArmSpec;
import dev.aftlab.experiments.spec.BetaSpec;
import dev.aftlab.experiments.spec.ConstraintSpec;
import dev.aftlab.experiments.spec.DecodingSpec;
import dev.aftlab.experiments.spec.EvaluationSpec;
import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.Feedback;
import dev.aftlab.experiments.spec.LabelSpec;
import dev.aftlab.experiments.spec.LossSpec;
import dev.aftlab.experiments.spec.Method;
import dev.aftlab.experiments.spec.OptimizerSpec;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.PromptSpec;
import dev.aftlab.experiments.spec.SamplesSpec;
import dev.aftlab.experiments.spec.SamplingSpec;
import dev.aftlab.experiments.spec.ScheduleSpec;
import dev.aftlab.experiments.spec.TrainingSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpecReaderTest {
  private static final String SMALL =
      """
      version: 1
      name: small
      seeds: [1]
      model: {base: models/x}
      data:
        train: {type: jsonl, file: a.jsonl}
        test: {type: jsonl, file: b.jsonl}
      """;

  private static ExperimentSpec read(String yaml, String... overrides) {
    return SpecReader.read(
            "small.yaml",
            yaml,
            List.of(overrides).stream().map(SpecReader.Override::parse).toList())
        .spec();
  }

  private static List<String> problems(String yaml, String... overrides) {
    return assertThrows(InvalidSpecException.class, () -> read(yaml, overrides)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  private static void assertProblem(String yaml, String expected) {
    List<String> problems = problems(yaml);
    assertEquals(List.of(expected), problems);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "miniature",
        "gsm8k-smoke",
        "gsm8k-solutions",
        "multi-task",
        "sweep-180"
      })
  void catalog_read_isValid(String name) {
    assertTrue(read(Catalog.yaml(name)).arms().size() > 1);
  }

  @Test
  void defaults_absentFields_areTheRecordedOnes() {
    ArmSpec arm = read(SMALL).arms().getFirst().spec();
    assertEquals(Method.ALIGN, arm.method());
    assertEquals(
        new TrainingSpec(
            3,
            128,
            16384,
            new OptimizerSpec(
                2e-5,
                0.9,
                0.999,
                1e-8,
                0,
                false,
                1,
                new ScheduleSpec(ScheduleSpec.Shape.COSINE, 0.03, 0))),
        arm.vft());
    assertEquals(
        new SamplingSpec(6, 3, 500, new DecodingSpec(1, 0, 1, 256, 128, Optional.empty())),
        arm.sampling());
    assertEquals(new LabelSpec("numeric"), arm.label());
    assertEquals(
        new LossSpec.Aft(
            new ConstraintSpec.Boundary(
                new BetaSpec.Auto(0.9, 500, OptionalDouble.empty()), ConstraintSpec.Detach.T),
            1,
            Feedback.BINARY),
        arm.align().loss());
    assertEquals(AlignSpec.Start.VFT, arm.align().start());
    assertEquals(Optional.empty(), arm.samples());
    assertEquals(Optional.empty(), arm.evaluation().assessment().samples());
  }

  private static DecodingSpec decoding(String value) {
    return read(SMALL, "sampling.decoding.stop=" + value)
        .arms()
        .getFirst()
        .spec()
        .sampling()
        .decoding();
  }

  @Test
  void stop_written_isSortedAndOnce() {
    assertEquals(
        Optional.of(List.of("\n\n", "Q:")), decoding("[\"Q:\", \"\\n\\n\", \"Q:\"]").stop());
    assertEquals(Optional.of(List.of()), decoding("[]").stop());
    assertEquals(Optional.empty(), decoding("null").stop());
    EvaluationSpec evaluation =
        read(SMALL, "evaluation.stop=[a]", "evaluation.sampled={decoding: {stop: [b]}}")
            .arms()
            .getFirst()
            .spec()
            .evaluation();
    assertEquals(Optional.of(List.of("a")), evaluation.stop());
    assertEquals(List.of("b"), evaluation.sampled().decoding().orElseThrow().stopTexts());
  }

  @Test
  void stop_invalid_isRefusedWithLocation() {
    String bounds = "must have 1 to 200 characters, none of them U+FFFD";
    assertEquals(
        List.of("--set sampling.decoding.stop: [1]: is '', " + bounds),
        problems(SMALL, "sampling.decoding.stop=[a, '']"));
    assertTrue(problems(SMALL, "evaluation.stop=[\"a\\uFFFD\"]").getFirst().contains(bounds));
    assertTrue(
        problems(SMALL, "evaluation.stop=['" + "x".repeat(201) + "']").getFirst().contains(bounds));
    assertTrue(
        problems(SMALL, "evaluation.stop=[" + "a,".repeat(65) + "]")
            .getFirst()
            .contains("must have at most 64 texts"));
    assertTrue(
        problems(SMALL, "sampling.decoding.stop='Question:'")
            .getFirst()
            .contains("is 'Question:', must be a list"));
    assertTrue(
        problems(SMALL, "sampling.decoding.stop=[null]").getFirst().contains("must be text"));
    assertTrue(problems(SMALL, "sampling.stop=[a]").getFirst().contains("is not a field"));
  }

  private static List<String> defaultStop(String prompt) {
    return new DecodingSpec(1, 0, 1, 8, 8, Optional.empty())
        .resolved(OptionReader.prompt("--prompt", prompt))
        .stopTexts();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{question} <a>",
        "The question is {question}. Answer:",
        "Given: {question}\\nProve:",
        "{question}\\nAnswer:",
        "Solve this.\\n{question}\\n",
        "[INST] {question} [/INST]",
        "Step 1: {question}",
        "1: {question}",
        "Note: {question}",
        "# Solution\\n{question}",
        ": {question}"
      })
  void defaultStop_ofALabelThatMayBeginAnAnswer_isNone(String template) {
    assertEquals(List.of(), defaultStop("{template: \"" + template + "\"}"));
  }

  @Test
  void defaultStop_ofALabel_isTheNextQuestionsBeginning() {
    assertEquals(List.of("\nQuestion:"), defaultStop("plain"));
    assertEquals(List.of("\n### Instruction:"), defaultStop("alpaca"));
    assertEquals(List.of(), defaultStop("chat"));
    assertEquals(
        List.of("\nQ:"),
        defaultStop("{template: \"You do sums.\\n\\nQ: 1+1\\nA: 2\\n\\nQ: {question}\\nA:\"}"));
    assertEquals(
        List.of("\n**Question:**"),
        defaultStop("{template: \"**Question:** {question}\\n**Answer:**\"}"));
    assertEquals(
        List.of("\n### Problem:"),
        defaultStop("{template: \"### Problem:\\n{question}\\n### Solution:\"}"));
    assertEquals(
        List.of("\nMath question:"),
        defaultStop("{template: \"Math question: {question} or {question}?\"}"));
    assertEquals(
        List.of("\n\u95EE\u9898\uFF1A"),
        defaultStop("{template: \"\u95EE\u9898\uFF1A{question}\"}"));
    assertEquals(
        List.of("\nUser:"), defaultStop("{template: \"User: {question}\\r\\nAssistant:\"}"));
  }

  @Test
  void axisOfStopTexts_points_containTheTexts() {
    List<String> points =
        read(SMALL, "axes=[{field: evaluation.stop, values: [[\"\\nQ:\"], [a, b], []]}]")
            .arms()
            .stream()
            .map(arm -> arm.point().text())
            .distinct()
            .toList();
    assertEquals(List.of("stop=[\\nQ:]", "stop=[a, b]", "stop=[]"), points);
  }

  private static SamplesSpec samples(String value) {
    return read(SMALL, "samples=" + value).arms().getFirst().spec().samples().orElseThrow();
  }

  @Test
  void samples_written_areOfOneOfTwoKinds() {
    assertEquals(new SamplesSpec.Jsonl("s.jsonl", 0), samples("{type: jsonl, file: s.jsonl}"));
    assertEquals(
        new SamplesSpec.Gsm8kSolutions(
            "s", List.of("175b_verification"), SamplesSpec.Ratings.SIZE, 2),
        samples(
            "{type: gsm8k-solutions, file: s, models: [175b_verification], ratings: size, k: 2}"));
    assertEquals(
        4,
        ((SamplesSpec.Gsm8kSolutions) samples("{type: gsm8k-solutions, file: s}"))
            .readModels()
            .size());
  }

  @Test
  void samples_ofAnotherKind_areRefused() {
    assertTrue(
        problems(SMALL, "samples={type: csv, file: s}")
            .getFirst()
            .contains("must be one of jsonl, gsm8k-solutions"));
    assertTrue(problems(SMALL, "samples={file: s}").getFirst().contains("type is missing"));
    assertTrue(
        problems(SMALL, "samples={type: jsonl}")
            .getFirst()
            .contains("--set samples: file: is missing"));
    assertTrue(
        problems(SMALL, "samples={type: jsonl, file: s, k: -1}")
            .getFirst()
            .contains("--set samples: k: is '-1', must be at least 0"));
    assertTrue(
        problems(SMALL, "samples={type: gsm8k-solutions, file: s, models: [7b]}")
            .getFirst()
            .contains("must be one of 6b_finetuning|"));
    assertTrue(
        problems(SMALL, "samples={type: gsm8k-solutions, file: s, ratings: stars}")
            .getFirst()
            .contains("must be one of none, verdict, size"));
  }

  @Test
  void feedback_written_isBinaryOrRanking() {
    LossSpec.Aft loss =
        (LossSpec.Aft)
            read(SMALL, "align.loss={type: aft, feedback: ranking}")
                .arms()
                .getFirst()
                .spec()
                .align()
                .loss();
    assertEquals(Feedback.RANKING, loss.feedback());
    String wrong = problems(SMALL, "align.loss={type: aft, feedback: votes}").getFirst();
    assertTrue(
        wrong.contains("--set align.loss: feedback: is 'votes', must be one of binary, ranking"),
        wrong);
  }

  @Test
  void assessmentOfGivenSamples_read_needsNoMultipleOfTheRange() {
    assertTrue(
        problems(SMALL, "sampling.range=2", "sampling.k=4", "evaluation.assessment.k=3")
            .getFirst()
            .contains("multiple of sampling.range"));
    read(
        SMALL,
        "sampling.range=2",
        "sampling.k=4",
        "evaluation.assessment={k: 3, samples: {type: jsonl, file: s.jsonl}}");
  }

  private static PromptSpec prompt(String value) {
    return read(SMALL, "model.prompt=" + value).arms().getFirst().spec().model().prompt();
  }

  @Test
  void prompt_written_isOneOfThree() {
    PromptSpec plain = new PromptSpec.Plain("Question: {question}\nAnswer:", " ");
    assertEquals(plain, read(SMALL).arms().getFirst().spec().model().prompt());
    assertEquals(plain, prompt("plain"));
    assertEquals(plain, prompt("{type: plain}"));
    assertEquals(
        new PromptSpec.Plain("{question} =", ""),
        prompt("{template: '{question} =', separator: ''}"));
    assertEquals(new PromptSpec.Alpaca(""), prompt("alpaca"));
    assertEquals(new PromptSpec.Chat("", ""), prompt("chat"));
    assertEquals(new PromptSpec.Chat("Be short.", ""), prompt("{type: chat, system: Be short.}"));
  }

  @Test
  void prompt_ofAnotherKind_isRefused() {
    assertTrue(
        problems(SMALL, "model.prompt=poem")
            .getFirst()
            .contains("must be one of plain, alpaca, chat"));
    assertTrue(
        problems(SMALL, "model.prompt={type: chat, template: x}")
            .getFirst()
            .contains("--set model.prompt: template: "));
    assertTrue(
        problems(SMALL, "model.prompt={template: no place}")
            .getFirst()
            .contains("must contain {question}"));
  }

  @Test
  void alpaca_rendered_isTheAlpacaTemplate() {
    String text = new PromptSpec.Alpaca("").render("1 + 1?");
    assertTrue(
        text.startsWith("Below is an instruction that describes a task.")
            && text.endsWith("\n\n### Instruction:\n1 + 1?\n\n### Response:"),
        text);
  }

  @Test
  void arm_namingAnotherVariant_replacesTheWholeChoice() {
    String yaml =
        SMALL
            + "align: {loss: {lambda: 2, constraint: {type: boundary, beta: 0.1}}}\n"
            + "arms:\n"
            + "  a: {align: {loss: {constraint: detached}}}\n";
    assertTrue(!problems(yaml).isEmpty(), "a loss without type is an error");
    ExperimentSpec spec = read(yaml.replace("{lambda", "{type: aft, lambda"));
    assertEquals(
        new LossSpec.Aft(new ConstraintSpec.Detached(), 2, Feedback.BINARY),
        spec.arms().getFirst().spec().align().loss());
  }

  @Test
  void beta_asNumber_isFixed() {
    ExperimentSpec spec =
        read(SMALL, "align.loss={type: aft, constraint: {type: boundary, beta: 5e-2}}");
    LossSpec.Aft loss = (LossSpec.Aft) spec.arms().getFirst().spec().align().loss();
    assertEquals(new BetaSpec.Fixed(0.05), ((ConstraintSpec.Boundary) loss.constraint()).beta());
  }

  @Test
  void axes_crossed_makeNamedArmsTimesPointsTimesSeeds() {
    String yaml =
        SMALL.replace("[1]", "[1, 2]")
            + "axes:\n"
            + "  - {field: sampling.k, values: [3, 6]}\n"
            + "  - {fields: [vft.epochs, vft.batchSize], values: [[1, 8], [2, 4]]}\n";
    ExperimentSpec spec = read(yaml);
    assertEquals(8, spec.arms().size());
    assertEquals("k=6, epochs=2, batchSize=4", spec.arms().getLast().point().text());
    assertEquals(4, spec.arms().getLast().spec().vft().batchSize());
  }

  @Test
  void override_ofAField_winsOverTheFile() {
    assertEquals(12, read(SMALL, "sampling.k=12").arms().getFirst().spec().sampling().k());
  }

  @Test
  void override_ofAFieldWithAProblem_namesThePathOnce() {
    assertEquals(
        List.of("--set sampling.k: is '0', must be at least 1"), problems(SMALL, "sampling.k=0"));
  }

  @Test
  void override_withAProblemInsideItsValue_namesOptionWithPath() {
    assertEquals(
        List.of("--set sampling: kk: is not a field; did you mean 'k'?"),
        problems(SMALL, "sampling={kk: 3}"));
  }

  @Test
  void unknownField_named_suggestsASimilarOne() {
    assertProblem(
        SMALL + "sampling: {kk: 3}\n",
        "small.yaml:8: sampling.kk: is not a field; did you mean 'k'?");
  }

  @Test
  void unknownTopLevelField_named_suggestsASimilarOne() {
    assertProblem(
        SMALL + "modle: {}\n", "small.yaml:8: modle: is not a field; did you mean 'model'?");
  }

  @Test
  void zeroK_given_namesValueWithBound() {
    assertProblem(
        SMALL + "sampling: {k: 0}\n", "small.yaml:8: sampling.k: is '0', must be at least 1");
  }

  @Test
  void negativeBeta_given_namesValueWithBound() {
    assertProblem(
        SMALL
            + "align:\n"
            + "  loss:\n"
            + "    type: aft\n"
            + "    constraint:\n"
            + "      type: boundary\n"
            + "      beta: -1\n",
        "small.yaml:13: align.loss.constraint.beta: is '-1', must be at least 0");
  }

  @Test
  void wordForNumber_given_namesTheExpectedType() {
    assertProblem(
        SMALL + "vft: {epochs: many}\n",
        "small.yaml:8: vft.epochs: is 'many', must be a whole number");
  }

  @Test
  void missingField_found_isNamed() {
    assertProblem(
        SMALL.replace("model: {base: models/x}", "model: {}"),
        "small.yaml:4: model.base: is missing");
  }

  @Test
  void unknownVariant_named_listsTheKnown() {
    assertProblem(
        SMALL + "align: {loss: dpo}\n",
        "small.yaml:8: align.loss: is 'dpo', must be one of aft, rft");
  }

  @Test
  void invalidYaml_read_namesTheLine() {
    List<String> problems = problems(SMALL + "vft: {epochs: 1\nsampling: {}\n");
    assertTrue(
        problems.getFirst().startsWith("small.yaml:")
            && problems.getFirst().contains("is not YAML"),
        problems.toString());
  }

  @Test
  void doubledField_read_isAnError() {
    assertProblem(SMALL + "name: again\n", "small.yaml:8: has the field 'name' twice");
  }

  @Test
  void kNotMultipleOfRange_isRefused() {
    String told = "must be a multiple of range, which is 3, so that sample ranges can be shared";
    assertProblem(
        SMALL + "sampling: {k: 4, range: 3}\n", "small.yaml:8: sampling.k: is '4', " + told);
    assertEquals(List.of("--set sampling.k: is '4', " + told), problems(SMALL, "sampling.k=4"));
  }

  @Test
  void minEventsAboveMaxEvents_isRefused() {
    assertProblem(
        SMALL.replace(
            "{type: jsonl, file: a.jsonl}",
            "{type: arithmetic, split: train, count: 9, minEvents: 5}"),
        "small.yaml:6: data.train.minEvents: is '5', must be at most maxEvents, which is 4");
  }

  @Test
  void selectionThatIsNotGiven_evaluated_isReportedWithItsPath() {
    assertProblem(
        SMALL + "evaluation: {split: selection}\n",
        "small.yaml:8: evaluation.split: is 'selection', but data.selection is not given");
  }

  @Test
  void wholeNumber_outOfItsRange_isRefusedWithTheRange() {
    assertProblem(
        SMALL + "vft: {epochs: 99999999999}\n",
        "small.yaml:8: vft.epochs: is '99999999999', must be a whole number from -2147483648 to"
            + " 2147483647");
    assertProblem(
        SMALL.replace("[1]", "[10000000000000000000]"),
        "small.yaml:3: seeds[0]: is '10000000000000000000', must be a whole number from"
            + " -9223372036854775808 to 9223372036854775807");
    assertProblem(
        SMALL + "vft: {epochs: 1.5}\n",
        "small.yaml:8: vft.epochs: is '1.5', must be a whole number");
  }

  @Test
  void itemOfAList_withAProblem_isReportedByIndex() {
    String known = SamplesSpec.Gsm8kSolutions.MODELS;
    assertProblem(
        SMALL
            + "samples:\n"
            + "  type: gsm8k-solutions\n"
            + "  file: s\n"
            + "  models:\n"
            + "    - 6b_finetuning\n"
            + "    - 7b\n",
        "small.yaml:13: samples.models[1]: is '7b', must be one of " + known);
  }

  @Test
  void list_insteadOfFields_isShownWithoutQuotationMarks() {
    assertProblem(
        SMALL + "label: [numeric]\n",
        "small.yaml:8: label: is a list of 1, must have the fields extractor");
  }

  @Test
  void fieldOfAnArm_withAProblem_isNamedBelowTheArm() {
    assertProblem(
        SMALL + "arms:\n  a: {vft: {epochs: 0}}\n  b: {}\n",
        "small.yaml:9: arms.a.vft.epochs: is '0', must be at least 1");
    assertProblem(
        SMALL + "arms:\n  a: {vft: {epoks: 1}}\n",
        "small.yaml:9: arms.a.vft.epoks: is not a field; did you mean 'epochs'?");
    assertProblem(
        SMALL + "arms:\n  a: {data: {test: {type: gsm8k}}}\n",
        "small.yaml:9: arms.a.data.test.file: is missing");
    String fields = String.join(", ", RecordSchema.fieldNames(ArmSpec.class));
    assertProblem(
        SMALL + "arms:\n  a: 5\n", "small.yaml:9: arms.a: is '5', must have the fields " + fields);
    String axes = "axes: [{field: vft.epochs, values: [1, 2]}]\n";
    assertProblem(
        SMALL + axes + "arms:\n  a: [1]\n",
        "small.yaml:10: arms.a: is a list of 1, must have the fields " + fields);
    assertEquals(
        List.of("--set arms.a.vft.epochs: is '0', must be at least 1"),
        problems(SMALL + "arms: {a: {}, b: {}}\n", "arms.a.vft.epochs=0"));
  }

  @Test
  void fieldOfAllArms_withAProblem_isNamedWithoutAnArm() {
    assertProblem(
        SMALL + "vft: {epochs: 0}\narms:\n  a: {vft: {batchSize: 8}}\n",
        "small.yaml:8: vft.epochs: is '0', must be at least 1");
    assertProblem(
        SMALL.replace("model: {base: models/x}\n", "") + "arms:\n  a: {vft: {batchSize: 8}}\n",
        "small.yaml:8: model: is missing");
    assertProblem(
        SMALL + "arms:\n  a: {vft: {epochs: 1}}\naxes:\n  - {field: vft.epochs, values: [0]}\n",
        "small.yaml:11: vft.epochs: is '0', must be at least 1");
  }

  @Test
  void axisOverUnknownField_similarToOne_suggestsIt() {
    List<String> problems = problems(SMALL + "axes:\n  - {field: sampling.kay, values: [1]}\n");
    assertTrue(
        problems
            .getFirst()
            .contains("'sampling.kay' is not a field of an arm; did you mean 'sampling.k'?"),
        problems.toString());
  }

  @Test
  void axisOverUnknownField_dissimilarToAll_namesTheKnownFields() {
    String sampling =
        problems(SMALL + "axes:\n  - {field: sampling.xyxyxyxyxyxy, values: [1]}\n").getFirst();
    assertTrue(
        sampling.contains(
            "'sampling.xyxyxyxyxyxy' is not a field of an arm; known in sampling: k, "),
        sampling);
    assertFalse(sampling.contains("learningRate"), sampling);
    String loss =
        problems(SMALL + "axes:\n  - {field: align.loss.xyxyxyxyxyxyxyxy, values: [1]}\n")
            .getFirst();
    List<String> told =
        List.of(
            loss.substring(loss.indexOf("known in align.loss: ") + "known in align.loss: ".length())
                .split(", "));
    assertEquals(told.stream().distinct().toList(), told);
    assertTrue(told.contains("constraint"), loss);
  }

  @Test
  void search_ofAnUnknownKind_isReportedWithTheKnownOnes() {
    assertEquals(
        List.of("small.yaml:8: search: is 'gird', must be one of grid"),
        problems(SMALL + "search: gird\n"));
  }

  @Test
  void axes_thatAreNoList_areShown() {
    assertProblem(
        SMALL + "axes: sampling.k\n",
        "small.yaml:8: axes: is 'sampling.k', must be a list of {field: …, values: […]}");
    assertProblem(
        SMALL + "axes:\n  - sampling.k\n",
        "small.yaml:9: axes[0]: is 'sampling.k', must be {field: …, values: […]}");
    assertProblem(
        SMALL + "axes:\n  - {field: sampling.k}\n",
        "small.yaml:9: axes[0].values: is missing, must be a list with at least one value");
  }

  @Test
  void continuedArm_matchingNothing_isAnError() {
    List<String> problems =
        problems(SMALL + "arms:\n  a: {method: continued, continued: {matches: b}}\n  c: {}\n");
    assertTrue(
        problems
            .getFirst()
            .contains(
                "arms.a.continued.matches: is 'b', must be the name of an arm whose method is"
                    + " align"),
        problems.toString());
  }

  @Test
  void continuedArm_matchingNothing_listsOnlyAlignedArms() {
    String arms =
        "arms:\n  a: {method: continued, continued: {matches: far away}}\n  base: {method: base}\n";
    String told =
        "small.yaml:9: arms.a.continued.matches: is 'far away', must be the name of an arm whose"
            + " method is align";
    assertProblem(SMALL + arms + "  c: {}\n  d: {}\n", told + "; known: c, d");
    assertProblem(SMALL + arms, told + ", and there is none");
  }

  @Test
  void continuedArm_matchingNothing_isFoundWhereItWasWritten() {
    List<String> problems =
        problems(SMALL + "continued:\n  matches: b\narms:\n  a: {method: continued}\n  c: {}\n");
    assertTrue(problems.getFirst().startsWith("small.yaml:9: "), problems.toString());
  }

  @Test
  void continuedArm_matchingAnInvalidArm_isNotReported() {
    String broken = "{align: {loss: {type: aft, constraint: {type: boundary, beta: -1}}}}";
    List<String> problems =
        problems(
            SMALL
                + "arms:\n  a: {method: continued, continued: {matches: c}}\n  c: "
                + broken
                + "\n");
    assertEquals(1, problems.size(), problems.toString());
  }

  @Test
  void continuedArm_matchingNothingBesideAnotherProblem_isReportedToo() {
    List<String> problems =
        problems(
            SMALL
                + "arms:\n"
                + "  a: {method: continued, continued: {matches: b}}\n"
                + "  c: {sampling: {k: 0}}\n");
    assertEquals(2, problems.size(), problems.toString());
  }

  @Test
  void report_namingNoArmBesideAnotherProblem_isReportedWhereItWasWritten() {
    List<String> problems =
        problems(
            SMALL
                + "vft: {epochs: 0}\n"
                + "report:\n"
                + "  reference: arm\n"
                + "  family:\n"
                + "    - {arm: arm, against: amr}\n");
    assertEquals(
        List.of(
            "small.yaml:8: vft.epochs: is '0', must be at least 1",
            "small.yaml:12: report.family[0].against: is 'amr', must be the name of an arm; did you"
                + " mean 'arm'?"),
        problems);
  }

  @Test
  void axis_overAFieldOfAnInvalidLoss_isNotReported() {
    assertProblem(
        SMALL + "align: {loss: dpo}\naxes:\n  - {field: align.loss.constraint.beta, values: [1]}\n",
        "small.yaml:8: align.loss: is 'dpo', must be one of aft, rft");
  }

  private static final String FURTHER =
      """
      evaluation:
        also:
          svamp: {data: {type: svamp, file: s.json}}
          aqua: {data: {type: aqua, file: a.json}, label: {extractor: letter}, maxNewTokens: 64}
        sampled: {questions: 20, k: 6}
      """;

  @Test
  void furtherSets_written_areReadInTheirOrder() {
    EvaluationSpec evaluation = read(SMALL + FURTHER).arms().getFirst().spec().evaluation();
    assertEquals(List.of("svamp", "aqua"), List.copyOf(evaluation.also().keySet()));
    assertEquals(Optional.empty(), evaluation.also().get("svamp").label());
    assertEquals(Optional.of(new LabelSpec("letter")), evaluation.also().get("aqua").label());
    assertEquals(Optional.of(64), evaluation.also().get("aqua").maxNewTokens());
    assertEquals(new EvaluationSpec.SampledSpec(20, 6, Optional.empty()), evaluation.sampled());
    assertEquals(Map.of(), read(SMALL).arms().getFirst().spec().evaluation().also());
    assertEquals(0, read(SMALL).arms().getFirst().spec().evaluation().sampled().questions());
  }

  @Test
  void furtherSets_invalid_areReportedWithLocation() {
    assertProblem(
        SMALL + FURTHER.replace("svamp: {", "sv.amp: {"),
        "small.yaml:10: evaluation.also: is {sv.amp, aqua}, each name must be letters, digits, '_'"
            + " or '-', 64 at most");
    assertProblem(
        SMALL + FURTHER.replace("label:", "labels:"),
        "small.yaml:11: evaluation.also.aqua.labels: is not a field; did you mean 'label'?");
    assertProblem(
        SMALL + FURTHER.replace("letter", "leter"),
        "small.yaml:11: evaluation.also.aqua.label.extractor: is 'leter', must be one of "
            + LabelSpec.EXTRACTORS);
    assertProblem(
        SMALL + FURTHER.replace("64", "0"),
        "small.yaml:11: evaluation.also.aqua.maxNewTokens: is '0', must be at least 1");
    assertProblem(
        SMALL + FURTHER.replace("64", "many"),
        "small.yaml:11: evaluation.also.aqua.maxNewTokens: is 'many', must be a whole number");
    assertProblem(
        SMALL + FURTHER.replace("{data: {type: svamp, file: s.json}}", "{}"),
        "small.yaml:10: evaluation.also.svamp.data: is missing");
  }

  @Test
  void answers_thatDoNotFitTheRanges_areReported() {
    assertProblem(
        SMALL + FURTHER.replace("k: 6", "k: 4"),
        "small.yaml:12: evaluation.sampled.k: is '4', must be a multiple of sampling.range, which"
            + " is 3");
    assertProblem(
        SMALL + FURTHER.replace("questions: 20", "questions: -1"),
        "small.yaml:12: evaluation.sampled.questions: is '-1', must be at least 0");
    // Nothing is drawn, so nothing has to fit.
    read(SMALL + FURTHER.replace("k: 6", "k: 4").replace("questions: 20", "questions: 0"));
  }

  @Test
  void unsupportedVersion_given_namesTheSupportedOne() {
    assertProblem(
        SMALL.replace("version: 1", "version: 2"),
        "small.yaml:1: version: is '2', must be 1, the version that this program reads");
  }

  @Test
  void severalProblems_found_areReportedTogether() {
    assertEquals(
        3,
        problems(SMALL + "sampling: {k: 0}\nvft: {epochs: 0}\nevaluation: {split: train}\n")
            .size());
  }

  @Test
  void sharedProblem_ofManyArms_isReportedOnce() {
    assertEquals(1, problems(SMALL + "vft: {epochs: 0}\narms: {a: {}, b: {}, c: {}}\n").size());
  }

  private static void assertAll(String yaml, String... expected) {
    assertEquals(List.of(expected), problems(yaml));
  }

  @Test
  void problemsOfEveryKind_found_areReportedTogether() {
    assertAll(
        SMALL.replace("name: small", "name: 'sm all'").replace("[1]", "[1, 1, x]")
            + """
            vft: {epoks: 1, batchSize: 0}
            sampling: {k: 4, range: 3, shardQuestions: 0}
            align: {loss: dpo}
            evaluation: {split: selection, maxNewTokens: many}
            arms:
              a: {method: continued, continued: {matches: nowhere}}
              b: {vft: {epochs: x}}
            axes: [{field: sampling.kay, values: [1]}, {field: align.loss.constraint.beta, values: [1]}]
            report: {reference: none, resamples: 5}
            """,
        "small.yaml:2: name: is 'sm all', must be letters, digits, '.', '_' or '-', 64 at most",
        "small.yaml:3: seeds[2]: is 'x', must be a whole number",
        "small.yaml:8: vft.epoks: is not a field; did you mean 'epochs'?",
        "small.yaml:8: vft.batchSize: is '0', must be at least 1",
        "small.yaml:9: sampling.shardQuestions: is '0', must be at least 1",
        "small.yaml:9: sampling.k: is '4', must be a multiple of range, which is 3, so that sample"
            + " ranges can be shared",
        "small.yaml:10: align.loss: is 'dpo', must be one of aft, rft",
        "small.yaml:11: evaluation.maxNewTokens: is 'many', must be a whole number",
        "small.yaml:11: evaluation.split: is 'selection', but data.selection is not given",
        "small.yaml:13: arms.a.continued.matches: is 'nowhere', must be the name of an arm whose"
            + " method is align; known: b",
        "small.yaml:14: arms.b.vft.epochs: is 'x', must be a whole number",
        "small.yaml:15: axes[0]: 'sampling.kay' is not a field of an arm; did you mean"
            + " 'sampling.k'?",
        "small.yaml:16: report.resamples: is '5', must be at least 100",
        "small.yaml:16: report.reference: is 'none', must be the name of an arm; known: a, b");
  }

  @Test
  void misspeltField_isNotAlsoReportedAsMissing() {
    assertAll(
        SMALL.replace("model:", "modle:"),
        "small.yaml:4: modle: is not a field; did you mean 'model'?");
    assertAll(
        SMALL.replace("base:", "bsae:"),
        "small.yaml:4: model.bsae: is not a field; did you mean 'base'?");
    assertAll(
        SMALL + "sampling: {k: 4, rnge: 2}\n",
        "small.yaml:8: sampling.rnge: is not a field; did you mean 'range'?");
    assertAll(
        SMALL + "samplng: {range: 2, k: 4}\nevaluation: {assessment: {k: 4}}\n",
        "small.yaml:8: samplng: is not a field; did you mean 'sampling'?");
    assertAll(
        SMALL
            + "arm: {a: {}, b: {method: continued, continued: {matches: a}}}\n"
            + "report: {reference: b}\n",
        "small.yaml:8: arm: is not a field; did you mean 'arms'?");
    assertAll(SMALL.replace("version: 1\n", ""), "small.yaml:1: version: is missing");
    assertAll(
        SMALL + "sampling: 5\nevaluation: {assessment: {k: 4}}\n",
        "small.yaml:8: sampling: is '5', must have the fields k, range, shardQuestions, decoding");
    assertAll(
        SMALL.replace("seeds: [1]", "seeds: [x]"),
        "small.yaml:3: seeds[0]: is 'x', must be a whole number");
  }

  @Test
  void boundOfAnotherField_violatedBesideAProblem_isReportedToo() {
    assertAll(
        SMALL + "sampling: {range: 2, k: 4}\nvft: {epochs: 0}\nevaluation: {assessment: {k: 3}}\n",
        "small.yaml:9: vft.epochs: is '0', must be at least 1",
        "small.yaml:10: evaluation.assessment.k: is '3', must be a multiple of sampling.range,"
            + " which is 2");
    assertAll(
        SMALL
            .replace(
                "{type: jsonl, file: a.jsonl}",
                "{type: arithmetic, split: train, count: many, minEvents: 5}")
            .replace("b.jsonl", "''"),
        "small.yaml:6: data.train.count: is 'many', must be a whole number",
        "small.yaml:6: data.train.minEvents: is '5', must be at most maxEvents, which is 4",
        "small.yaml:7: data.test.file: is '', must not be empty");
  }

  @Test
  void problemOfManyArmsByAnAlias_found_isReportedOnce() {
    String arms =
        "x-common: &c {vft: {epochs: 0}}\n"
            + "arms:\n"
            + "  a: *c\n"
            + "  b: *c\n"
            + "  c: {<<: *c}\n"
            + "  d: *c\n"
            + "  e: *c\n"
            + "  f: *c\n";
    assertAll(
        SMALL + arms,
        "small.yaml:8: arms.a.vft.epochs: is '0', must be at least 1; likewise arms.b.vft.epochs,"
            + " arms.c.vft.epochs, arms.d.vft.epochs and 2 more");
  }

  @Test
  void axesWithEndlessProducts_given_areRefusedAtOnce() {
    String values = "[" + "3, ".repeat(999) + "3]";
    String axes = "axes:\n" + ("  - {field: sampling.k, values: " + values + "}\n").repeat(9);
    assertAll(
        SMALL + axes + "vft: {epochs: 0}\n",
        "small.yaml:9: axes: make more than 100000 arms",
        "small.yaml:18: vft.epochs: is '0', must be at least 1");
  }

  @Test
  void experiment_withProblems_containsTheValidParts() {
    InvalidSpecException invalid =
        assertThrows(InvalidSpecException.class, () -> read(SMALL + "vft: {epochs: 0}\n"));
    LocatedArm arm = invalid.readable().orElseThrow().arms().getFirst();
    assertTrue(arm.positions().areRight("data.train", "model", "method", "vft.batchSize"));
    assertFalse(arm.positions().areRight("vft.epochs"));
    assertFalse(arm.positions().areRight("vft"));
    assertEquals("models/x", arm.spec().model().base());
  }
}
