package dev.aftlab.activities.lm.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.djl.DjlLanguageModel;
import dev.aftlab.activities.lm.model.CausalModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private static final double PACKED = 1e-5;

  @Test
  void score_packedOrAlone_agrees() throws Exception {
    List<ScoreRequest> together =
        ReferenceModel.groups().stream()
            .map(g -> new ScoreRequest(g.prompt(), g.completions()))
            .toList();
    try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu")) {
      List<List<CompletionScore>> packed =
          new Scorer(new DjlLanguageModel(model), 1 << 16).score(together);
      for (int i = 0; i < together.size(); i++) {
        for (int j = 0; j < 3; j++) {
          ScoreRequest alone =
              new ScoreRequest(
                  together.get(i).prompt(), List.of(together.get(i).completions().get(j)));
          CompletionScore score =
              new Scorer(new DjlLanguageModel(model), 1)
                  .score(List.of(alone))
                  .getFirst()
                  .getFirst();
          assertEquals(
              score.mean(),
              packed.get(i).get(j).mean(),
              PACKED,
              "completion " + j + " of question " + i);
          assertEquals(alone.completions().getFirst().length, score.tokens());
        }
      }
    }
  }

  @Test
  void score_requestWithoutCompletions_keepsItsPlace() throws Exception {
    TrainingGroup group = ReferenceModel.groups().getFirst();
    List<ScoreRequest> requests =
        List.of(
            new ScoreRequest(group.prompt(), List.of()),
            new ScoreRequest(group.prompt(), List.of(group.completions().getFirst())));
    try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu")) {
      List<List<CompletionScore>> scores =
          new Scorer(new DjlLanguageModel(model), 100).score(requests);
      assertEquals(List.of(0, 1), scores.stream().map(List::size).toList());
    }
  }

  @Test
  void score_longerThanTheModel_isRefusedWithBothNumbers() throws Exception {
    // 40 + 30 = 70 tokens against the model's 64 positions.
    List<ScoreRequest> requests = List.of(new ScoreRequest(new int[40], List.of(new int[30])));
    try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu")) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new Scorer(new DjlLanguageModel(model), 100).score(requests))
              .getMessage();
      assertTrue(message.contains("70") && message.contains("64"), message);
    }
  }

  @Test
  void score_weightsTooLargeForFiniteNumbers_isRefusedByName() throws Exception {
    TrainingGroup group = ReferenceModel.groups().getFirst();
    try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu")) {
      NDArray norm = model.parameters().get(1);
      float[] large = new float[(int) norm.size()];
      Arrays.fill(large, 3e38f);
      model.assign(norm, large);
      ScoreRequest request =
          new ScoreRequest(group.prompt(), List.of(group.completions().getFirst()));
      String message =
          assertThrows(
                  DamagedModelException.class,
                  () -> new Scorer(new DjlLanguageModel(model), 100).score(List.of(request)))
              .getMessage();
      assertTrue(
          message.contains(model.folder() + ": weights: ") && message.contains("not finite"),
          message);
    }
  }

  @Test
  void score_packedRowLongerThanTheModel_isThatOfSeparateRows() throws Exception {
    // The model has 64 positions; each sequence has 24 + 40 = 64 tokens, the packed row 24 + 7 · 39
    // = 297.
    int[] prompt = tokens(24, 0);
    List<int[]> completions = IntStream.range(1, 8).mapToObj(i -> tokens(40, i)).toList();
    try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu")) {
      List<CompletionScore> packed =
          new Scorer(new DjlLanguageModel(model), 1 << 16)
              .score(List.of(new ScoreRequest(prompt, completions)))
              .getFirst();
      for (int i = 0; i < 7; i++) {
        List<ScoreRequest> alone = List.of(new ScoreRequest(prompt, List.of(completions.get(i))));
        assertEquals(
            new Scorer(new DjlLanguageModel(model), 1).score(alone).getFirst().getFirst().mean(),
            packed.get(i).mean(),
            PACKED,
            "completion " + i);
      }
    }
  }

  /** Some of the reference model's 40 tokens. */
  private static int[] tokens(int count, int salt) {
    return IntStream.range(0, count).map(i -> 3 + (7 * i + i * i * salt + salt) % 37).toArray();
  }
}
