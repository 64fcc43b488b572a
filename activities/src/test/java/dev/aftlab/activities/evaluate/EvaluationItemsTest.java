package dev.aftlab.activities.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.label.Extractors;
import dev.aftlab.experiments.result.EvaluationItem;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvaluationItemsTest {
  private static final double EXACT = 0;
  private static final Question QUESTION =
      new Question("q", "how many left?", "9 - 2 = 7. #### 7", "7");

  private static EvaluationItem item(boolean finished, double sum, int tokens) {
    EvaluationItems.Answer answer = new EvaluationItems.Answer("9 - 2 = 7. #### 7", 12, finished);
    return EvaluationItems.of(
        QUESTION,
        answer,
        Extractors.named("digits"),
        sum,
        tokens,
        List.of(-0.1),
        List.of(-0.2, -0.3),
        List.of(2.0, 1.0, 0.0));
  }

  @Test
  void rightAnswer_finished_isCorrect() {
    EvaluationItem item = item(true, -6, 12);
    assertTrue(item.correct());
    assertEquals("7", item.extracted());
    assertEquals(List.of(-0.2, -0.3), item.negatives());
    assertEquals(List.of(2.0, 1.0, 0.0), item.ratings());
  }

  @Test
  void rightAnswer_unfinished_isWrong() {
    assertFalse(item(false, -6, 12).correct());
  }

  @Test
  void referenceNll_isTheMeanPerToken() {
    // 6 nats over 12 tokens.
    assertEquals(0.5, item(true, -6, 12).referenceNll(), EXACT);
  }

  @Test
  void missingReference_hasNoNll() {
    assertEquals(0, item(true, 0, 0).referenceNll(), EXACT);
  }
}
