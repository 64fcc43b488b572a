package dev.aftlab.activities.lm.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.DivergedException;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.djl.DjlLearnerSession;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.loss.BatchScores;
import dev.aftlab.activities.lm.loss.CandidateRole;
import dev.aftlab.activities.lm.loss.Objective;
import dev.aftlab.activities.lm.loss.ObjectiveValue;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.experiments.spec.OptimizerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final double LOSSES = 1e-5;
  private static final int WHOLE = 1 << 20;

  /** So small that every question is a micro-batch of its own. */
  private static final int SMALL = 1;

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(ints = {WHOLE, SMALL})
  void step_tenUpdates_lossesEqualPyTorch(int microBatchTokens) throws Exception {
    JsonNode record = ReferenceModel.record();
    try (LearnerSession session = session(ReferenceModel.OPTIMIZER)) {
      Trainer trainer = trainer(session, 10, 4, microBatchTokens);
      for (int i = 0; i < 10; i++) {
        StepReport report = trainer.step();
        assertEquals(record.get("losses").get(i).doubleValue(), report.loss(), LOSSES, "step " + i);
        assertEquals(
            record.get("norms").get(i).doubleValue(), report.gradientNorm(), 1e-4, "step " + i);
      }
      assertThrows(IllegalStateException.class, trainer::step);
    }
  }

  @Test
  void step_decayOfMatricesAlone_equalsPyTorchWithTwoParameterGroups() throws Exception {
    JsonNode record = ReferenceModel.record().get("matrixDecay");
    OptimizerSpec optimizer = optimizer(record.get("weightDecay").doubleValue(), false);
    try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu");
        LearnerSession session = new DjlLearnerSession(model, optimizer)) {
      Trainer trainer =
          new Trainer(
              session,
              ReferenceModel.groups(),
              new TrainerSettings(10, 4, WHOLE, optimizer, 7),
              ReferenceModel.supervised());
      for (int i = 0; i < 10; i++) {
        assertEquals(
            record.get("losses").get(i).doubleValue(), trainer.step().loss(), LOSSES, "step " + i);
      }
      float[] norm = model.parameters().get(13).toFloatArray();
      for (int i = 0; i < norm.length; i++) {
        assertEquals(
            record.get("finalNorm").get(i).doubleValue(), norm[i], LOSSES, "final norm " + i);
      }
    }
  }

  @Test
  void step_decayOfNorms_takesItsShareOfVectorsOnly() throws Exception {
    // Moments know nothing of decay, so after one step the two trainings differ by θ · lr · decay
    // where a vector is decayed, and nowhere else.
    List<float[]> all = oneStep(true);
    List<float[]> matrices = oneStep(false);
    try (CausalModel start = CausalModel.load(ReferenceModel.folder(), "cpu")) {
      for (int p = 0; p < start.parameters().size(); p++) {
        float[] before = start.parameters().get(p).toFloatArray();
        float[] decayed = all.get(p);
        float[] kept = matrices.get(p);
        double share = start.parameters().get(p).getShape().dimension() == 1 ? 0.01 * 0.5 : 0;
        for (int i = 0; i < before.length; i++) {
          assertEquals(before[i] * share, kept[i] - decayed[i], 1e-6, "parameter " + p);
        }
      }
    }
  }

  /** The weights after one step, by parameter. */
  private static List<float[]> oneStep(boolean decayNorms) throws Exception {
    OptimizerSpec optimizer = optimizer(0.5, decayNorms);
    TrainerSettings settings = new TrainerSettings(1, 4, WHOLE, optimizer, 7);
    try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu");
        LearnerSession session = new DjlLearnerSession(model, optimizer)) {
      new Trainer(session, ReferenceModel.groups(), settings, ReferenceModel.supervised()).step();
      return model.parameters().stream().map(NDArray::toFloatArray).toList();
    }
  }

  private static LearnerSession session(OptimizerSpec optimizer) throws Exception {
    return new DjlLearnerSession(CausalModel.load(ReferenceModel.folder(), "cpu"), optimizer);
  }

  /** That of the recorded steps with another decay. */
  private static OptimizerSpec optimizer(double weightDecay, boolean decayNorms) {
    OptimizerSpec recorded = ReferenceModel.OPTIMIZER;
    return new OptimizerSpec(
        recorded.learningRate(),
        recorded.beta1(),
        recorded.beta2(),
        recorded.epsilon(),
        weightDecay,
        decayNorms,
        recorded.clipNorm(),
        recorded.schedule());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 37})
  void restore_anyStep_endsInTheSameBytes(int stop) throws Exception {
    Path straight = temporary.resolve("straight");
    Path resumed = temporary.resolve("resumed");
    try (LearnerSession session = session(ReferenceModel.OPTIMIZER)) {
      Trainer trainer = trainer(session, 20, 2, WHOLE);
      run(trainer, 40);
      trainer.save(straight);
    }
    Path middle = temporary.resolve("middle");
    try (LearnerSession session = session(ReferenceModel.OPTIMIZER)) {
      Trainer trainer = trainer(session, 20, 2, WHOLE);
      run(trainer, stop);
      trainer.save(middle);
    }
    try (LearnerSession session = session(ReferenceModel.OPTIMIZER)) {
      Trainer trainer = trainer(session, 20, 2, WHOLE);
      trainer.restore(middle);
      assertEquals(stop, trainer.nextStep());
      run(trainer, 40 - stop);
      trainer.save(resumed);
    }
    assertArrayEquals(
        Files.readAllBytes(straight.resolve("training.safetensors")),
        Files.readAllBytes(resumed.resolve("training.safetensors")));
  }

  @Test
  void step_infiniteLoss_namesStepAndValue() throws Exception {
    Objective infinite =
        batch ->
            new ObjectiveValue(Double.POSITIVE_INFINITY, new double[batch.size()], new TreeMap<>());
    TrainerSettings settings = new TrainerSettings(1, 4, WHOLE, ReferenceModel.OPTIMIZER, 1);
    try (LearnerSession session = session(ReferenceModel.OPTIMIZER)) {
      Trainer trainer = new Trainer(session, ReferenceModel.groups(), settings, infinite);
      DivergedException failure = assertThrows(DivergedException.class, trainer::step);
      assertTrue(failure.getMessage().contains("step 0: loss is Infinity"), failure.getMessage());
    }
  }

  @Test
  void step_allSides_objectiveSeesGroupsInBatchOrder() throws Exception {
    List<BatchScores> seen = new ArrayList<>();
    Objective recording =
        batch -> {
          seen.add(batch);
          return ReferenceModel.supervised().evaluate(batch);
        };
    TrainerSettings settings = new TrainerSettings(1, 4, SMALL, ReferenceModel.OPTIMIZER, 1);
    try (LearnerSession session = session(ReferenceModel.OPTIMIZER)) {
      Trainer trainer = new Trainer(session, ReferenceModel.groups(), settings, recording);
      trainer.step();
    }
    assertEquals(1, seen.size());
    BatchScores batch = seen.getFirst();
    assertEquals(4, batch.questions());
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3}, batch.question());
    for (int i = 0; i < 12; i++) {
      assertEquals(CandidateRole.values()[i % 3], batch.roles()[i]);
      assertTrue(batch.sums()[i] < 0, "score " + i);
    }
  }

  @Test
  void step_packedRowLongerThanTheModel_isThatOfSeparateRows() throws Exception {
    // The model has 64 positions; prompt and completion have 60 tokens, the packed row 20 + 3 · 39
    // = 137.
    TrainingGroup group =
        ReferenceModel.group(
            "long", tokens(20, 0), tokens(40, 1), List.of(tokens(40, 2)), List.of(tokens(40, 3)));
    double packed = gradientNorm(group, WHOLE);
    assertEquals(gradientNorm(group, SMALL), packed, 1e-5 * packed);
  }

  private static double gradientNorm(TrainingGroup group, int microBatchTokens) throws Exception {
    Objective all =
        batch ->
            new ObjectiveValue(1, new double[] {-1.0 / 40, -2.0 / 40, 3.0 / 40}, new TreeMap<>());
    TrainerSettings settings =
        new TrainerSettings(1, 1, microBatchTokens, ReferenceModel.OPTIMIZER, 1);
    try (LearnerSession session = session(ReferenceModel.OPTIMIZER)) {
      Trainer trainer = new Trainer(session, List.of(group), settings, all);
      return trainer.step().gradientNorm();
    }
  }

  /** Some of the reference model's 40 tokens. */
  private static int[] tokens(int count, int salt) {
    return IntStream.range(0, count).map(i -> 3 + (7 * i + i * i * salt + salt) % 37).toArray();
  }

  private static void run(Trainer trainer, int steps) {
    for (int i = 0; i < steps; i++) {
      trainer.step();
    }
  }

  private static Trainer trainer(
      LearnerSession session, int epochs, int batchSize, int microBatchTokens) throws Exception {
    TrainerSettings settings =
        new TrainerSettings(epochs, batchSize, microBatchTokens, ReferenceModel.OPTIMIZER, 7);
    return new Trainer(session, ReferenceModel.groups(), settings, ReferenceModel.supervised());
  }
}
