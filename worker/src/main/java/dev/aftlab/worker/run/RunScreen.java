package dev.aftlab.worker.run;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.worker.progress.ProgressView;
import dev.aftlab.worker.temporal.QueuePollers;
import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.client.RunMonitor;
import dev.aftlab.workflows.client.RunMonitor.RunView;
import dev.aftlab.workflows.sweep.ControlEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Shows the progress of any run until it ends. */
public final class RunScreen {

  /** The interval of checks for the end and for Ctrl-C. */
  private static final Duration TICK = Duration.ofMillis(50);

  /**
   * The interval of progress queries; longer for slow queries, so that they cost a few per cent at
   * most.
   */
  private static final Duration LOOK = Duration.ofMillis(500);

  /** The interval of checks for workers. */
  private static final Duration BETWEEN_POLLERS = Duration.ofSeconds(5);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);
  private static final int LOOK_SHARE = 20;

  private final CommandContext session;
  private final PrintWriter console;
  private final RunMonitor watch;
  private final Optional<QueuePollers> pollers;
  private final Consumer<List<String>> morePages;
  private long nextPollers;
  private List<String> unpolled = List.of();
  private List<ControlEvent> events = List.of();
  private List<String> pages = List.of();

  /**
   * Creates a screen that has shown nothing yet.
   *
   * @param morePages receives the plans of the run's pages whenever there are others
   * @param pollers checks for pollers, if other processes execute the work
   */
  public RunScreen(
      CommandContext session,
      PrintWriter console,
      RunMonitor watch,
      Optional<QueuePollers> pollers,
      Consumer<List<String>> morePages) {
    this.morePages = morePages;
    this.pollers = pollers;
    this.session = session;
    this.console = console;
    this.watch = watch;
  }

  /**
   * Returns when the run has ended or is interrupted.
   *
   * @param run the run's name
   * @param already how long it has been running
   * @param end completes when it has ended
   */
  @SuppressWarnings("ReferenceEquality") // whether it is the same stream
  public void show(String run, Duration already, CompletableFuture<?> end) {
    long start = System.nanoTime();
    // Workers that start with the run get some seconds.
    nextPollers = start + BETWEEN_POLLERS.toNanos();
    long next = start + LOOK.toNanos();
    try (ProgressView view =
        ProgressView.of(
            console, session.terminal() && console == session.out(), session.colours())) {
      while (!end.isDone() && !session.interruption().await(TICK)) {
        long now = System.nanoTime();
        if (now >= next) {
          query(run, view, already.plusNanos(now - start));
          long took = System.nanoTime() - now;
          next = now + Math.clamp(took * LOOK_SHARE, LOOK.toNanos(), LONGEST_LOOK.toNanos());
        }
      }
    }
  }

  private void checkPollers() {
    long now = System.nanoTime();
    if (pollers.isPresent() && now - nextPollers >= 0) {
      unpolled = pollers.get().unpolled();
      nextPollers = now + BETWEEN_POLLERS.toNanos();
    }
  }

  /** A worker without a free slot does not poll. */
  private static boolean working(RunView run) {
    return run.steps().isEmpty()
        || run.steps().stream()
            .anyMatch(step -> step.activities().stream().anyMatch(RunMonitor.Working::started));
  }

  private String waiting() {
    return "no progress: no worker polls the task "
        + Formats.listed("queue", unpolled)
        + "; start one with access to the store: aft worker";
  }

  /** The control commands at the latest query. */
  public List<ControlEvent> events() {
    return events;
  }

  /** The plans of the run's pages when it was last seen; none when it was not. */
  public List<String> pages() {
    return pages;
  }

  private void query(String run, ProgressView view, Duration elapsed) {
    try {
      checkPollers();
      if (unpolled.contains(TaskQueues.CONTROL)) {
        // No worker would answer queries of the run.
        view.showBlocker(waiting(), elapsed);
        return;
      }
      RunView now = watch.query(run);
      events = now.sweep().control().events();
      if (!now.sweep().pages().equals(pages)) {
        pages = now.sweep().pages();
        morePages.accept(pages);
      }
      view.show(now, elapsed);
      view.showBlocker(unpolled.isEmpty() || working(now) ? "" : waiting(), elapsed);
    } catch (RuntimeException unreachable) {
      // A server that is unreachable or busy for a while must not end the run; the next query
      // retries.
      LoggerFactory.getLogger(RunScreen.class)
          .warn("the run's progress cannot be queried", unreachable);
    }
  }
}
