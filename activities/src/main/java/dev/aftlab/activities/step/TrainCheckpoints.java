package dev.aftlab.activities.step;

import dev.aftlab.activities.lm.train.Trainer;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.Checkpoint;
import dev.aftlab.activities.store.Checkpoints;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.tracking.MetricJournal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of one training: the trainer's state and the metric journal, which always end at the same step. */
final class TrainCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(TrainCheckpoints.class);
  private static final String JOURNAL = "journal.jsonl";

  private final Checkpoints checkpoints;
  private final Duration every;
  private final long start = System.nanoTime();
  private MetricJournal journal = new MetricJournal();
  private double secondsBefore;
  private long lastSaved = System.nanoTime();

  TrainCheckpoints(ArtifactStore store, Lease lease, Duration every) {
    this.checkpoints = store.checkpoints(lease);
    this.every = every;
  }

  /** Brings a trainer to the newest checkpoint; does nothing when there is none. */
  void restore(Trainer trainer) {
    Optional<Checkpoint> newest = checkpoints.newest();
    checkpoints.warnings().forEach(LOG::warn);
    newest.ifPresent(
        checkpoint -> {
          trainer.restore(checkpoint.folder());
          journal = MetricJournal.read(checkpoint.folder().resolve(JOURNAL));
          secondsBefore = checkpoint.deviceSeconds();
        });
  }

  void journal(long step, SortedMap<String, Double> metrics) {
    journal.append(step, Clock.systemUTC().instant(), metrics);
  }

  MetricJournal journal() {
    return journal;
  }

  /** Seconds of the attempts that this one continues, and its own. */
  double deviceSeconds() {
    return secondsBefore + (System.nanoTime() - start) / 1e9;
  }

  void saveIfDue(Trainer trainer) {
    if (System.nanoTime() - lastSaved >= every.toNanos()) {
      save(trainer);
    }
  }

  void save(Trainer trainer) {
    Path folder = checkpoints.begin(trainer.nextStep());
    trainer.save(folder);
    journal.writeTo(folder.resolve(JOURNAL));
    checkpoints.commit(folder, trainer.nextStep(), deviceSeconds());
    lastSaved = System.nanoTime();
  }
}
