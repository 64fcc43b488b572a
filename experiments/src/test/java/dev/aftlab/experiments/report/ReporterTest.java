package dev.aftlab.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.LossTraits.WrongSamples;
import dev.aftlab.experiments.spec.ReportSpec.ComparisonSpec;
import dev.aftlab.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReporterTest {
  private static final double EXACT = 1e-12;

  private static Report.Row row(Report report, String name) {
    return report.rows().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  private static String text(Report report) {
    return String.join("\n", report.conclusions());
  }

  private static Report small() {
    return Reporter.report(Small.request(), Small.outcomes());
  }

  @Test
  void row_accuracy_isMeanAndDeviationOverSeedsWithAPooledInterval() {
    Report.Row vft = row(small(), "vft");
    // Right: 2 of 4 and 1 of 4. Mean .375, deviation .25/√2. Wilson of 3 in 8, z² = 3.8414588:
    // centre (.375 + z²/16)/(1 + z²/8) = .4155512,
    // half width z/(1 + z²/8) · √(.375 · .625/8 + z²/256) = .2787073.
    assertEquals(8, vft.n());
    assertEquals(0.375, vft.accuracy().mean(), EXACT);
    assertEquals(0.25 / Math.sqrt(2), vft.accuracy().deviation().getAsDouble(), EXACT);
    assertEquals(new TreeMap<>(Map.of(1L, 0.5, 2L, 0.25)), vft.accuracy().perSeed());
    assertEquals(0.4155512 - 0.2787073, vft.interval().low(), 1e-6);
    assertEquals(0.4155512 + 0.2787073, vft.interval().high(), 1e-6);
  }

  @Test
  void row_assessment_isMeanOverQuestionsWithBothKindsThenOverSeeds() {
    Report.Row vft = row(small(), "vft");
    // Seed 1: q1 has pairs (−.2, −.3) in order and (−.4, −.3) not: 1/2; q2: 1; q3 has no negatives,
    // q4 nothing: (½ + 1)/2 = .75.
    // Seed 2: a tie is not in order: 0. Mean .375, deviation .75/√2. Questions with both kinds: 2 +
    // 1.
    assertEquals(0.375, vft.assessment().orElseThrow().mean(), EXACT);
    assertEquals(
        0.75 / Math.sqrt(2), vft.assessment().orElseThrow().deviation().getAsDouble(), EXACT);
    assertEquals(3, vft.assessedQuestions());
  }

  @Test
  void row_likelihoods_areMeansOverQuestionsOrCompletionsThenOverSeeds() {
    Report.Row vft = row(small(), "vft");
    // References: (.1 + .2 + .3 + .4)/4 = .25 and .2. Positives of questions with both kinds: (.2 +
    // .4 + .1)/3 and .2; negatives (.3 + .5)/2 and .2.
    assertEquals(0.225, vft.referenceNll().orElseThrow().mean(), EXACT);
    assertEquals((0.7 / 3 + 0.2) / 2, vft.positiveNll().orElseThrow().mean(), EXACT);
    assertEquals(0.3, vft.negativeNll().orElseThrow().mean(), EXACT);
  }

  @Test
  void row_cost_isTheMeanOverSeeds() {
    assertEquals(15, row(small(), "bound").cost().deviceSeconds(), EXACT);
    assertEquals(2e9, row(small(), "bound").cost().operations(), EXACT);
  }

  @Test
  void comparison_ofTheFamily_hasTheDerivedNumbers() {
    Report.Tested tested = small().comparisons().getFirst();
    // bound − vft: q3 of seed 1; q3 and q4 of seed 2: +1/4 and +2/4, 3 : 0. McNemar 2 · 1/8. t =
    // .375/(.25/√2/√2) = 3 with one degree of freedom.
    // Holm: .25 is the smaller of two: .5. t: the other comparison has no value and counts as 1:
    // doubled.
    double t = 1 - 2 / Math.PI * Math.atan(3);
    assertEquals(0.375, tested.difference(), EXACT);
    assertEquals(3, tested.onlyArm());
    assertEquals(0, tested.onlyAgainst());
    assertEquals(0.25, tested.p(), EXACT);
    assertEquals(0.5, tested.holm().getAsDouble(), EXACT);
    assertEquals(t, tested.seedP().getAsDouble(), EXACT);
    assertEquals(2 * t, tested.seedHolm().getAsDouble(), EXACT);
    assertEquals(
        Stream.of("bound-1", "vft-1", "bound-2", "vft-2").map(Small::fingerprint).toList(),
        tested.evaluations());
  }

  @Test
  void comparison_bootstrapOfThreeInEight_staysWithinWhatResamplesCanBe() {
    Interval interval = small().comparisons().getFirst().interval();
    // All three discordant questions favour bound: no resample is below 0; nearly all lie above it
    // (1 − (3/4)^4 · (1/2)^4 = .98).
    assertTrue(interval.low() >= 0 && interval.low() <= 0.25, interval.toString());
    assertTrue(interval.high() >= 0.5 && interval.high() <= 1, interval.toString());
  }

  @Test
  void comparison_equalDifferencesOfSeeds_haveNoTestOverSeeds() {
    // free − vft: q2 of seed 1 and q1 of seed 2 only vft: −1/4 twice.
    Report.Tested tested = small().comparisons().get(1);
    assertEquals(-0.25, tested.difference(), EXACT);
    assertEquals(0.5, tested.p(), EXACT);
    assertTrue(tested.seedP().isEmpty());
    assertTrue(tested.seedHolm().isEmpty());
  }

  @Test
  void reversedComparison_outsideOfTheFamily_carriesTheFamilysCorrection() {
    List<ComparisonSpec> family =
        List.of(new ComparisonSpec("vft", "free"), new ComparisonSpec("bound", "vft"));
    Report.Row free = row(Reporter.report(Small.request(family), Small.outcomes()), "free");
    Report.Tested tested = free.toReference().orElseThrow();
    assertEquals(-0.25, tested.difference(), EXACT);
    assertEquals("vft", tested.against());
    assertEquals(2, tested.onlyAgainst());
    assertEquals(0.5, tested.holm().getAsDouble(), EXACT);
    assertTrue(tested.interval().high() <= 0 && tested.interval().low() < tested.interval().high());
  }

  @Test
  void family_withAMissingArm_isStillCorrectedOverAll() {
    List<ComparisonSpec> family =
        List.of(
            new ComparisonSpec("bound", "vft"),
            new ComparisonSpec("gone", "vft"),
            new ComparisonSpec("free", "vft"));
    Report report = Reporter.report(Small.request(family), Small.outcomes());
    assertEquals(2, report.comparisons().size());
    assertEquals(0.75, report.comparisons().getFirst().holm().getAsDouble(), EXACT);
    assertTrue(text(report).contains("gone − vft"), text(report));
  }

  @Test
  void oneSeed_everything_hasNeitherDeviationNorTestOverSeeds() {
    Report report = Reporter.report(Small.request(), Small.seedOne());
    assertTrue(row(report, "vft").accuracy().deviation().isEmpty());
    assertTrue(
        report.comparisons().stream()
            .allMatch(test -> test.seedP().isEmpty() && test.seedHolm().isEmpty()));
    assertTrue(
        text(report).contains("With 1 seed this table describes only these trainings"),
        text(report));
    assertTrue(
        text(report).contains("One seed does not show whether free is below or above vft."),
        text(report));
  }

  @Test
  void noMixedQuestion_assessment_isAbsent() {
    Report report =
        Reporter.report(
            Small.request(), List.of(Small.plain("vft", 1, "10"), Small.plain("bound", 1, "11")));
    assertEquals(Optional.empty(), row(report, "vft").assessment());
    assertEquals(Optional.empty(), row(report, "vft").referenceNll());
    assertTrue(text(report).contains("there is no assessment accuracy"), text(report));
    String page = MarkdownReport.render(report);
    assertTrue(page.contains("n/a"), page);
    assertFalse(page.contains("NaN"), page);
  }

  @Test
  void conclusions_withExpectedEffects_stateThem() {
    String text = text(small());
    assertTrue(
        text.contains(
            "Without a constraint (free), assessment accuracy rises to 1.000, the highest (vft"
                + " 0.375)"),
        text);
    assertTrue(
        text.contains("the NLL of references worsens to 0.5000, the worst (vft 0.2250)."), text);
    // free is right once in eight; below bound by 4 questions of 8 (q2, q3; q1, q3, q4: five) at p
    // = 2 · 1/32 = .0625.
    assertTrue(
        text.contains(
            "Its accuracy is 12.5 %: not significantly different from bound (-62.5 points,"
                + " uncorrected p = 0.063)."),
        text);
  }

  @Test
  void conclusions_withoutExpectedEffects_stateTheirAbsence() {
    ReportRequest small = Small.request();
    Map<String, WrongSamples> swapped =
        Map.of("bound", WrongSamples.UNBOUNDED, "free", WrongSamples.BOUNDED);
    Report report =
        Reporter.report(
            new ReportRequest(
                small.experiment(),
                "",
                List.of(),
                "vft",
                "",
                swapped,
                List.of(),
                0.95,
                100,
                1,
                List.of()),
            Small.outcomes());
    assertTrue(
        text(report)
            .contains(
                "assessment accuracy is 0.750, not the highest (free 1.000, vft 0.375): the"
                    + " expected effect did not show"),
        text(report));
  }

  @Test
  void conclusions_manyQuestionsAndThreeSeeds_useTheCorrectedP() {
    List<ArmOutcome> outcomes = new ArrayList<>();
    String[] better = {"1".repeat(30), "1".repeat(29) + "0", "1".repeat(28) + "00"};
    for (int seed = 1; seed <= 3; seed++) {
      outcomes.add(Small.plain("vft", seed, "1".repeat(20) + "0".repeat(10)));
      outcomes.add(Small.plain("bound", seed, better[seed - 1]));
    }
    String text =
        text(Reporter.report(Small.request(List.of(new ComparisonSpec("bound", "vft"))), outcomes));
    // 10 + 9 + 8 = 27 : 0, p = 2^−26 = 1.5e-8. Differences 10, 9, 8 of 30: t = 9/(1/√3) = 15.6, two
    // degrees of freedom:
    // p = 1 − t/√(t² + 2) = 1 − √(243/245) = .0041.
    assertTrue(
        text.contains(
            "Against the reference, bound is above vft (+30.0 points, Holm-corrected p = 1e-8, over"
                + " trainings p = 0.004)."),
        text);
    assertFalse(text.contains("only these trainings"), text);
  }

  @Test
  void conclusions_constrainedArmsAndRft_areNotOrdered() {
    ReportRequest small = Small.request();
    Map<String, WrongSamples> concluded =
        Map.of(
            "vft",
            WrongSamples.UNREAD,
            "free",
            WrongSamples.CONSTANT,
            "bound",
            WrongSamples.BOUNDED);
    String text =
        text(
            Reporter.report(
                new ReportRequest(
                    "x",
                    "",
                    List.of(),
                    "",
                    "",
                    concluded,
                    List.of(),
                    0.95,
                    100,
                    1,
                    small.receipt()),
                Small.outcomes()));
    assertTrue(text.contains("No order can be concluded among bound, free, vft"), text);
    assertFalse(text.contains("is above") || text.contains("is below"), text);
  }

  @Test
  void conclusions_noConcludedArms_coverPreRegisteredComparisonsOnly() {
    ReportRequest generic =
        new ReportRequest(
            "x",
            "",
            List.of(),
            "vft",
            "",
            Map.of(),
            List.of(new ComparisonSpec("bound", "vft")),
            0.95,
            100,
            1,
            List.of());
    List<String> sentences = Reporter.report(generic, Small.outcomes()).conclusions();
    assertEquals(2, sentences.size());
    assertEquals(
        "bound is not significantly different from vft (+37.5 points, Holm-corrected p = 0.25).",
        sentences.getFirst());
  }

  @Test
  void arms_withUnequalNumbersOfQuestions_areRefusedByName() {
    List<ArmOutcome> outcomes =
        List.of(Small.plain("vft", 1, "1010"), Small.plain("bound", 1, "101"));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Reporter.report(Small.request(), outcomes))
            .getMessage();
    assertEquals(
        "bound and vft of seed 1 have 3 and 4 questions: they cannot be compared; evaluate both on"
            + " the same questions",
        message);
  }

  @Test
  void seedsOfAnArm_withUnequalNumbersOfQuestions_areRefusedByName() {
    List<ArmOutcome> outcomes =
        List.of(Small.plain("vft", 1, "1010"), Small.plain("vft", 2, "101"));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Reporter.report(Small.request(), outcomes))
            .getMessage();
    assertTrue(message.startsWith("vft has 4 questions with seed 1 and 3 with seed 2"), message);
  }

  @Test
  void arms_withoutQuestionsOrTwiceTheSameSeed_areRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Reporter.report(Small.request(), List.of(Small.plain("vft", 1, ""))));
    List<ArmOutcome> twice = List.of(Small.plain("vft", 1, "10"), Small.plain("vft", 1, "01"));
    assertThrows(IllegalArgumentException.class, () -> Reporter.report(Small.request(), twice));
  }

  @Test
  void armOnAnAxis_ofAReport_hasASeparateRow() {
    ArmOutcome plain = Small.plain("bound", 1, "10");
    ArmOutcome point =
        new ArmOutcome("bound", "k=3", 1, plain.items(), plain.cost(), plain.sources());
    Report report = Reporter.report(Small.request(), List.of(plain, point));
    assertEquals(
        List.of("bound", "bound [k=3]"), report.rows().stream().map(Report.Row::name).toList());
  }
}
