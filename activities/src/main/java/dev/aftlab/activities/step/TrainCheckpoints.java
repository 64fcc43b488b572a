package dev.aftlab.activities.step;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.aftlab.activities.lm.train.Trainer;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.Checkpoint;
import dev.aftlab.activities.store.Checkpoints;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.NoSpaceException;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.activities.tracking.MetricJournal;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.TrainResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one attempt at a training: the trainer's state, the metric journal, which
 * always end at the same step, and the numeric environments that the work was done in.
 */
final class TrainCheckpoints {

  private static final Logger LOG = LoggerFactory.getLogger(TrainCheckpoints.class);
  private static final String JOURNAL = "journal.jsonl";
  private static final String ENVIRONMENT = "environment.json";
  private static final long LOOK_NANOS = 1_000_000_000;
  private static final double NANOS = 1e9;

  private final Checkpoints checkpoints;
  private final CheckpointInterval pace;
  private final long start = System.nanoTime();
  private MetricJournal journal = new MetricJournal();
  private SortedMap<String, String> environmentBefore = new TreeMap<>();
  private double secondsBefore;
  private long lastSaved = start;
  private long lastSavedStep;
  private long lastLook = start;
  private Duration lastCost = Duration.ZERO;
  private Duration totalCost = Duration.ZERO;
  private int made;

  TrainCheckpoints(ArtifactStore store, Lease lease, CheckpointInterval pace) {
    this.checkpoints = store.checkpoints(lease);
    this.pace = pace;
  }

  /** Restores a trainer from the newest checkpoint; does nothing when there is none. */
  void restore(Trainer trainer) {
    Optional<Checkpoint> newest = checkpoints.newest();
    checkpoints.warnings().forEach(LOG::warn);
    newest.ifPresent(
        checkpoint -> {
          trainer.restore(checkpoint.folder());
          journal = MetricJournal.read(checkpoint.folder().resolve(JOURNAL));
          environmentBefore = environment(checkpoint.folder().resolve(ENVIRONMENT));
          secondsBefore = checkpoint.deviceSeconds();
        });
    lastSavedStep = trainer.nextStep();
  }

  private static SortedMap<String, String> environment(Path file) {
    try {
      return Files.exists(file)
          ? Json.mapper().readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {})
          : new TreeMap<>();
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " cannot be read", failure);
    }
  }

  void journal(long step, SortedMap<String, Double> metrics) {
    journal.append(step, Clock.systemUTC().instant(), metrics);
  }

  MetricJournal journal() {
    return journal;
  }

  /** Seconds of the attempts that this one continues, and its own. */
  double deviceSeconds() {
    return secondsBefore + seconds();
  }

  private double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }

  /** The environments of the attempts that this one continues, and its own. */
  SortedMap<String, String> environment(SortedMap<String, String> own) {
    return NumericEnvironment.both(environmentBefore, own);
  }

  /** What this attempt's checkpoints cost. */
  TrainResult.Checkpoints overhead() {
    double cost = totalCost.toNanos() / NANOS;
    return new TrainResult.Checkpoints(made, cost, cost / Math.max(seconds(), 1e-9));
  }

  /** Whether one is due or requested. */
  boolean due(Trainer trainer) {
    long now = System.nanoTime();
    if (now - lastSaved >= pace.between(lastCost).toNanos()
        || (pace.steps() > 0 && trainer.nextStep() - lastSavedStep >= pace.steps())) {
      return true;
    }
    if (now - lastLook < LOOK_NANOS) {
      return false;
    }
    lastLook = now;
    return checkpoints.requested();
  }

  /**
   * Makes one.
   *
   * @throws NoSpaceException with the space it needs
   */
  void save(Trainer trainer, SortedMap<String, String> environment) {
    long before = System.nanoTime();
    Path folder = checkpoints.begin(trainer.nextStep());
    try {
      trainer.save(folder);
      journal.writeTo(folder.resolve(JOURNAL));
      Files.writeString(folder.resolve(ENVIRONMENT), Json.write(environment(environment)));
      checkpoints.commit(folder, trainer.nextStep(), deviceSeconds());
    } catch (StoreException | UncheckedIOException | IOException failure) {
      throw told(failure, folder, trainer);
    }
    lastSaved = System.nanoTime();
    lastSavedStep = trainer.nextStep();
    lastCost = Duration.ofNanos(lastSaved - before);
    totalCost = totalCost.plus(lastCost);
    made++;
  }

  private RuntimeException told(Exception failure, Path folder, Trainer trainer) {
    if (NoSpaceException.is(failure)
        || (failure.getCause() != null && NoSpaceException.is(failure.getCause()))) {
      checkpoints.discard(folder);
      return NoSpaceException.writing(folder, trainer.stateBytes(), failure);
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new UncheckedIOException((IOException) failure);
  }
}
