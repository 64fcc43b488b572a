package dev.aftlab.worker;

import dev.aftlab.worker.progress.ProgressView;
import dev.aftlab.workflows.ControlEvent;
import dev.aftlab.workflows.client.RunWatch;
import dev.aftlab.workflows.client.RunWatch.RunView;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/** Shows a run while it goes on, whoever started it. */
final class RunScreen {

  /** Between two looks at the end and at Ctrl-C. */
  private static final Duration TICK = Duration.ofMillis(50);

  /** Between two looks at the progress; more when looking takes long, so that it costs a few per cent at most. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);
  private static final int LOOK_SHARE = 20;

  private final Session session;
  private final PrintWriter people;
  private final RunWatch watch;
  private List<ControlEvent> events = List.of();

  RunScreen(Session session, PrintWriter people, RunWatch watch) {
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
  void show(String run, Duration already, CompletableFuture<?> end) {
    long start = System.nanoTime();
    long next = start + LOOK.toNanos();
    try (ProgressView view = ProgressView.of(people, session.terminal() && people == session.out(), session.colours())) {
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

  /** What people had asked of the run when it was last seen. */
  List<ControlEvent> events() {
    return events;
  }

  private void look(String run, ProgressView view, Duration elapsed) {
    try {
      RunView now = watch.look(run);
      events = now.sweep().control().events();
      view.show(now, elapsed);
    } catch (RuntimeException away) {
      // A server that is away for a while, or busy, must not end the run: the next look tells.
      LoggerFactory.getLogger(RunScreen.class).warn("the run's progress cannot be looked at", away);
    }
  }
}
