package dev.aftlab.activities.step;

import dev.aftlab.activities.label.Extractor;
import dev.aftlab.activities.label.Extractors;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.CommitRequest;
import dev.aftlab.activities.store.CorruptArtifactException;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.MissingArtifactException;
import dev.aftlab.experiments.plan.ModelInput;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluateResult;
import dev.aftlab.experiments.result.ExtractorVersion;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.LabelResult;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.SampleResult;
import dev.aftlab.experiments.result.ScoreResult;
import dev.aftlab.experiments.result.StepResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Does the work of every kind of step and commits what comes of it. All methods may be called by
 * several threads.
 */
public final class StepExecutor {
  private static final String TALLY_FILE = "tally.json";

  private final StepContext workshop;
  private final CheckpointInterval checkpoints;

  /** Over a context; trainings make checkpoints at this interval. */
  public StepExecutor(StepContext workshop, CheckpointInterval checkpoints) {
    this.workshop = workshop;
    this.checkpoints = checkpoints;
  }

  /** The store that is worked on. */
  public ArtifactStore store() {
    return workshop.store();
  }

  /**
   * Into how many shards a step is cut: a matter of its settings, never of the number of workers.
   */
  public int shards(Step step) {
    return switch (step) {
      case Step.Sample sample -> pieces(sample.questions(), sample.shardQuestions());
      case Step.Evaluate evaluate -> pieces(evaluate.data().size(), evaluate.shardQuestions());
      case Step.Train train -> 1;
      case Step.Label label -> 1;
      case Step.Score score -> 1;
    };
  }

  private static int pieces(int questions, int shardQuestions) {
    return Math.max(1, Math.ceilDiv(questions, shardQuestions));
  }

  /**
   * Trains and commits; returns device seconds, those of earlier attempts that counted included.
   */
  public double train(Step.Train step, Lease lease, ProgressListener listener) {
    return tidied(
        step,
        lease,
        () -> {
          TrainStep.Result result =
              new TrainStep(workshop, step)
                  .run(
                      () -> new TrainCheckpoints(store(), lease, checkpoints),
                      () -> store().stage(lease),
                      listener);
          Tally tally = new Tally(result.cost(), result.environment());
          return commit(step, lease, tally, result.result()).cost().deviceSeconds();
        });
  }

  /** Labels and commits. */
  public double label(Step.Label step, Lease lease) {
    DeviceClock clock = new DeviceClock();
    return tidied(
        step,
        lease,
        () -> {
          LabelResult result = new LabelStep(workshop, step).run(store().stage(lease));
          Tally tally =
              new Tally(new Cost(clock.seconds(), 0, 0, 0, 0), NumericEnvironment.withoutEngine());
          return commit(step, lease, tally, result).cost().deviceSeconds();
        });
  }

  /** Scores and commits. */
  public double score(Step.Score step, Lease lease, ProgressListener listener) {
    return tidied(
        step,
        lease,
        () -> {
          Cost cost = new ScoreStep(workshop, step).run(store().stage(lease), listener);
          return commit(step, lease, tally(cost), new ScoreResult()).cost().deviceSeconds();
        });
  }

  /** Draws one shard and keeps it, unless it is there. */
  public double sample(Step.Sample step, int shard, Lease lease, ProgressListener listener) {
    return shard(
        step, shard, lease, folder -> new SampleStep(workshop, step).run(shard, folder, listener));
  }

  /** Evaluates one shard and keeps it, unless it is there. */
  public double evaluate(Step.Evaluate step, int shard, Lease lease, ProgressListener listener) {
    return shard(
        step,
        shard,
        lease,
        folder -> new EvaluateStep(workshop, step).run(shard, folder, listener));
  }

  private interface ShardWork {
    Cost run(Path folder);
  }

  private double shard(Step step, int shard, Lease lease, ShardWork work) {
    Path folder =
        store()
            .shard(step.fingerprint(), shard)
            .orElseGet(() -> tidied(step, lease, () -> makeShard(shard, lease, work)));
    return tally(folder).cost().deviceSeconds();
  }

