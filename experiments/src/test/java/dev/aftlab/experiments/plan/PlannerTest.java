package dev.aftlab.experiments.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.spec.DecodingSpec;
import dev.aftlab.experiments.spec.LossTraits;
import dev.aftlab.experiments.spec.LossTraits.SampleUse;
import dev.aftlab.experiments.spec.LossTraits.WrongSamples;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlannerTest {

  private static Plan plan(String name, String... overrides) {
    List<SpecReader.Override> parsed =
        List.of(overrides).stream().map(SpecReader.Override::parse).toList();
    return Planner.plan(SpecReader.read(name, Catalog.yaml(name), parsed).spec(), new FakeFacts());
  }

  @Test
  void plan_withAndWithoutWarnings_roundTrips() {
    Plan plan = plan("quickstart");
    assertEquals(plan, Json.read(Json.canonical(plan), Plan.class));
    Plan warning = plan.warning(List.of("too few"));
    assertEquals(warning, Json.read(Json.canonical(warning), Plan.class));
  }

  @Test
  void model_tokenizedJointlyOrSeparately_roundTrips() {
    Plan real = plan("gsm8k-smoke");
    assertTrue(Json.canonical(real).contains("\"joined\":true"));
    assertEquals(real, Json.read(Json.canonical(real), Plan.class));
    Plan shipped = plan("quickstart");
    assertTrue(Json.canonical(shipped).contains("\"joined\":false"));
    assertEquals(shipped, Json.read(Json.canonical(shipped), Plan.class));
  }

  private static Map<StepKind, Long> kinds(Plan plan) {
    return plan.steps().stream().collect(Collectors.groupingBy(Step::kind, Collectors.counting()));
  }

  @Test
  void quickstart_planned_runsEachDistinctStepOnce() {
    Plan plan = plan("quickstart");
    // 7 arms × 2 seeds. A seed: trainings vft, vft-matched, rft, detached, boundary, unconstrained
    // = 6; samples 0–2 and 3–5 of the training
    // questions and of the held-out ones = 4; labels of both = 2; scores for β = 1; evaluations =
    // 7. That is 20 a seed.
    assertEquals(14, plan.arms().size());
    assertEquals(
        Map.of(
            StepKind.TRAIN,
            12L,
            StepKind.SAMPLE,
            8L,
            StepKind.LABEL,
            4L,
            StepKind.SCORE,
            2L,
            StepKind.EVALUATE,
            14L),
        kinds(plan));
    // Requested, per seed: base and vft 5 each (vft, 2 assessment samples, assessment labels,
    // evaluation); rft, detached, unconstrained
    // 5 + 2 samples + labels + training = 9 each; boundary 10 with the scores; vft-matched 11 with
    // the alignment that it matches.
    // 5 + 5 + 3 · 9 + 10 + 11 = 58.
    assertEquals(116, plan.requestedSteps());
    assertEquals(14, plan.distinctArms().size());
  }

  @Test
  void sweep180_planned_hasTheDerivedNumbers() {
    Plan plan = plan("sweep-180");
    assertEquals(180, plan.arms().size());
    // β moves the boundary only: 5 β × 3 k arms with it, 3 k for each of the three other
    // objectives, 3 seeds: (15 + 9) · 3 = 72.
    assertEquals(72, plan.distinctArms().size());
    // A seed: VFT 1; ranges 0–2, 3–5, 6–8 of the training questions = 3, 0–2, 3–5 of the held-out
    // ones = 2; labels for k = 3, 6, 9 and of
    // the assessment = 4; no scores, since β is given; trainings 24; evaluations 24.
    assertEquals(
        Map.of(
            StepKind.TRAIN, 75L, StepKind.SAMPLE, 15L, StepKind.LABEL, 12L, StepKind.EVALUATE, 72L),
        kinds(plan));
    assertEquals(174, plan.steps().size());
    // Requested by a point with k samples: vft, k/3 ranges, labels, training, 2 assessment ranges,
    // their labels, evaluation = 7 + k/3.
    // 60 points each of k = 3, 6, 9: 60 · (8 + 9 + 10) = 1620.
    assertEquals(1620, plan.requestedSteps());
    assertEquals(
        3, plan.steps().stream().filter(step -> step.title().startsWith("train vft,")).count());
  }

  @Test
  void steps_ordered_comeAfterTheirInputs() {
    Set<ArtifactId> seen = new HashSet<>();
    for (Step step : plan("quickstart").steps()) {
      assertTrue(seen.containsAll(step.inputs()), step.title() + " is before one of its inputs");
      seen.add(step.artifact());
    }
  }

  @Test
  void continuedTraining_planned_readsTheMatchedSamplesAndTraining() {
    Plan plan = plan("quickstart");
    Map<ArtifactId, Step> steps = new HashMap<>();
    plan.steps().forEach(step -> steps.put(step.artifact(), step));
    List<Step.Train> continued =
        plan.steps().stream()
            .filter(Step.Train.class::isInstance)
            .map(Step.Train.class::cast)
            .filter(train -> !train.matched().isEmpty())
            .toList();
    assertFalse(continued.isEmpty());
    for (Step.Train train : continued) {
      // An identifier with the wrong kind names no step of the plan.
      assertTrue(steps.keySet().containsAll(train.inputs()), train.title());
      assertInstanceOf(Step.Train.class, steps.get(train.matchedArtifacts().getLast()));
    }
  }

  @Test
  void plan_writtenAsJson_readsBackEqual() {
    Plan plan = plan("quickstart");
    assertEquals(plan, Json.read(Json.write(plan), Plan.class));
  }

  @Test
  void laterK_planned_drawsOnlyTheNewRange() {
    Set<Fingerprint> six =
        plan("quickstart").steps().stream()
            .filter(Step.Sample.class::isInstance)
            .map(Step::fingerprint)
            .collect(Collectors.toSet());
    Set<Fingerprint> nine =
        plan("quickstart", "sampling.k=9").steps().stream()
            .filter(Step.Sample.class::isInstance)
            .map(Step::fingerprint)
            .collect(Collectors.toSet());
    assertTrue(nine.containsAll(six));
    assertEquals(six.size() + 2, nine.size());
  }

  @Test
  void location_changed_keepsFingerprints() {
    Plan one = plan("gsm8k-smoke");
    Plan other = plan("gsm8k-smoke", "data.train.file=elsewhere/train.jsonl");
    assertEquals(one.byFingerprint().keySet(), other.byFingerprint().keySet());
  }

  @Test
  void shuffle_changed_changesFingerprints() {
    Plan one = plan("gsm8k-smoke");
    assertNotEquals(
        one.byFingerprint().keySet(),
        plan("gsm8k-smoke", "data.train.shuffle=3").byFingerprint().keySet());
    assertEquals(
        one.byFingerprint().keySet(),
        plan("gsm8k-smoke", "data.train.shuffle=null").byFingerprint().keySet());
  }

  @Test
  void mixture_plannedAndWrittenAsJson_readsBackEqual() {
    String parts =
        "[{share: 2, data: {type: gsm8k, file: a}}, {share: 1, data: {type: ecqa, file: b,"
            + " commonsenseqa: [c]}}]";
    Plan plan = plan("gsm8k-smoke", "data.train={type: mixture, parts: " + parts + "}");
    assertEquals(plan, Json.read(Json.write(plan), Plan.class));
    String moved = parts.replace("[c]", "[elsewhere/c]").replace("file: b", "file: elsewhere/b");
    assertEquals(
        plan.byFingerprint().keySet(),
        plan("gsm8k-smoke", "data.train={type: mixture, parts: " + moved + "}")
            .byFingerprint()
            .keySet());
  }

  @Test
  void alignLearningRate_changed_reusesAllEarlierSteps() {
    Plan before = plan("quickstart");
    Plan after = plan("quickstart", "align.training.optimizer.learningRate=1e-4");
    Set<Fingerprint> done = before.byFingerprint().keySet();
    List<PlanDiff.Entry> entries =
        PlanDiff.compare(after, before, step -> done.contains(step.fingerprint()));
    PlanDiff.Entry boundary =
        entries.stream()
            .filter(entry -> entry.step().title().equals("train boundary, seed 20"))
            .findFirst()
            .orElseThrow();
    assertEquals(PlanDiff.State.CHANGED, boundary.state());
    assertEquals(
        List.of(new PlanDiff.Change("training.optimizer.learningRate", "5e-4", "1e-4")),
        boundary.changes());
    PlanDiff.Entry vft = entries.getFirst();
    assertEquals("train vft, seed 20", vft.step().title());
    assertEquals(PlanDiff.State.REUSED, vft.state());
    PlanDiff.Entry matched =
        entries.stream()
            .filter(entry -> entry.step().title().equals("train vft-matched, seed 20"))
            .findFirst()
            .orElseThrow();
    assertEquals("input", matched.changes().getFirst().field());
  }

  private static final String HARDER =
      "evaluation.also={harder: {data: {type: arithmetic, split: test, count: 50, minEvents: 5,"
          + " maxEvents: 5}}}";

  @Test
  void furtherSet_planned_isEvaluatedByEachArmAndChangesNothingElse() {
    Plan before = plan("quickstart");
    Plan after = plan("quickstart", HARDER);
    assertTrue(after.byFingerprint().keySet().containsAll(before.byFingerprint().keySet()));
    // 7 arms × 2 seeds.
    assertEquals(before.steps().size() + 14, after.steps().size());
    Step.Evaluate step =
        (Step.Evaluate)
            after.byFingerprint().get(after.arms().get(2).steps().also().getFirst().evaluation());
    assertEquals("evaluate vft on harder, seed 20", step.title());
    assertEquals("digits", step.label().extractor());
    assertEquals(110, step.decoding().maxNewTokens());
    assertTrue(step.assessment().isEmpty());
    assertEquals(after, Json.read(Json.write(after), Plan.class));
  }

  @Test
  void furtherSet_withOverrides_usesThem() {
    Plan plan =
        plan(
            "quickstart",
            HARDER,
            "evaluation.also.harder.label.extractor=numeric",
            "evaluation.also.harder.maxNewTokens=64");
    Step.Evaluate step =
        (Step.Evaluate)
            plan.byFingerprint().get(plan.arms().getFirst().steps().also().getFirst().evaluation());
    assertEquals("numeric", step.label().extractor());
    assertEquals(64, step.decoding().maxNewTokens());
  }

  @Test
  void answers_planned_areDrawnFromEachArmsOwnModelAndSharedWithAssessment() {
    Plan before = plan("quickstart");
    Plan after = plan("quickstart", "evaluation.sampled.questions=300", "evaluation.sampled.k=6");
    // 7 arms × 2 seeds × (2 ranges + labels), but VFT's are those of the assessment.
    assertEquals(before.steps().size() + 6 * 2 * 3, after.steps().size());
    ArmSteps base = after.arms().getFirst().steps();
    assertEquals(2, base.sampled().orElseThrow().samples().size());
    Step.Sample drawn =
        (Step.Sample) after.byFingerprint().get(base.sampled().get().samples().getFirst());
    assertTrue(drawn.model().trained().isEmpty());
    assertEquals("answers of base 0–2, seed 20", drawn.title());
    assertEquals(after, Json.read(Json.write(after), Plan.class));
    Plan cold =
        plan(
            "quickstart",
            "evaluation.sampled={questions: 100, k: 3, decoding: {temperature: 0.5}}");
    // One range of 3 here, and nothing to share.
    assertEquals(before.steps().size() + 7 * 2 * 2, cold.steps().size());
  }

  /**
   * Identities must not change by accident: an artifact that cannot be found any longer is lost.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "miniature",
        "sweep-180",
        "gsm8k-smoke",
        "gsm8k-solutions",
        "multi-task"
      })
  void catalogFingerprints_computed_areTheStoredOnes(String name) throws IOException {
    String computed =
        plan(name).steps().stream()
            .map(step -> step.fingerprint() + " " + step.title() + "\n")
            .collect(Collectors.joining());
    try (InputStream stored =
        PlannerTest.class.getResourceAsStream("fingerprints/" + name + ".txt")) {
      assertEquals(new String(stored.readAllBytes(), StandardCharsets.UTF_8), computed);
    }
  }

  /**
   * An extractor with other answers makes other labels and results; steps without it do not change.
   */
  @Test
  void extractorVersion_afterTheFirst_isPartOfItsStepsVersions() {
    Map<StepKind, Set<Integer>> versions = new HashMap<>();
    plan("gsm8k-smoke")
        .steps()
        .forEach(
            step ->
                versions
                    .computeIfAbsent(step.kind(), kind -> new HashSet<>())
                    .add(StepIdentity.of(step).get("version").intValue()));
    assertEquals(
        Map.of(
            StepKind.TRAIN,
            Set.of(1),
            StepKind.SAMPLE,
            Set.of(1),
            StepKind.SCORE,
            Set.of(1),
            StepKind.LABEL,
            Set.of(2),
            StepKind.EVALUATE,
            Set.of(2)),
        versions);
    plan("quickstart")
        .steps()
        .forEach(
            step -> assertEquals(1, StepIdentity.of(step).get("version").intValue(), step.title()));
  }

  @Test
  void stepOfAnEarlierVersion_compared_saysThatItsVersionChanged() {
    Plan plan = plan("gsm8k-smoke");
    Step labels =
        plan.steps().stream().filter(Step.Label.class::isInstance).findFirst().orElseThrow();
    Plan earlier =
        Json.read(
            Json.write(plan).replace(labels.fingerprint().value(), "0".repeat(64)), Plan.class);
    PlanDiff.Entry entry =
        PlanDiff.compare(plan, earlier, step -> false).stream()
            .filter(each -> each.step().equals(labels))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(new PlanDiff.Change("version", "earlier", "2")), entry.changes());
  }

  /**
   * The default form of prompts must keep the same steps, and other forms must have different ones.
   */
  @Test
  void prompt_otherKinds_areOtherSteps() {
    Set<Fingerprint> before = plan("gsm8k-smoke").byFingerprint().keySet();
    assertEquals(
        before, plan("gsm8k-smoke", "model.prompt={type: plain}").byFingerprint().keySet());
    for (String prompt : List.of("alpaca", "chat", "{type: chat, system: x}")) {
      Plan other = plan("gsm8k-smoke", "model.prompt=" + prompt);
      assertTrue(other.byFingerprint().keySet().stream().noneMatch(before::contains), prompt);
      before = other.byFingerprint().keySet();
      assertEquals(other, Json.read(Json.write(other), Plan.class));
    }
  }

  @Test
  void prompt_storedWithoutType_readsAsPlain() {
    Plan plan = plan("gsm8k-smoke");
    String stored = Json.write(plan).replace("\"type\":\"plain\",", "");
    assertTrue(!stored.contains("plain"));
    assertEquals(plan, Json.read(stored, Plan.class));
  }

  @Test
  void givenSamples_planned_areNotDrawn() {
    Plan plan = plan("gsm8k-smoke", "samples={type: jsonl, file: mine.jsonl}");
    assertEquals(
        Map.of(StepKind.TRAIN, 2L, StepKind.LABEL, 1L, StepKind.SCORE, 1L, StepKind.EVALUATE, 2L),
        kinds(plan));
    Step.Label label =
        (Step.Label)
            plan.steps().stream().filter(Step.Label.class::isInstance).findFirst().orElseThrow();
    assertEquals(List.of(), label.inputs());
    assertEquals("mine.jsonl", label.given().orElseThrow().spec().file());
    assertEquals(plan, Json.read(Json.write(plan), Plan.class));
    assertEquals(
        plan.byFingerprint().keySet(),
        plan("gsm8k-smoke", "samples={type: jsonl, file: elsewhere/mine.jsonl}")
            .byFingerprint()
            .keySet());
  }

  @Test
  void givenSamples_withALimit_areAnotherLabelStep() {
    Plan all = plan("gsm8k-smoke", "samples={type: jsonl, file: mine.jsonl}");
    Plan two = plan("gsm8k-smoke", "samples={type: jsonl, file: mine.jsonl, k: 2}");
    // Only what does not read the labels stays: VFT with its evaluation.
    assertEquals(
        2, two.byFingerprint().keySet().stream().filter(all.byFingerprint()::containsKey).count());
  }

  @Test
  void givenAssessmentSamples_planned_needNoVftOfABaseArm() {
    String given = "evaluation.assessment={questions: 1, samples: {type: jsonl, file: mine.jsonl}}";
    Plan plan = plan("gsm8k-smoke", "arms={base: {method: base}}", given);
    ArmSteps base =
        plan.arms().stream()
            .filter(arm -> arm.name().equals("base"))
            .findFirst()
            .orElseThrow()
            .steps();
    assertTrue(
        base.vft().isEmpty()
            && base.assessmentSamples().isEmpty()
            && base.assessmentLabels().isPresent());
    assertEquals(2, base.all().size());
  }

  @Test
  void binaryFeedback_written_isTheDefault() {
    Set<Fingerprint> before = plan("gsm8k-smoke").byFingerprint().keySet();
    assertEquals(
        before, plan("gsm8k-smoke", "align.loss.feedback=binary").byFingerprint().keySet());
    Plan ranking = plan("gsm8k-smoke", "align.loss.feedback=ranking");
    // The training and its evaluation are others, everything before them is not.
    assertEquals(
        2,
        ranking.byFingerprint().keySet().stream()
            .filter(fingerprint -> !before.contains(fingerprint))
            .count());
    assertEquals(ranking, Json.read(Json.write(ranking), Plan.class));
  }

  private static List<List<String>> stops(Plan plan) {
    return plan.steps().stream()
        .flatMap(
            step ->
                step instanceof Step.Sample sample
                    ? Stream.of(sample.decoding())
                    : step instanceof Step.Evaluate it ? Stream.of(it.decoding()) : Stream.empty())
        .map(DecodingSpec::stopTexts)
        .distinct()
        .toList();
  }

  @Test
  void stop_absent_isThePromptsDefault() {
    assertEquals(List.of(List.of("\nQuestion:")), stops(plan("gsm8k-smoke")));
    assertEquals(List.of(List.of()), stops(plan("quickstart")));
    assertEquals(
        List.of(List.of("\n### Instruction:")), stops(plan("gsm8k-smoke", "model.prompt=alpaca")));
    assertEquals(List.of(List.of()), stops(plan("gsm8k-smoke", "model.prompt=chat")));
  }

  @Test
  void stop_spelledOutOrInAnotherOrder_isTheSame() {
    Plan plan = plan("gsm8k-smoke");
    String same = "[\"\\nQuestion:\"]";
    assertEquals(
        plan, plan("gsm8k-smoke", "sampling.decoding.stop=" + same, "evaluation.stop=" + same));
    assertEquals(
        plan("quickstart"), plan("quickstart", "sampling.decoding.stop=[]", "evaluation.stop=[]"));
    assertEquals(
        plan("quickstart", "sampling.decoding.stop=[a, b]"),
        plan("quickstart", "sampling.decoding.stop=[b, a, b]"));
    assertEquals(plan, Json.read(Json.write(plan), Plan.class));
  }

  @Test
  void stop_ofAFurtherSet_defaultsToThatOfTheMainSet() {
    Plan plan = plan("quickstart", HARDER, "evaluation.stop=[x]");
    assertEquals(List.of("x"), further(plan).decoding().stopTexts());
    assertEquals(
        List.of("y"),
        further(
                plan(
                    "quickstart", HARDER, "evaluation.stop=[x]", "evaluation.also.harder.stop=[y]"))
            .decoding()
            .stopTexts());
    assertEquals(
        List.of(),
        further(plan("quickstart", HARDER, "evaluation.stop=[x]", "evaluation.also.harder.stop=[]"))
            .decoding()
            .stopTexts());
  }

  private static Step.Evaluate further(Plan plan) {
    return (Step.Evaluate)
        plan.byFingerprint().get(plan.arms().getFirst().steps().also().getFirst().evaluation());
  }

  @Test
  void stop_changed_isShownAsAWhole() {
    Plan before = plan("gsm8k-smoke");
    List<PlanDiff.Entry> entries =
        PlanDiff.compare(
            plan("gsm8k-smoke", "sampling.decoding.stop=[\"\\nQuestion:\", \"\\n\\n\"]"),
            before,
            step -> false);
    PlanDiff.Entry sampled =
        entries.stream()
            .filter(entry -> entry.step() instanceof Step.Sample)
            .findFirst()
            .orElseThrow();
    assertEquals(
        "[decoding.stop [\"\\nQuestion:\"] → [\"\\n\\n\",\"\\nQuestion:\"]]",
        sampled.changes().toString());
    List<PlanDiff.Entry> without =
        PlanDiff.compare(plan("gsm8k-smoke", "evaluation.stop=[]"), before, step -> false);
    PlanDiff.Entry evaluated =
        without.stream()
            .filter(entry -> entry.state() == PlanDiff.State.CHANGED)
            .findFirst()
            .orElseThrow();
    assertEquals("[decoding.stop [\"\\nQuestion:\"] → —]", evaluated.changes().toString());
  }

  @Test
  void decayOfNorms_true_roundTrips() {
    Plan plan = plan("quickstart");
    String stored = Json.write(plan);
    assertTrue(stored.contains("\"decayNorms\":true,"));
    assertEquals(plan, Json.read(stored, Plan.class));
  }

  @Test
  void decayOfNorms_absent_isAnotherTraining() {
    Plan stated = plan("quickstart");
    Plan without = plan("quickstart", "vft.optimizer.decayNorms=false");
    List<PlanDiff.Entry> compared = PlanDiff.compare(without, stated, step -> false);
    PlanDiff.Entry entry =
        compared.stream().filter(one -> one.step() instanceof Step.Train).findFirst().orElseThrow();
    assertEquals("[training.optimizer.decayNorms — → false]", entry.changes().toString());
  }

  @Test
  void decayOfNorms_withoutDecay_isNotInTheIdentity() {
    Set<Fingerprint> before = plan("gsm8k-smoke").byFingerprint().keySet();
    assertEquals(
        before, plan("gsm8k-smoke", "vft.optimizer.decayNorms=true").byFingerprint().keySet());
    Plan decayed = plan("gsm8k-smoke", "vft.optimizer.weightDecay=0.1");
    assertNotEquals(
        decayed.byFingerprint(),
        plan("gsm8k-smoke", "vft.optimizer.weightDecay=0.1", "vft.optimizer.decayNorms=true")
            .byFingerprint());
  }

  @Test
  void seeds_differ_shareNoStep() {
    Plan plan = plan("quickstart");
    assertNotEquals(
        plan.arms().get(0).steps().evaluation(), plan.arms().get(1).steps().evaluation());
    assertEquals(40, plan.steps().size());
  }

  private static Plan planNeedingReferenceScores(SampleUse samples, String... overrides) {
    List<SpecReader.Override> parsed =
        List.of(overrides).stream().map(SpecReader.Override::parse).toList();
    return Planner.plan(
        SpecReader.read("quickstart", Catalog.yaml("quickstart"), parsed).spec(),
        new FakeFacts(),
        planned -> {},
        loss -> new LossTraits(samples, WrongSamples.UNBOUNDED, loss.traits().beta(), true));
  }

  private static List<Step.Score> referenceScores(Plan plan) {
    return plan.steps().stream()
        .filter(Step.Score.class::isInstance)
        .map(Step.Score.class::cast)
        .filter(step -> step.title().startsWith("reference scores"))
        .toList();
  }

  @Test
  void lossWithReferenceScores_planned_scoresAllItsSamplesUnderTheStartModel() {
    Plan plan = planNeedingReferenceScores(SampleUse.RIGHT_AND_WRONG, "seeds=[20]");
    List<Step.Score> scores = referenceScores(plan);
    assertEquals(1, scores.size(), "the arms share one step");
    Step.Score score = scores.getFirst();
    List<Step.Train> aligned =
        plan.steps().stream()
            .filter(Step.Train.class::isInstance)
            .map(Step.Train.class::cast)
            .filter(step -> step.objective().alignment().isPresent())
            .toList();
    // rft, detached, boundary, unconstrained
    assertEquals(4, aligned.size());
    for (Step.Train train : aligned) {
      assertEquals(Optional.of(score.fingerprint()), train.referenceScores());
      assertTrue(train.inputs().contains(score.artifact()));
      assertEquals(train.from(), score.model());
      assertEquals(train.labels(), Optional.of(score.labels()));
    }
    assertEquals(1000, score.questions());
    assertFalse(score.unpaired());
    PlannedArm arm = plan.arms().stream().filter(a -> a.name().equals("rft")).findFirst().get();
    assertEquals(Optional.of(score.fingerprint()), arm.steps().referenceScores());
    assertTrue(arm.steps().all().contains(score.fingerprint()));
    assertEquals(plan, Json.read(Json.canonical(plan), Plan.class));
  }

  @Test
  void lossWithReferenceScores_readingUnpairedSamples_scoresThemToo() {
    Plan plan = planNeedingReferenceScores(SampleUse.BEST_RIGHT, "seeds=[20]");
    assertTrue(referenceScores(plan).getFirst().unpaired());
    assertNotEquals(
        referenceScores(plan).getFirst().fingerprint(),
        referenceScores(planNeedingReferenceScores(SampleUse.RANKED, "seeds=[20]"))
            .getFirst()
            .fingerprint());
  }

  @Test
  void lossesWithoutReferenceScores_planned_haveNoStepForThem() {
    Plan plan = plan("quickstart");
    assertEquals(List.of(), referenceScores(plan));
    assertFalse(Json.canonical(plan).contains("referenceScores"));
  }
}
