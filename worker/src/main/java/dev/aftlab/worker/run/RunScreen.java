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

/** Shows a run while it goes on, whoever started it. */
public final class RunScreen {

  /** Between two looks at the end and at Ctrl-C. */
  private static final Duration TICK = Duration.ofMillis(50);

  /**
   * Between two looks at the progress; more when looking takes long, so that it costs a few per
   * cent at most.
   */
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Between two looks whether anybody is there to work. */
  private static final Duration BETWEEN_POLLERS = Duration.ofSeconds(5);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);
  private static final int LOOK_SHARE = 20;

  private final CommandContext session;
  private final PrintWriter people;
  private final RunMonitor watch;
  private final Optional<QueuePollers> others;
  private final Consumer<List<String>> morePages;
  private long nextPollers;
  private List<String> unpolled = List.of();
  private List<ControlEvent> events = List.of();
  private List<String> pages = List.of();

  /**
   * One that has shown nothing.
   *
   * @param morePages receives the plans of the run's pages whenever there are others
   * @param others who is asked whether anybody works, where the work is left to processes elsewhere
   */
  public RunScreen(
      CommandContext session,
      PrintWriter people,
      RunMonitor watch,
      Optional<QueuePollers> others,
      Consumer<List<String>> morePages) {
    this.morePages = morePages;
    this.others = others;
    this.session = session;
    this.people = people;
    this.watch = watch;
  }

  /**
   * Returns when the run has ended, or somebody interrupts.
   *
   * @param run the run's name
   * @param already how long it has been running
   * @param end done when it has ended
   */
  @SuppressWarnings("ReferenceEquality") // whether it is the same stream
  public void show(String run, Duration already, CompletableFuture<?> end) {
    long start = System.nanoTime();
    // Workers that were started beside the run have some seconds to come.
    nextPollers = start + BETWEEN_POLLERS.toNanos();
    long next = start + LOOK.toNanos();
    try (ProgressView view =
        ProgressView.of(people, session.terminal() && people == session.out(), session.colours())) {
      while (!end.isDone() && !session.interruption().await(TICK)) {
        long now = System.nanoTime();
        if (now >= next) {
          look(run, view, already.plusNanos(now - start));
          long took = System.nanoTime() - now;
          next = now + Math.clamp(took * LOOK_SHARE, LOOK.toNanos(), LONGEST_LOOK.toNanos());
        }
      }
    }
  }

  private void lookAtQueues() {
    long now = System.nanoTime();
    if (others.isPresent() && now - nextPollers >= 0) {
      unpolled = others.get().unpolled();
      nextPollers = now + BETWEEN_POLLERS.toNanos();
    }
  }

  /** A worker whose every slot is taken does not ask for more. */
  private static boolean working(RunView run) {
    return run.steps().isEmpty()
        || run.steps().stream()
            .anyMatch(step -> step.activities().stream().anyMatch(RunMonitor.Working::started));
  }

  private String waiting() {
    return "nothing goes on: no worker polls the task "
        + Formats.listed("queue", unpolled)
        + "; start one where the store is seen: aft worker";
  }

  /** What people had asked of the run when it was last seen. */
  public List<ControlEvent> events() {
    return events;
  }

  /** The plans of the run's pages when it was last seen; none when it was not. */
  public List<String> pages() {
    return pages;
  }

  private void look(String run, ProgressView view, Duration elapsed) {
    try {
      lookAtQueues();
      if (unpolled.contains(TaskQueues.CONTROL)) {
        // Nobody would answer for the run itself.
        view.showBlocker(waiting(), elapsed);
        return;
      }
      RunView now = watch.look(run);
      events = now.sweep().control().events();
      if (!now.sweep().pages().equals(pages)) {
        pages = now.sweep().pages();
        morePages.accept(pages);
      }
      view.show(now, elapsed);
      view.showBlocker(unpolled.isEmpty() || working(now) ? "" : waiting(), elapsed);
    } catch (RuntimeException away) {
      // A server that is away for a while, or busy, must not end the run: the next look tells.
      LoggerFactory.getLogger(RunScreen.class).warn("the run's progress cannot be looked at", away);
    }
  }
}
