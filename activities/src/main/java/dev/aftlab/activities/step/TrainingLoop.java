package dev.aftlab.activities.step;

import dev.aftlab.activities.lm.train.StepReport;
import dev.aftlab.activities.lm.train.Trainer;
import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import dev.aftlab.activities.progress.StoppedException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes a trainer to its last step, with progress, journal and checkpoints between steps. */
final class TrainingLoop {
  private final String title;
  private final Trainer trainer;
  private final TrainCheckpoints checkpoints;
  private final SortedMap<String, String> environment;
  private final ProgressListener listener;

  /**
   * A loop from the trainer's next step on.
   *
   * @param title names the step in messages
   * @param environment the numeric environment, kept with each checkpoint
   */
  TrainingLoop(
      String title,
      Trainer trainer,
      TrainCheckpoints checkpoints,
      SortedMap<String, String> environment,
      ProgressListener listener) {
    this.title = title;
    this.trainer = trainer;
    this.checkpoints = checkpoints;
    this.environment = environment;
    this.listener = listener;
  }

  /**
   * Does all remaining steps.
   *
   * @throws StoppedException when the listener requested it; a checkpoint was made before
   */
  void run() {
    report(Stage.TRAIN, Collections.emptySortedMap());
    while (!trainer.isDone() && !listener.stopRequested()) {
      afterStep(trainer.step());
    }
    if (!trainer.isDone()) {
      checkpoints.save(trainer, environment);
      throw new StoppedException(
          title + " stopped before step " + trainer.nextStep() + " of " + trainer.totalSteps());
    }
    report(Stage.CHECKPOINT, Collections.emptySortedMap());
  }

  private void afterStep(StepReport report) {
    SortedMap<String, Double> metrics = new TreeMap<>(report.metrics());
    metrics.put("loss", report.loss());
    metrics.put("learningRate", report.learningRate());
    metrics.put("gradientNorm", report.gradientNorm());
    checkpoints.journal(report.step(), metrics);
    report(Stage.TRAIN, metrics);
    if (!trainer.isDone() && checkpoints.due(trainer)) {
      report(Stage.CHECKPOINT, metrics);
      checkpoints.save(trainer, environment);
      report(Stage.TRAIN, metrics);
    }
  }

  private void report(Stage stage, SortedMap<String, Double> metrics) {
    listener.onProgress(new Progress(stage, trainer.nextStep(), trainer.totalSteps(), metrics));
  }
}
