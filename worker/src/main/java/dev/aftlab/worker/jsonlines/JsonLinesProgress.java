package dev.aftlab.worker.jsonlines;

import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.worker.cli.PrintableWriter;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows the number of completed lines on standard error if that is a terminal, and stops on Ctrl-C.
 */
final class JsonLinesProgress implements ProgressListener, AutoCloseable {
  private static final long BETWEEN = Duration.ofMillis(200).toNanos();
  private static final String CLEAR = "\r\u001B[K";

  private final CommandContext session;
  private final PrintWriter console;
  private final long start = System.nanoTime();
  private long told = start;
  private boolean shown;

  JsonLinesProgress(CommandContext session) {
    this.session = session;
    console = PrintableWriter.raw(session.err());
  }

  @Override
  public void onProgress(Progress progress) {
    long now = System.nanoTime();
    if (session.pipes().watched() && now - told >= BETWEEN) {
      told = now;
      shown = true;
      Duration time = Duration.ofNanos(now - start);
      console.print(
          CLEAR
              + String.format(
                  Locale.ROOT,
                  "%,d lines, %s, %.1f/s",
                  progress.done(),
                  Formats.duration(time),
                  progress.done() * 1e9 / (now - start)));
      console.flush();
    }
  }

  @Override
  public boolean stopRequested() {
    return session.interruption().requested();
  }

  @Override
  public void close() {
    if (shown) {
      console.print(CLEAR);
      console.flush();
    }
  }
}
