package dev.aftlab.worker.progress;

import dev.aftlab.workflows.client.RunMonitor.RunView;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** Shows a run while it goes on. */
public interface ProgressView extends AutoCloseable {

  /**
   * Shows how the run stands.
   *
   * @param run the run at this moment
   * @param elapsed time since its start
   */
  void show(RunView run, Duration elapsed);

  /**
   * Says what stands in the way of the run.
   *
   * @param words for people; empty when nothing does any more
   * @param elapsed time since the run's start
   */
  void say(String words, Duration elapsed);

  /** Leaves the place tidy for what is printed next. */
  @Override
  void close();

  /** A redrawn block where there is a terminal, else lines. */
  static ProgressView of(PrintWriter out, boolean terminal, boolean colours) {
    Supplier<ProgressView> lines = () -> new LineView(out);
    return terminal
        ? LiveView.open(colours).<ProgressView>map(view -> view).orElseGet(lines)
        : lines.get();
  }
}
