package dev.aftlab.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The evaluations beside the main set. */
final class FurtherTest {
  private static final double EXACT = 1e-12;

  private static ArmOutcome arm(
      String name, long seed, String further, List<SampledQuestion> answers) {
    ArmOutcome plain = Small.plain(name, seed, "1010");
    FurtherOutcome harder =
        new FurtherOutcome(
            "harder",
            Small.plain(name, seed, further).items(),
            Small.judged(StepKind.EVALUATE, "harder-" + name + "-" + seed));
    List<FurtherOutcome> also = further.isEmpty() ? List.of() : List.of(harder);
    Optional<SampledOutcome> sampled =
        answers.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new SampledOutcome(
                    4, answers, Small.judged(StepKind.LABEL, "label-" + name + "-" + seed)));
    return new ArmOutcome(
        name, "", seed, plain.items(), new Cost(1, 2, 3, 4, 5), plain.sources(), also, sampled);
  }

  private static SampledQuestion asked(String question, int right, Integer... votes) {
    return new SampledQuestion(question, 4, List.of(votes), right);
  }

  /** Derived in the comments below. */
  private static List<ArmOutcome> outcomes() {
    return List.of(
        arm("vft", 1, "1100", List.of(asked("q1", 0, 3, 1), asked("q2", 1, 2, 2), asked("q3", -1))),
        arm("vft", 2, "1000", List.of(asked("q1", -1, 4), asked("q2", 0, 4), asked("q3", 1, 2, 1))),
        arm("bound", 1, "1110", List.of(asked("q1", 0, 4), asked("q2", 0, 4), asked("q3", 0, 1))),
        arm("bound", 2, "1111", List.of(asked("q1", 0, 4), asked("q2", 0, 4), asked("q3", 0, 1))));
  }

  private static Report report(List<ArmOutcome> outcomes) {
    return Reporter.report(Small.request(), outcomes);
  }

  @Test
  void furtherSet_reported_hasSeparateNumbers() {
    FurtherTable harder = report(outcomes()).also().getFirst();
    assertEquals("harder", harder.set());
    FurtherTable.Row vft = harder.rows().get(0);
    // 2 of 4 and 1 of 4.
    assertEquals(0.375, vft.accuracy().mean(), EXACT);
    assertEquals(8, vft.n());
    assertTrue(vft.toReference().isEmpty());
    Report.Tested bound = harder.rows().get(1).toReference().orElseThrow();
    // Only bound: q3 with seed 1; q2, q3, q4 with seed 2. Exact McNemar of 4 : 0 is 2 · ½⁴.
    assertEquals(4, bound.onlyArm());
    assertEquals(0, bound.onlyAgainst());
    assertEquals(0.5, bound.difference(), EXACT);
    assertEquals(0.125, bound.p(), EXACT);
    // bound against vft is in the family, but that is for the main set.
    assertTrue(bound.holm().isEmpty());
    assertEquals(
        List.of(Small.fingerprint("harder-bound-1"), Small.fingerprint("harder-bound-2")),
        harder.rows().get(1).evaluations());
  }

  @Test
  void furtherSet_answeredOnceForAllSeeds_countsOnce() {
    List<ArmOutcome> outcomes = new ArrayList<>();
    for (long seed = 1; seed <= 2; seed++) {
      ArmOutcome base = arm("base", seed, "1100", List.of());
      FurtherOutcome same =
          new FurtherOutcome("file", base.items(), Small.judged(StepKind.EVALUATE, "base"));
      outcomes.add(
          new ArmOutcome(
              "base",
              "",
              seed,
              base.items(),
              base.cost(),
              base.sources(),
              List.of(same),
              Optional.empty()));
    }
    FurtherTable.Row row = report(outcomes).also().getFirst().rows().getFirst();
    assertEquals(List.of(1L), row.seeds());
    assertEquals(4, row.n());
  }

  @Test
  void answers_reported_areMajoritiesAndPasses() {
    SampledTable.Row vft = report(outcomes()).sampled().orElseThrow().rows().get(0);
    // Seed 1: 3 of 4 votes; a tie of two; nothing answered: (1 + ½ + 0)/3. Seed 2: wrong, right, 2
    // : 1 against the right one: 1/3.
    assertEquals(0.5, vft.majority().share().perSeed().get(1L), EXACT);
    assertEquals(1.0 / 3, vft.majority().share().perSeed().get(2L), EXACT);
    assertEquals((0.5 + 1.0 / 3) / 2, vft.majority().share().mean(), EXACT);
    assertEquals(List.of(1, 2, 4), vft.pass().stream().map(SampledTable.Pass::j).toList());
    // pass@1 is c/4. Seed 1: (3 + 2 + 0)/12; seed 2: (0 + 4 + 1)/12.
    assertEquals(5.0 / 12, vft.pass().get(0).share().share().mean(), EXACT);
    // pass@2, c = 3, 2, 0: 1, 1 − 1/6, 0; c = 0, 4, 1: 0, 1, 1 − 3/6.
    assertEquals((11.0 / 18 + 0.5) / 2, vft.pass().get(1).share().share().mean(), EXACT);
    // pass@4 is whether any: 2/3 each.
    assertEquals(2.0 / 3, vft.pass().get(2).share().share().mean(), EXACT);
    // Seed 1: q3 gave no answer at all; seed 2: q3 one of 4 less: (4/12 + 1/12)/2.
    assertEquals(5.0 / 24, vft.withoutAnswer().mean(), EXACT);
    assertEquals(
        List.of(Small.fingerprint("label-vft-1"), Small.fingerprint("label-vft-2")), vft.labels());
    assertTrue(
        vft.majority().interval().low() <= 5.0 / 12
            && vft.majority().interval().high() >= 5.0 / 12);
  }

  @Test
  void answers_ofTwoArms_arePairedByQuestion() {
    SampledTable.Difference bound =
        report(outcomes()).sampled().orElseThrow().rows().get(1).toReference().orElseThrow();
    assertEquals("vft", bound.against());
    assertEquals(1 - 5.0 / 12, bound.difference(), EXACT);
    // Every question's difference is 0 or more, and no resample can leave that range.
    assertTrue(bound.interval().low() >= 0 && bound.interval().high() <= 1);
  }

  @Test
  void answers_toOtherQuestions_areNotCompared() {
    List<ArmOutcome> outcomes =
        List.of(
            arm("vft", 1, "", List.of(asked("q1", 0, 4))),
            arm("bound", 1, "", List.of(asked("q2", 0, 4))));
    String message =
        assertThrows(IllegalArgumentException.class, () -> report(outcomes)).getMessage();
    assertTrue(message.contains("bound and vft of seed 1"), message);
  }

  @Test
  void answers_fewerThanK_areRefused() {
    JudgedArtifact labels = Small.judged(StepKind.LABEL, "labels");
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new SampledOutcome(6, List.of(asked("q7", 0, 4)), labels))
            .getMessage();
    assertEquals("question q7 has 4 samples, must have 6", message);
  }

  @Test
  void page_ofFurtherMeasurements_hasTablesAndTheTrail() {
    String page = MarkdownReport.render(report(outcomes()));
    assertTrue(
        page.contains("### harder\n\n| arm | n | accuracy % | interval | vs vft | p |"), page);
    assertTrue(page.contains("| bound | 2 × 4 | 87.5 ± 17.7 |"), page);
    assertTrue(page.contains("| vft | 2 × 3 | 4 | 41.7 ± 11.8 |"), page);
    assertTrue(page.contains("| arm | pass@1 % | pass@2 % | pass@4 % |"), page);
    assertTrue(page.contains("evaluate `" + Small.fingerprint("harder-vft-1") + "`"), page);
    assertTrue(page.contains("`" + Small.fingerprint("label-vft-2") + "`"), page);
    String text = TerminalReport.render(report(outcomes()));
    assertTrue(text.contains("\nOn harder:\narm "), text);
    assertTrue(text.contains("\nSelf-consistency and pass@k:\narm "), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= TerminalReport.WIDTH), text);
  }

  @Test
  void json_ofFurtherMeasurements_hasThem() {
    JsonNode document = Json.read(JsonReport.render(report(outcomes())), JsonNode.class);
    assertEquals(0.375, document.at("/also/0/rows/0/accuracy/mean").asDouble(), EXACT);
    assertEquals("harder", document.at("/also/0/set").asText());
    assertEquals(2.0 / 3, document.at("/sampled/rows/0/pass/2/share/share/mean").asDouble(), EXACT);
    JsonNode plain =
        Json.read(JsonReport.render(report(List.of(Small.plain("vft", 1, "10")))), JsonNode.class);
    assertFalse(plain.has("also") || plain.has("sampled"));
  }
}
