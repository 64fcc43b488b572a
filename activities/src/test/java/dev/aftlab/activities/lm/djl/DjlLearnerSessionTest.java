package dev.aftlab.activities.lm.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.data.Packer;
import dev.aftlab.activities.lm.data.PromptGroup;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.lm.engine.LearnerSession;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DjlLearnerSessionTest {
  /** Gradients of one pass against those of two, in single precision. */
  private static final double RELATIVE = 1e-5;

  private LearnerSession session;
  private MicroBatch batch;

  @BeforeEach
  void open() throws Exception {
    session =
        new DjlEngine(EngineOptions.of("cpu"))
            .train(ReferenceModel.folder(), ReferenceModel.OPTIMIZER);
    List<PromptGroup> prompts =
        ReferenceModel.groups().stream()
            .map(group -> new PromptGroup(group.prompt(), group.completions()))
            .toList();
    batch = new Packer(1 << 20, session.maxPositions()).pack(prompts).getFirst();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private double[] gradient(double value) {
    double[] gradient = new double[batch.completions().length];
    Arrays.fill(gradient, value);
    return gradient;
  }

  @Test
  void forward_scores_areThoseWithoutAGradient() {
    assertArrayEquals(session.scores(batch), session.forward(batch), 1e-4);
  }

  @Test
  void backward_twice_addsGradients() {
    session.forward(batch);
    session.backward(gradient(-0.02));
    double whole = session.update(0, 1);
    for (int pass = 0; pass < 2; pass++) {
      session.forward(batch);
      session.backward(gradient(-0.01));
    }
    assertEquals(whole, session.update(0, 2), RELATIVE * whole);
  }

  @Test
  void backward_withoutForward_isRefused() {
    assertThrows(IllegalStateException.class, () -> session.backward(gradient(1)));
    session.forward(batch);
    session.backward(gradient(1));
    assertThrows(IllegalStateException.class, () -> session.backward(gradient(1)));
  }

  @Test
  void update_withoutGradients_leavesTheWeights() {
    double[] before = session.scores(batch);
    session.forward(batch);
    session.backward(gradient(-0.01));
    session.zeroGradients();
    assertEquals(0, session.update(0.01, 1));
    assertArrayEquals(before, session.scores(batch));
  }

  @Test
  void update_withGradients_changesTheScores() {
    double[] before = session.scores(batch);
    session.forward(batch);
    session.backward(gradient(-0.01));
    session.update(0.01, 1);
    assertFalse(Arrays.equals(before, session.scores(batch)));
  }
}
