package dev.aftlab.activities.lm.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.djl.DjlLearnerSession;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.loss.GradientScope;
import dev.aftlab.activities.lm.loss.Objective;
import dev.aftlab.activities.lm.loss.Objectives;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.experiments.spec.BetaSpec;
import dev.aftlab.experiments.spec.ConstraintSpec;
import dev.aftlab.experiments.spec.Feedback;
import dev.aftlab.experiments.spec.LossSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many passes a batch of several micro-batches takes, and that weights do not depend on it. */
final class TrainerPassesTest {
  /** Every completion is a micro-batch of its own. */
  private static final int SPLIT_QUESTIONS = 1;

  /** Every question is whole, in one of several micro-batches. */
  private static final int WHOLE_QUESTIONS = 20;

  private static final int STEPS = 6;

  @TempDir Path temporary;

  private static Objective aft(ConstraintSpec constraint, Feedback feedback) {
    return Objectives.of(new LossSpec.Aft(constraint, 3, feedback), OptionalDouble.empty());
  }

  private static List<Objective> objectives() {
    ConstraintSpec boundary =
        new ConstraintSpec.Boundary(new BetaSpec.Fixed(0.1), ConstraintSpec.Detach.T);
    return List.of(
        Objectives.supervised(),
        Objectives.of(new LossSpec.Rft(), OptionalDouble.empty()),
        aft(new ConstraintSpec.None(), Feedback.BINARY),
        aft(boundary, Feedback.BINARY),
        aft(boundary, Feedback.RANKING));
  }

  /** The same objective, of which nothing is known but that it sees the whole batch. */
  private static Objective ofBatch(Objective objective) {
    return objective::evaluate;
  }

  @ParameterizedTest
  @ValueSource(ints = {SPLIT_QUESTIONS, 10, WHOLE_QUESTIONS, 40})
  void weights_inOnePassOrTwo_haveTheSameBytes(int microBatchTokens) throws Exception {
    int trained = 0;
    for (Objective objective : objectives()) {
      Path one = temporary.resolve("one-" + trained);
      Path two = temporary.resolve("two-" + trained++);
      Counts inOne = train(objective, microBatchTokens, true, one);
      Counts inTwo = train(ofBatch(objective), microBatchTokens, true, two);
      assertEquals(GradientScope.BATCH, ofBatch(objective).scope());
      assertTrue(inOne.scores < inTwo.scores || microBatchTokens < WHOLE_QUESTIONS);
      assertEquals(inTwo.reports, inOne.reports);
      assertArrayEquals(
          Files.readAllBytes(two.resolve("training.safetensors")),
          Files.readAllBytes(one.resolve("training.safetensors")));
    }
  }

  @Test
  void wholeQuestions_lossByQuestion_takeOneForwardPassPerMicroBatch() throws Exception {
    Counts counts =
        train(aft(new ConstraintSpec.None(), Feedback.BINARY), WHOLE_QUESTIONS, true, temporary);
    assertTrue(counts.forwards > STEPS, "several micro-batches a step");
    assertEquals(0, counts.scores);
  }

  @Test
  void splitQuestions_lossByQuestion_areScoredBefore() throws Exception {
    Counts counts =
        train(aft(new ConstraintSpec.None(), Feedback.BINARY), SPLIT_QUESTIONS, true, temporary);
    assertEquals(counts.forwards, counts.scores);
  }

  @Test
  void splitQuestions_constantGradient_takeOneForwardPassPerMicroBatch() throws Exception {
    Counts counts = train(Objectives.supervised(), SPLIT_QUESTIONS, true, temporary);
    assertTrue(counts.forwards > STEPS, "several micro-batches a step");
    assertEquals(0, counts.scores);
  }

  @Test
  void wholeQuestions_lossByBatch_areScoredBefore() throws Exception {
    Counts counts = train(ReferenceModel.supervised(), WHOLE_QUESTIONS, true, temporary);
    assertEquals(counts.forwards, counts.scores);
  }

  @Test
  void wholeQuestions_engineWhoseScoresDiffer_areScoredBefore() throws Exception {
    Counts counts =
        train(aft(new ConstraintSpec.None(), Feedback.BINARY), WHOLE_QUESTIONS, false, temporary);
    assertEquals(counts.forwards, counts.scores);
  }

  private static Counts train(Objective objective, int microBatchTokens, boolean equal, Path folder)
      throws Exception {
    TrainerSettings settings =
        new TrainerSettings(STEPS, 4, microBatchTokens, ReferenceModel.OPTIMIZER, 7);
    CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu");
    try (Counts session =
        new Counts(new DjlLearnerSession(model, ReferenceModel.OPTIMIZER), equal)) {
      Trainer trainer = new Trainer(session, ReferenceModel.groups(), settings, objective);
      assertEquals(STEPS, trainer.totalSteps());
      for (int i = 0; i < STEPS; i++) {
        session.reports.add(trainer.step());
      }
      trainer.save(folder);
      return session;
    }
  }

  /** A session that counts passes. */
  private static final class Counts implements LearnerSession {
    private final LearnerSession session;
    private final boolean equal;
    private final List<StepReport> reports = new ArrayList<>();
    private int scores;
    private int forwards;

    Counts(LearnerSession session, boolean equal) {
      this.session = session;
      this.equal = equal;
    }

    @Override
    public int maxPositions() {
      return session.maxPositions();
    }

    @Override
    public double[] scores(MicroBatch batch) {
      scores++;
      return session.scores(batch);
    }

    @Override
    public boolean scoresEqualForward(MicroBatch batch) {
      assertTrue(session.scoresEqualForward(batch));
      return equal;
    }

    @Override
    public double[] forward(MicroBatch batch) {
      forwards++;
      return session.forward(batch);
    }

    @Override
    public void backward(double[] scoreGradient) {
      session.backward(scoreGradient);
    }

    @Override
    public double update(double learningRate, int update) {
      return session.update(learningRate, update);
    }

    @Override
    public void zeroGradients() {
      session.zeroGradients();
    }

    @Override
    public long stateBytes() {
      return session.stateBytes();
    }

    @Override
    public void save(Path folder, int nextStep, int totalSteps) {
      session.save(folder, nextStep, totalSteps);
    }

    @Override
    public int restore(Path folder, int totalSteps) {
      return session.restore(folder, totalSteps);
    }

    @Override
    public void export(Path folder) {
      session.export(folder);
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
