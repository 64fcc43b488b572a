package dev.aftlab.worker.progress;

import dev.aftlab.experiments.text.PrintableText;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.workflows.client.RunMonitor.RunView;
import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;

/**
 * Progress as a block of lines that is redrawn on a terminal and cleared at the end. The terminal
 * stays open: closing it would close standard output.
 */
final class LiveView implements ProgressView {
  private static final int TITLE_WIDTH = 34;
  private static final int MOST_STEPS = 12;

  private final Terminal terminal;
  private final Display display;
  private final boolean colours;
  private List<AttributedString> shown = List.of();
  private String note = "";
  private boolean broken;

  private LiveView(Terminal terminal, boolean colours) {
    this.terminal = terminal;
    this.colours = colours;
    display = new Display(terminal, false);
  }

  /** Opens the view; empty when the terminal cannot be redrawn. */
  static Optional<LiveView> open(boolean colours) {
    try {
      Terminal terminal =
          TerminalBuilder.builder().system(true).dumb(true).nativeSignals(false).build();
      if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        return Optional.empty();
      }
      return Optional.of(new LiveView(terminal, colours));
    } catch (IOException | IllegalStateException none) {
      return Optional.empty();
    }
  }

  @Override
  public void show(RunView run, Duration elapsed) {
    shown = lines(run, elapsed);
    redraw();
  }

  @Override
  public void showBlocker(String reason, Duration elapsed) {
    note = reason;
    redraw();
  }

  private void redraw() {
    List<AttributedString> all = new ArrayList<>(shown);
    if (!note.isEmpty()) {
      all.add(text(note, AttributedStyle.BOLD));
    }
    int columns = Math.max(20, terminal.getColumns());
    draw(all.stream().map(line -> line.columnSubSequence(0, columns - 1)).toList(), columns);
  }

  private List<AttributedString> lines(RunView run, Duration elapsed) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(text(counts(run, elapsed), AttributedStyle.BOLD));
    List<StepLine> steps =
        run.steps().stream()
            .map(StepLine::of)
            .sorted((a, b) -> Boolean.compare(b.working(), a.working()))
            .toList();
    steps.stream().limit(MOST_STEPS).forEach(step -> lines.add(line(step)));
    if (steps.size() > MOST_STEPS) {
      lines.add(
          text(
              "  … and " + (steps.size() - MOST_STEPS) + " more", AttributedStyle.DEFAULT.faint()));
    }
    return lines;
  }

  private static String counts(RunView run, Duration elapsed) {
    String failed = run.sweep().failed() == 0 ? "" : " · " + run.sweep().failed() + " failed";
    String paused =
        run.sweep().control().pausedBy().map(event -> " · paused by " + event.by()).orElse("");
    return Formats.duration(elapsed)
        + "  arms "
        + run.sweep().done()
        + "/"
        + run.sweep().total()
        + failed
        + " · steps executed "
        + run.receipt().executed()
        + ", reused "
        + run.receipt().reused()
        + paused;
  }

  private AttributedString line(StepLine step) {
    String whole = PrintableText.line(step.title());
    String title = whole.length() > TITLE_WIDTH ? whole.substring(0, TITLE_WIDTH - 1) + "…" : whole;
    String padded = "  " + title + " ".repeat(TITLE_WIDTH - title.length() + 1);
    AttributedStyle style =
        step.working()
            ? AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN)
            : AttributedStyle.DEFAULT.faint();
    return AttributedString.join(
        AttributedString.EMPTY, text(padded, style), text(step.details(), AttributedStyle.DEFAULT));
  }

  private AttributedString text(String text, AttributedStyle style) {
    return new AttributedStringBuilder()
        .append(PrintableText.line(text), colours ? style : AttributedStyle.DEFAULT)
        .toAttributedString();
  }

  private void draw(List<AttributedString> lines, int columns) {
    if (broken) {
      return;
    }
    try {
      display.resize(Size.of(columns, Math.max(MOST_STEPS + 3, terminal.getRows())));
      display.update(lines, -1);
      terminal.flush();
    } catch (IOError | RuntimeException closed) {
      // A terminal that was closed, as after SIGHUP, must not end the run.
      broken = true;
    }
  }

  @Override
  public void close() {
    draw(List.of(), Math.max(20, terminal.getColumns()));
  }
}
