package dev.aftlab.activities.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.LabelDecision;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.SampleRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class SampleLabellerTest {
  private static final Question QUESTION =
      new Question("q", "how many now?", "3 + 4 = 7. #### 7", "7");
  private static final int[] REFERENCE = {5, 6, 2};

  private final List<SampleRecord> samples = new ArrayList<>();

  private void drawn(String text, boolean finished, int... tokens) {
    samples.add(
        new SampleRecord("q#" + samples.size(), "q", samples.size(), tokens, text, finished));
  }

  private List<LabelRecord> labels() {
    return SampleLabeller.label(QUESTION, REFERENCE, samples, Extractors.named("digits"));
  }

  private List<LabelDecision> kept() {
    return labels().stream().map(LabelRecord::kept).toList();
  }

  @Test
  void samples_ofAllKinds_areSortedInTheirOrder() {
    drawn("#### 8", true, 8, 2);
    drawn("#### 7", true, 7, 2);
    drawn("3 + 4 = 7. #### 7", true, 5, 6, 2);
    drawn("#### 7", true, 7, 2);
    drawn("#### 7", false, 7, 3);
    drawn("#### 8", true, 8, 2);
    drawn("so #### 7", true, 9, 7, 2);
    assertEquals(
        List.of(
            LabelDecision.NEGATIVE,
            LabelDecision.POSITIVE,
            LabelDecision.REFERENCE,
            LabelDecision.DUPLICATE,
            LabelDecision.UNFINISHED,
            LabelDecision.DUPLICATE,
            LabelDecision.POSITIVE),
        kept());
  }

  @Test
  void sampleWithoutTokens_isEmptyNotAnAnswer() {
    drawn("", true);
    drawn("#### 8", true, 8, 2);
    drawn("", true);
    assertEquals(List.of(LabelDecision.EMPTY, LabelDecision.NEGATIVE, LabelDecision.EMPTY), kept());
    assertFalse(labels().getFirst().correct());
    List<LabelRecord> withoutReference =
        SampleLabeller.label(QUESTION, new int[0], samples, Extractors.named("digits"));
    assertEquals(LabelDecision.EMPTY, withoutReference.getFirst().kept());
  }

  @Test
  void distinctness_goesByTokens() {
    // Two ways to write one text in tokens are two completions.
    drawn("#### 7", true, 7, 2);
    drawn("#### 7", true, 3, 4, 2);
    assertEquals(List.of(LabelDecision.POSITIVE, LabelDecision.POSITIVE), kept());
  }

  @Test
  void unfinishedSample_withRightDigits_isWrong() {
    drawn("#### 7", false, 7, 3);
    LabelRecord label = labels().getFirst();
    assertFalse(label.correct());
    assertEquals("", label.extracted());
  }

  @Test
  void unfinishedSample_beforeItsFinishedTwin_doesNotHideIt() {
    drawn("#### 7", false, 7, 2);
    drawn("#### 7", true, 7, 2);
    assertEquals(List.of(LabelDecision.UNFINISHED, LabelDecision.POSITIVE), kept());
  }

  @Test
  void fewerSamples_labelled_areAPrefix() {
    // What k = 3 keeps must be what k = 6 keeps of its first three.
    drawn("#### 8", true, 8, 2);
    drawn("#### 7", true, 7, 2);
    drawn("#### 8", true, 8, 2);
    List<LabelDecision> three = kept();
    drawn("#### 9", true, 9, 2);
    drawn("#### 7", true, 7, 2);
    assertEquals(three, kept().subList(0, 3));
  }

  @Test
  void givenVerdict_isKept() {
    drawn("#### 7", true, 7, 2);
    List<JudgedSample> judged =
        List.of(
            new JudgedSample(
                samples.getFirst(),
                Optional.of(false),
                OptionalDouble.of(0.5),
                OptionalInt.empty()));
    LabelRecord label =
        SampleLabeller.judge(QUESTION, REFERENCE, judged, Extractors.named("digits")).getFirst();
    assertEquals(
        "NEGATIVE 0.5 given 7",
        label.kept()
            + " "
            + label.rating().getAsDouble()
            + " "
            + label.extractor()
            + " "
            + label.extracted());
  }

  @Test
  void ratingAlone_leavesTheVerdictToTheExtractor() {
    drawn("#### 7", true, 7, 2);
    List<JudgedSample> judged =
        List.of(
            new JudgedSample(
                samples.getFirst(), Optional.empty(), OptionalDouble.of(-3), OptionalInt.empty()));
    LabelRecord label =
        SampleLabeller.judge(QUESTION, REFERENCE, judged, Extractors.named("digits")).getFirst();
    assertEquals(
        "POSITIVE -3.0 digits",
        label.kept() + " " + label.rating().getAsDouble() + " " + label.extractor());
  }

  @Test
  void label_carriesWhereItComesFrom() {
    drawn("#### 8", true, 8, 2);
    LabelRecord label = labels().getFirst();
    assertEquals(
        "q#0 digits v1: 8, right is 7",
        label.sample()
            + " "
            + label.extractor()
            + " v"
            + label.extractorVersion()
            + ": "
            + label.extracted()
            + ", right is "
            + label.gold());
  }

  @Test
  void decision_written_isItsLowerCaseName() {
    drawn("#### 8", true, 8, 2);
    drawn("#### 8", false, 8, 2);
    List<String> written = labels().stream().map(Json::write).toList();
    assertTrue(written.getFirst().endsWith(",\"kept\":\"negative\"}"), written.getFirst());
    assertTrue(written.getLast().endsWith(",\"kept\":\"unfinished\"}"), written.getLast());
    assertEquals(LabelDecision.UNFINISHED, Json.read(written.getLast(), LabelRecord.class).kept());
  }
}
