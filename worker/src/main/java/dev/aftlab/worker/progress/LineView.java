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
  private String said = "";

  LineView(PrintWriter out) {
    this.out = out;
  }

  private record Started(String title, Duration at) {}

  @Override
  public void show(RunView run, Duration elapsed) {
    asked(run, elapsed);
    ended(run, elapsed);
    run.steps().forEach(step -> begun(step, elapsed));
    if (elapsed.minus(lastProgress).compareTo(BETWEEN) >= 0) {
      lastProgress = elapsed;
      progress(run, elapsed);
    }
    out.flush();
  }

  @Override
  public void say(String words, Duration elapsed) {
    if (!words.isEmpty() && !words.equals(said)) {
      line(elapsed, words);
      out.flush();
    }
    said = words;
  }

  private void asked(RunView run, Duration elapsed) {
    List<ControlEvent> events = run.sweep().control().events();
    events.stream().skip(eventsShown).forEach(event -> line(elapsed, "control  " + event.line()));
    eventsShown = events.size();
  }

  private void ended(RunView run, Duration elapsed) {
    Set<Fingerprint> there =
        run.steps().stream().map(step -> step.waited().fingerprint()).collect(Collectors.toSet());
    Set<Fingerprint> gone = new LinkedHashSet<>(started.keySet());
    gone.removeAll(there);
    gone.forEach(
        step -> {
          Started begun = Objects.requireNonNull(started.remove(step));
          line(
              elapsed,
              "ended    "
                  + begun.title()
                  + " after "
                  + Formats.duration(elapsed.minus(begun.at())));
        });
    waiting.keySet().retainAll(there);
  }

  private void begun(StepView step, Duration elapsed) {
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
    List<StepView> standing =
        run.steps().stream()
            .filter(step -> !StepLine.of(step).working() && !step.progress().note().isEmpty())
            .toList();
    standing.stream()
        .limit(MOST_WAITING)
        .forEach(
            step ->
                line(
                    elapsed,
                    "         "
                        + StepLine.of(step).title()
                        + ": waiting: "
                        + step.progress().note()));
    if (standing.size() > MOST_WAITING) {
      line(elapsed, "         and " + (standing.size() - MOST_WAITING) + " more waiting");
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
