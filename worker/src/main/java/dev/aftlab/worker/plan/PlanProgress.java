package dev.aftlab.worker.plan;

import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.Formats;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells on standard error how far planning has come when it takes long: in one line that is
 * overwritten on a terminal, in a line now and then elsewhere.
 */
final class PlanProgress implements ProgressListener, AutoCloseable {
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration QUIET_IN_FILES = Duration.ofSeconds(10);
  private static final Duration BETWEEN_REDRAWS = Duration.ofMillis(200);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final String CLEAR = "\r\u001B[K";

  private final PrintWriter people;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private final Thread teller;
  private volatile String state = "reading the experiment";
  private boolean shown;

  private PlanProgress(PrintWriter people, boolean terminal) {
    this.people = people;
    this.terminal = terminal;
    teller = Thread.ofPlatform().daemon().name("plan-progress").unstarted(this::tell);
  }

  /** Begins to watch; says nothing for the first two seconds, or ten where nobody watches. */
  static PlanProgress start(CommandContext session) {
    PlanProgress progress = new PlanProgress(session.err(), session.pipes().watched());
    progress.teller.start();
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

  private void tell() {
    try {
      Thread.sleep(terminal ? QUIET : QUIET_IN_FILES);
      while (true) {
        say();
        Thread.sleep(terminal ? BETWEEN_REDRAWS : BETWEEN_LINES);
      }
    } catch (InterruptedException done) {
      if (shown && terminal) {
        people.print(CLEAR);
        people.flush();
      }
    }
  }

  private void say() {
    shown = true;
    String line = state + ", " + Formats.duration(Duration.ofNanos(System.nanoTime() - start));
    people.print(terminal ? CLEAR + line : line + System.lineSeparator());
    people.flush();
  }

  @Override
  public void close() {
    teller.interrupt();
    try {
      teller.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
