package dev.aftlab.worker.progress;

import dev.aftlab.worker.cli.Formats;
import dev.aftlab.workflows.activity.Heartbeat;
import dev.aftlab.workflows.client.RunMonitor.StepView;
import dev.aftlab.workflows.client.RunMonitor.Working;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The progress of a step, for display.
 *
 * @param title the step's name
 * @param working whether a worker is running part of it
 * @param doing its stage or what it waits for
 * @param fraction completed part in 0–1; empty when unknown
 * @param amount completed units of all, over the current activities; may be empty
 * @param rate units per second; 0 when unknown
 * @param left estimated time left; empty when unknown
 * @param metrics the headline metrics, such as {@code loss 0.412}; may be empty
 */
record StepLine(
    String title,
    boolean working,
    String doing,
    Optional<Double> fraction,
    String amount,
    double rate,
    Optional<Duration> left,
    String metrics) {

  private static final int BAR = 10;

  /** The progress of a step, combined over the activities of its shards. */
  static StepLine of(StepView step) {
    List<Heartbeat> beats =
        step.activities().stream().filter(Working::started).map(Working::heartbeat).toList();
    long done = beats.stream().mapToLong(Heartbeat::done).sum();
    long total = beats.stream().mapToLong(Heartbeat::total).sum();
    double rate = beats.stream().mapToDouble(Heartbeat::rate).sum();
    int shards = Math.max(1, step.progress().shards());
    int waiting = Math.max(0, shards - step.progress().shardsDone() - beats.size());
    boolean known = total > 0 && beats.stream().allMatch(beat -> beat.total() > 0);
    double shardUnits = beats.isEmpty() ? 0 : (double) total / beats.size();
    return new StepLine(
        step.progress().title(),
        !beats.isEmpty(),
        doing(step, beats),
        known
            ? Optional.of((step.progress().shardsDone() + done / shardUnits) / shards)
            : Optional.empty(),
        known ? amount(step, done, total, shards) : "",
        rate,
        known && rate > 0
            ? Optional.of(
                Duration.ofMillis((long) (1000 * (total - done + waiting * shardUnits) / rate)))
            : Optional.empty(),
        metrics(beats));
  }

  private static String amount(StepView step, long done, long total, int shards) {
    String units = done + "/" + total;
    return shards == 1 ? units : units + ", shards " + step.progress().shardsDone() + "/" + shards;
  }

  private static String doing(StepView step, List<Heartbeat> beats) {
    if (!step.progress().note().isEmpty()) {
      return step.progress().note();
    }
    Optional<Working> retried =
        step.activities().stream()
            .filter(activity -> activity.attempt() > 1 && !activity.lastFailure().isEmpty())
            .findFirst();
    if (retried.isPresent()) {
      return "attempt " + retried.get().attempt() + " after: " + retried.get().lastFailure();
    }
    if (beats.isEmpty() && !step.activities().isEmpty()) {
      return "waiting for a slot";
    }
    return beats.stream()
        .map(Heartbeat::stage)
        .filter(stage -> !stage.isEmpty())
        .findFirst()
        .orElse(step.progress().word());
  }

  private static String metrics(List<Heartbeat> beats) {
    TreeMap<String, Double> first = new TreeMap<>();
    beats.forEach(beat -> beat.metrics().forEach(first::putIfAbsent));
    return HeadlineMetrics.of(first);
  }

  /** Everything but the title on one line. */
  String details() {
    StringBuilder line = new StringBuilder();
    fraction.ifPresent(
        part ->
            line.append(bar(part)).append(String.format(Locale.ROOT, " %3.0f %%  ", 100 * part)));
    line.append(doing);
    if (!amount.isEmpty()) {
      line.append(' ').append(amount);
    }
    if (rate > 0) {
      line.append("  ").append(Formats.number(rate)).append("/s");
    }
    left.ifPresent(time -> line.append("  ").append(Formats.duration(time)).append(" left"));
    if (!metrics.isEmpty()) {
      line.append("  ").append(metrics);
    }
    return line.toString();
  }

  private static String bar(double part) {
    int full = (int) Math.round(Math.clamp(part, 0.0, 1.0) * BAR);
    return "█".repeat(full) + "·".repeat(BAR - full);
  }
}
