package dev.aftlab.worker.run;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.activity.Heartbeat;
import dev.aftlab.workflows.client.RunMonitor.StepView;
import dev.aftlab.workflows.client.RunMonitor.Working;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The status of a step that a run waits for, combined over the activities of its shards.
 *
 * @param title its name
 * @param fingerprint its identity
 * @param working whether a worker is running part of it
 * @param stage its stage, or how it ended
 * @param cancelled whether it was cancelled: the arms that wait for it request it again
 * @param note more for console, such as who holds its lease or how much room it needs; may be empty
 * @param done completed units of the current activities
 * @param total units in all; 0 when unknown
 * @param rate units per second; 0 when unknown
 * @param shards shards in all; 0 when it has none
 * @param shardsDone shards done
 * @param attempt the highest attempt of its activities; 0 when there is none
 * @param lastFailure why the attempt before failed; may be empty
 * @param workers identities of its workers, if the server reports them
 * @param checkpoint position of its latest checkpoint; empty without one, or when the store is
 *     unreachable
 * @param metrics the headline metrics
 */
record StepStatus(
    String title,
    Fingerprint fingerprint,
    boolean working,
    String stage,
    boolean cancelled,
    String note,
    long done,
    long total,
    double rate,
    int shards,
    int shardsDone,
    int attempt,
    String lastFailure,
    List<String> workers,
    Optional<Long> checkpoint,
    SortedMap<String, Double> metrics) {

  static StepStatus of(StepView step, Optional<Long> checkpoint) {
    List<Working> working = step.activities().stream().filter(Working::started).toList();
    List<Heartbeat> beats = working.stream().map(Working::heartbeat).toList();
    TreeMap<String, Double> metrics = new TreeMap<>();
    beats.forEach(beat -> beat.metrics().forEach(metrics::putIfAbsent));
    return new StepStatus(
        step.progress().title(),
        step.waited().fingerprint(),
        !working.isEmpty(),
        stage(step, beats),
        step.progress().end().filter(StepEnd.Cancelled.class::isInstance).isPresent(),
        step.progress().note(),
        beats.stream().mapToLong(Heartbeat::done).sum(),
        beats.stream().mapToLong(Heartbeat::total).sum(),
        beats.stream().mapToDouble(Heartbeat::rate).sum(),
        step.progress().shards(),
        step.progress().shardsDone(),
        step.activities().stream().mapToInt(Working::attempt).max().orElse(0),
        lastFailure(step),
        working.stream()
            .map(Working::worker)
            .filter(worker -> !worker.isEmpty())
            .distinct()
            .toList(),
        checkpoint,
        metrics);
  }

  private static String lastFailure(StepView step) {
    return step.activities().stream()
        .map(Working::lastFailure)
        .filter(failure -> !failure.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String stage(StepView step, List<Heartbeat> beats) {
    if (beats.isEmpty() && !step.activities().isEmpty()) {
      return "waiting for a slot";
    }
    return beats.stream()
        .map(Heartbeat::stage)
        .filter(stage -> !stage.isEmpty())
        .findFirst()
        .orElse(step.progress().word());
  }
}
