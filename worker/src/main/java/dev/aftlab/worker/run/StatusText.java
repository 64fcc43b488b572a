package dev.aftlab.worker.run;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.experiments.text.PrintableText;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.worker.progress.HeadlineMetrics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the status of a run. */
public final class StatusText {
  private final PrintWriter out;

  public StatusText(PrintWriter out) {
    this.out = out;
  }

  public void print(RunStatus run) {
    line("run " + run.run() + ": " + head(run));
    run.pausedBy().ifPresent(event -> line(event.line()));
    run.arms().ifPresent(arms -> line(arms(arms)));
    run.receipt().ifPresent(receipt -> receipt.sentences().forEach(this::line));
    run.steps().stream().filter(StepStatus::working).forEach(step -> step("active   ", step));
    run.steps().stream()
        .filter(step -> !step.working())
        .forEach(step -> step(run.state() == RunState.PAUSED ? "paused   " : "waiting  ", step));
    run.notDone().forEach(arm -> line(arm.end().word() + "  " + arm.title() + reason(arm.end())));
    if (!run.events().isEmpty()) {
      out.println("control commands:");
      run.events().forEach(event -> line("  " + event.line()));
    }
    if (!run.note().isEmpty()) {
      line(run.note());
    }
  }

  private void line(String text) {
    out.println(PrintableText.line(text));
  }

  private static String head(RunStatus run) {
    String of = run.experiment().isEmpty() ? "" : run.experiment() + ", ";
    String ended = run.ended().map(when -> ", ended " + Formats.moment(when)).orElse("");
    return of
        + Formats.word(run.state())
        + ", "
        + run.where()
        + ", started "
        + Formats.moment(run.started())
        + ended
        + " ("
        + Formats.duration(age(run))
        + ")";
  }

  private static Duration age(RunStatus run) {
    return Duration.between(
        Instant.parse(run.started()), run.ended().map(Instant::parse).orElseGet(Instant::now));
  }

  private static String arms(RunStatus.Arms arms) {
    int toCome = arms.total() - arms.done() - arms.failed() - arms.cancelled() - arms.inFlight();
    return "arms: "
        + arms.done()
        + " of "
        + arms.total()
        + " done, "
        + arms.failed()
        + " failed, "
        + arms.cancelled()
        + " cancelled, "
        + arms.inFlight()
        + " in flight, "
        + Math.max(0, toCome)
        + " to come";
  }

  private void step(String how, StepStatus step) {
    line(how + step.title() + (step.cancelled() ? "" : ": " + progress(step)));
    String more = String.join("; ", more(step));
    if (!more.isEmpty()) {
      line("         " + more);
    }
  }

  private static String progress(StepStatus step) {
    StringBuilder line = new StringBuilder(step.stage());
    if (step.total() > 0) {
      line.append(
          String.format(
              Locale.ROOT,
              " %d/%d (%.0f %%)",
              step.done(),
              step.total(),
              100.0 * step.done() / step.total()));
    }
    if (step.shards() > 1) {
      line.append(", shards ").append(step.shardsDone()).append('/').append(step.shards());
    }
    if (step.rate() > 0) {
      line.append(", ").append(Formats.number(step.rate())).append("/s");
    }
    String metrics = HeadlineMetrics.of(step.metrics());
    return metrics.isEmpty() ? line.toString() : line.append("  ").append(metrics).toString();
  }

  private static List<String> more(StepStatus step) {
    List<String> more = new ArrayList<>();
    if (!step.note().isEmpty()) {
      more.add(step.note());
    }
    if (step.attempt() > 0) {
      more.add(
          "attempt "
              + step.attempt()
              + (step.lastFailure().isEmpty() ? "" : " after: " + step.lastFailure()));
    }
    if (!step.workers().isEmpty()) {
      more.add(Formats.listed("worker", step.workers()));
    }
    step.checkpoint().ifPresent(position -> more.add("latest checkpoint at " + position));
    return more;
  }

  private static String reason(ArmEnd end) {
    return end.reason().isEmpty() ? "" : ": " + end.reason();
  }
}
