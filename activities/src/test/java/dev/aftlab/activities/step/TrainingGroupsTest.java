package dev.aftlab.activities.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.lm.data.Candidate;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.loss.CandidateRole;
import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.LabelDecision;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.ScoreRecord;
import dev.aftlab.experiments.spec.LossTraits.SampleUse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class TrainingGroupsTest {
  private static LabelRecord label(int index, boolean correct, OptionalDouble rating) {
    LabelDecision kept = correct ? LabelDecision.POSITIVE : LabelDecision.NEGATIVE;
    return new LabelRecord(
        "q#" + index,
        "q",
        index,
        new int[] {index, 0},
        "x",
        true,
        "given",
        0,
        "",
        "7",
        correct,
        rating,
        OptionalInt.empty(),
        kept);
  }

  private static LabelRecord rated(int index, boolean correct, double rating) {
    return label(index, correct, OptionalDouble.of(rating));
  }

  private static TrainingGroups.Kept kept(LabelRecord... labels) {
    return TrainingGroups.kept(List.of(labels), 9, 9).get("q");
  }

  @Test
  void ratings_ofKeptSamples_areInTheOrderOfTheGroup() {
    assertArrayEquals(
        new double[] {1, 2, 0},
        kept(rated(0, true, 1), rated(1, false, 0), rated(2, true, 2)).ratings());
    assertArrayEquals(
        new double[0],
        kept(label(0, true, OptionalDouble.empty()), label(1, false, OptionalDouble.empty()))
            .ratings());
  }

  private static TrainingGroup group(int... reference) {
    return new TrainingGroup("q", new int[] {6, 7, 8}, List.of(Candidate.reference(reference, 1)));
  }

  @Test
  void candidates_ofKeptSamples_areRightOnesThenWrongOnesWithTheirRanks() {
    TrainingGroup group =
        TrainingGroups.of(
            group(9, 0),
            kept(rated(0, true, 1), rated(1, false, 0), rated(2, true, 2)),
            Optional.empty());
    assertEquals(
        List.of(
            CandidateRole.REFERENCE,
            CandidateRole.POSITIVE,
            CandidateRole.POSITIVE,
            CandidateRole.NEGATIVE),
        group.candidates().stream().map(Candidate::role).toList());
    assertArrayEquals(
        new double[] {Double.NaN, 1, 2, 0},
        group.candidates().stream().mapToDouble(Candidate::rank).toArray());
    assertTrue(group.candidates().stream().allMatch(each -> Double.isNaN(each.referenceSum())));
  }

  @Test
  void candidates_withReferenceScores_haveThoseOfTheirSamples() {
    ReferenceScores scores =
        new ReferenceScores(List.of(score("q#1", -5), score("other#0", -9), score("q#0", -3)));
    TrainingGroup group =
        TrainingGroups.of(
            group(9, 0), kept(rated(0, true, 1), rated(1, false, 0)), Optional.of(scores));
    assertArrayEquals(
        new double[] {Double.NaN, -3, -5},
        group.candidates().stream().mapToDouble(Candidate::referenceSum).toArray());
    TrainingGroups.Kept unscored = kept(rated(0, true, 1), rated(7, false, 0));
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> TrainingGroups.of(group(9, 0), unscored, Optional.of(scores)))
            .getMessage();
    assertTrue(message.contains("q#7"), message);
  }

  private static ScoreRecord score(String sample, double sum) {
    return new ScoreRecord("q", sample, true, OptionalDouble.empty(), sum, 2);
  }

  @Test
  void contexts_ofWhatFollowsAPartOfThePrompt_stayWithTheirCompletions() {
    LabelRecord drawn = rated(1, true, 1);
    LabelRecord given =
        new LabelRecord(
            "q#2",
            "q",
            2,
            new int[] {5, 0},
            "x",
            true,
            "given",
            0,
            "",
            "7",
            false,
            OptionalDouble.of(0),
            OptionalInt.of(2),
            LabelDecision.NEGATIVE);
    TrainingGroups.Kept kept = kept(drawn, given);
    TokenizedCompletion merged = new TokenizedCompletion(1, new int[] {9, 0});
    assertArrayEquals(new int[] {1, 3, 2}, TrainingGroups.contexts(3, merged, kept));
    assertArrayEquals(
        new int[] {3, 2}, TrainingGroups.contexts(3, TokenizedCompletion.none(3), kept));
    assertArrayEquals(
        new int[0],
        TrainingGroups.contexts(3, new TokenizedCompletion(3, new int[] {9, 0}), kept(drawn)));
    TrainingGroup group = TrainingGroups.of(group(9, 0), kept, Optional.empty());
    assertArrayEquals(new int[] {1, 3, 2}, promptTokens(group));
    assertArrayEquals(
        new int[] {1, 3}, promptTokens(TrainingGroups.of(group, kept(drawn), Optional.empty())));
    assertArrayEquals(
        new int[] {1},
        promptTokens(TrainingGroups.of(group, TrainingGroups.Kept.NONE, Optional.empty())));
    assertEquals(
        List.of(1, 3, 2), group.prompts().stream().map(each -> each.prompt().length).toList());
    assertEquals(
        given.promptTokens(), Json.read(Json.write(given), LabelRecord.class).promptTokens());
    assertFalse(
        Json.write(drawn).contains("promptTokens"),
        "labels that follow the whole prompt are written as before");
  }

  @Test
  void rightSamplesOfTwoRatings_areReadByRankingAlone() {
    TrainingGroups.Kept kept = kept(rated(0, true, 1), rated(1, true, 2));
    assertEquals(kept, TrainingGroups.read(kept, SampleUse.RANKED));
    assertEquals(TrainingGroups.Kept.NONE, TrainingGroups.read(kept, SampleUse.RIGHT_AND_WRONG));
    assertEquals(1, kept.pairs());
  }

  @Test
  void rightWithWrongSamplesOfOneRating_areReadByBinaryAlone() {
    TrainingGroups.Kept kept = kept(rated(0, true, 1), rated(1, false, 1));
    assertEquals(kept, TrainingGroups.read(kept, SampleUse.RIGHT_AND_WRONG));
    assertEquals(TrainingGroups.Kept.NONE, TrainingGroups.read(kept, SampleUse.RANKED));
    assertEquals(0, kept.pairs());
  }

  @Test
  void unratedSamples_rankByTheirVerdicts() {
    assertTrue(
        kept(label(0, true, OptionalDouble.empty()), label(1, false, OptionalDouble.empty()))
            .ranked());
    assertFalse(
        kept(label(0, true, OptionalDouble.empty()), label(1, true, OptionalDouble.empty()))
            .ranked());
  }

  @Test
  void rejectionSampling_ofRatedSamples_takesTheBestOfTheRightOnes() {
    TrainingGroups.Kept read =
        TrainingGroups.read(
            kept(rated(0, true, 1), rated(1, true, 2), rated(2, true, 2), rated(3, false, 9)),
            SampleUse.BEST_RIGHT);
    assertEquals(List.of(1, 2), read.positives().stream().map(LabelRecord::index).toList());
    assertEquals(List.of(), read.negatives());
  }

  @Test
  void rejectionSampling_ofUnratedSamples_takesAllRightOnes() {
    TrainingGroups.Kept read =
        TrainingGroups.read(
            kept(label(0, true, OptionalDouble.empty()), label(1, true, OptionalDouble.empty())),
            SampleUse.BEST_RIGHT);
    assertEquals(2, read.positives().size());
  }

  @Test
  void label_writtenAsJson_namesARatingOnlyWhereThereIsOne() {
    assertFalse(Json.write(label(0, true, OptionalDouble.empty())).contains("rating"));
    assertEquals(
        OptionalDouble.of(2), Json.read(Json.write(rated(0, true, 2)), LabelRecord.class).rating());
    assertEquals(
        OptionalDouble.empty(),
        Json.read(Json.write(label(0, true, OptionalDouble.empty())), LabelRecord.class).rating());
  }

  private static int[] promptTokens(TrainingGroup group) {
    return group.candidates().stream().mapToInt(Candidate::promptTokens).toArray();
  }
}