  private Path makeShard(int shard, Lease lease, ShardWork work) {
    Path folder = store().stage(lease);
    Cost cost = work.run(folder);
    try {
      Files.writeString(folder.resolve(TALLY_FILE), Json.write(tally(cost)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return store().commitShard(lease, shard, folder);
  }

  /** What work cost, and in which environment it was done. */
  record Tally(Cost cost, SortedMap<String, String> environment) {
    static final Tally NONE = new Tally(Cost.NONE, new TreeMap<>());

    /** Both together; where environments differ, both are named. */
    Tally plus(Tally other) {
      return new Tally(
          cost.plus(other.cost()), NumericEnvironment.both(environment, other.environment()));
    }
  }

  private Tally tally(Cost cost) {
    return new Tally(cost, workshop.environment());
  }

  private static Tally tally(Path folder) {
    try {
      return Json.read(Files.readString(folder.resolve(TALLY_FILE)), Tally.class);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Joins the shards of a step in their order and commits. */
  public Manifest finish(Step step, Lease lease) {
    return tidied(step, lease, () -> join(step, lease));
  }

  private Manifest join(Step step, Lease lease) {
    Path staging = store().stage(lease);
    List<Path> folders =
        IntStream.range(0, shards(step)).mapToObj(shard -> shard(step, shard)).toList();
    join(folders, staging.resolve(step instanceof Step.Sample ? "samples.jsonl" : "items.jsonl"));
    join(folders, staging.resolve(SampleStep.PROMPTS));
    Tally tally = folders.stream().map(StepExecutor::tally).reduce(Tally.NONE, Tally::plus);
    Manifest manifest = commit(step, lease, tally, joined(step));
    model(step).ifPresent(workshop::release);
    return manifest;
  }

  /** What a step whose shards were joined reports. */
  private static StepResult joined(Step step) {
    if (step instanceof Step.Evaluate evaluate) {
      Extractor extractor = Extractors.named(evaluate.label().extractor());
      return new EvaluateResult(new ExtractorVersion(extractor.name(), extractor.version()));
    }
    return new SampleResult();
  }

  /** The model that the shards of a step read. */
  private static Optional<ModelInput> model(Step step) {
    return switch (step) {
      case Step.Sample sample -> Optional.of(sample.model());
      case Step.Evaluate evaluate -> Optional.of(evaluate.model());
      case Step.Score score -> Optional.of(score.model());
      case Step.Train train -> Optional.empty();
      case Step.Label label -> Optional.empty();
    };
  }

  /** Work that leaves no output behind when it fails, and quarantines corrupt input. */
  private <T> T tidied(Step step, Lease lease, Supplier<T> work) {
    try {
      return work.get();
    } catch (CorruptArtifactException | MissingArtifactException damaged) {
      store().unstage(lease);
      workshop.inspect(step.inputs());
      throw damaged;
    } catch (RuntimeException | Error failure) {
      store().unstage(lease);
      throw failure;
    }
  }

  private Path shard(Step step, int shard) {
    return store()
        .shard(step.fingerprint(), shard)
        .orElseThrow(() -> MissingArtifactException.shard(shard, step.title(), step.artifact()));
  }

  /** Joins the files of one name. */
  private static void join(List<Path> folders, Path target) {
    try (OutputStream out = Files.newOutputStream(target)) {
      for (Path folder : folders) {
        Files.copy(folder.resolve(target.getFileName()), out);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Manifest commit(Step step, Lease lease, Tally tally, StepResult result) {
    CommitRequest request =
        new CommitRequest(
            step.artifact(),
            step.version(),
            step.title(),
            step.inputs(),
            Json.canonical(step),
            tally.cost(),
            result,
            tally.environment());
    return store().commit(lease, request, store().stage(lease));
  }
}
