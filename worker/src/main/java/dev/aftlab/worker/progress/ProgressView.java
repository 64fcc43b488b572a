package dev.aftlab.worker.progress;

import dev.aftlab.workflows.client.RunMonitor.RunView;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** Shows the progress of a run. */
public interface ProgressView extends AutoCloseable {

  /**
   * Shows the state of the run.
   *
   * @param run the current progress
   * @param elapsed time since its start
   */
  void show(RunView run, Duration elapsed);

  /**
   * Shows what blocks the run.
   *
   * @param reason what it is; empty when nothing blocks it
   * @param elapsed time since the run's start
   */
  void showBlocker(String reason, Duration elapsed);

  /** Clears the view for what is printed next. */
  @Override
  void close();

  /** A redrawn block on a terminal, else lines. */
  static ProgressView of(PrintWriter out, boolean terminal, boolean colours) {
    Supplier<ProgressView> lines = () -> new LineView(out);
    return terminal
        ? LiveView.open(colours).<ProgressView>map(view -> view).orElseGet(lines)
        : lines.get();
  }
}
