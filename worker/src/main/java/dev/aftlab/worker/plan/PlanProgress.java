package dev.aftlab.worker.plan;

import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.Formats;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows the progress of long planning on standard error: on a terminal in one line that is
 * overwritten, else in periodic lines.
 */
final class PlanProgress implements ProgressListener, AutoCloseable {
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration QUIET_IN_FILES = Duration.ofSeconds(10);
  private static final Duration BETWEEN_REDRAWS = Duration.ofMillis(200);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final String CLEAR = "\r\u001B[K";

  private final PrintWriter console;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private final Thread reporter;
  private volatile String state = "reading the experiment";
  private boolean shown;

  private PlanProgress(PrintWriter console, boolean terminal) {
    this.console = console;
    this.terminal = terminal;
    reporter = Thread.ofPlatform().daemon().name("plan-progress").unstarted(this::report);
  }

  /** Starts the progress, which is silent for the first two seconds, or ten without a terminal. */
  static PlanProgress start(CommandContext session) {
    PlanProgress progress = new PlanProgress(session.err(), session.pipes().watched());
    progress.reporter.start();
    return progress;
  }

  @Override
  public void onProgress(Progress progress) {
    state =
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d arms",
            progress.stage().label(),
            progress.done(),
            progress.total());
  }

  private void report() {
    try {
      Thread.sleep(terminal ? QUIET : QUIET_IN_FILES);
      while (true) {
        printLine();
        Thread.sleep(terminal ? BETWEEN_REDRAWS : BETWEEN_LINES);
      }
    } catch (InterruptedException done) {
      if (shown && terminal) {
        console.print(CLEAR);
        console.flush();
      }
    }
  }

  private void printLine() {
    shown = true;
    String line = state + ", " + Formats.duration(Duration.ofNanos(System.nanoTime() - start));
    console.print(terminal ? CLEAR + line : line + System.lineSeparator());
    console.flush();
  }

  @Override
  public void close() {
    reporter.interrupt();
    try {
      reporter.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
