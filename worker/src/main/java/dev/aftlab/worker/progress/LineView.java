package dev.aftlab.worker.progress;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.text.PrintableText;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.workflows.client.RunMonitor.RunView;
import dev.aftlab.workflows.client.RunMonitor.StepView;
import dev.aftlab.workflows.sweep.ControlEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Progress as lines for files and pipes: when a step starts, when it ends, and periodically. */
final class LineView implements ProgressView {
  private static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final int MOST_WAITING = 5;

  private final PrintWriter out;
  private final Map<Fingerprint, Started> started = new LinkedHashMap<>();
  private final Map<Fingerprint, String> waiting = new LinkedHashMap<>();
  private Duration lastProgress = Duration.ZERO;
  private int eventsShown;
  private String blocker = "";

  LineView(PrintWriter out) {
    this.out = out;
  }

  private record Started(String title, Duration at) {}

  @Override
  public void show(RunView run, Duration elapsed) {
    controlCommands(run, elapsed);
    ended(run, elapsed);
    run.steps().forEach(step -> started(step, elapsed));
    if (elapsed.minus(lastProgress).compareTo(BETWEEN) >= 0) {
      lastProgress = elapsed;
      progress(run, elapsed);
    }
    out.flush();
  }

  @Override
  public void showBlocker(String reason, Duration elapsed) {
    if (!reason.isEmpty() && !reason.equals(blocker)) {
      line(elapsed, reason);
      out.flush();
    }
    blocker = reason;
  }

  private void controlCommands(RunView run, Duration elapsed) {
    List<ControlEvent> events = run.sweep().control().events();
    events.stream().skip(eventsShown).forEach(event -> line(elapsed, "control  " + event.line()));
    eventsShown = events.size();
  }

  private void ended(RunView run, Duration elapsed) {
    Set<Fingerprint> there =
        run.steps().stream().map(step -> step.waited().fingerprint()).collect(Collectors.toSet());
    Set<Fingerprint> ended = new LinkedHashSet<>(started.keySet());
    ended.removeAll(there);
    ended.forEach(
        step -> {
          Started start = Objects.requireNonNull(started.remove(step));
          line(
              elapsed,
              "ended    "
                  + start.title()
                  + " after "
                  + Formats.duration(elapsed.minus(start.at())));
        });
    waiting.keySet().retainAll(there);
  }

  private void started(StepView step, Duration elapsed) {
    StepLine now = StepLine.of(step);
    Fingerprint fingerprint = step.waited().fingerprint();
    if (now.working()
        && started.putIfAbsent(fingerprint, new Started(now.title(), elapsed)) == null) {
      line(elapsed, "started  " + now.title());
    }
    String note = step.progress().note();
    if (!note.isEmpty() && !note.equals(waiting.put(fingerprint, note))) {
      line(elapsed, "waiting  " + now.title() + ": " + note);
    }
  }

  private void progress(RunView run, Duration elapsed) {
    line(
        elapsed,
        "arms     "
            + run.sweep().done()
            + " of "
            + run.sweep().total()
            + " done"
            + (run.sweep().failed() == 0 ? "" : ", " + run.sweep().failed() + " failed")
            + ", steps "
            + run.receipt().executed()
            + " executed, "
            + run.receipt().reused()
            + " reused");
    run.steps().stream()
        .map(StepLine::of)
        .filter(StepLine::working)
        .forEach(step -> line(elapsed, "         " + step.title() + ": " + step.details()));
    waiting(run, elapsed);
  }

  private void waiting(RunView run, Duration elapsed) {
    List<StepView> blocked =
        run.steps().stream()
            .filter(step -> !StepLine.of(step).working() && !step.progress().note().isEmpty())
            .toList();
    blocked.stream()
        .limit(MOST_WAITING)
        .forEach(
            step ->
                line(
                    elapsed,
                    "         "
                        + StepLine.of(step).title()
                        + ": waiting: "
                        + step.progress().note()));
    if (blocked.size() > MOST_WAITING) {
      line(elapsed, "         and " + (blocked.size() - MOST_WAITING) + " more waiting");
    }
  }

  private void line(Duration elapsed, String text) {
    out.println(
        String.format(Locale.ROOT, "%7s  ", Formats.duration(elapsed)) + PrintableText.line(text));
  }

  @Override
  public void close() {
    out.flush();
  }
}
