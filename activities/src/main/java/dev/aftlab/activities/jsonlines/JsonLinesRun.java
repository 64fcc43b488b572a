package dev.aftlab.activities.jsonlines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.RecordLines;
import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import dev.aftlab.activities.progress.StoppedException;
import dev.aftlab.experiments.result.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Works on lines as they come: a window of them at a time is held, processed and written in input
 * order. A line that cannot be processed ends the run after those before it are written. Fields are
 * added at a line's end; a field of the same name that was there gives way.
 *
 * @param <T> what is kept of a line until it is worked on
 */
public final class JsonLinesRun<T> {
  /** Ends a window of long lines early. */
  private static final long MOST_CHARACTERS = 16 << 20;

  private final JsonLinesTask<T> work;
  private final int mostLines;
  private final Consumer<String> taker;
  private final ProgressListener listener;
  private final List<T> tasks = new ArrayList<>();
  private final List<ObjectNode> objects = new ArrayList<>();
  private long characters;
  private long done;

  /**
   * A run that has not started.
   *
   * @param mostLines lines of a window, 1 or more
   * @param taker receives whole lines, each with its line end
   */
  public JsonLinesRun(
      JsonLinesTask<T> work, int mostLines, Consumer<String> taker, ProgressListener listener) {
    this.work = work;
    this.mostLines = mostLines;
    this.taker = taker;
    this.listener = listener;
  }

  /**
   * Works on all lines; returns how many there were.
   *
   * @throws DatasetException at the first line that cannot be worked on
   * @throws StoppedException when the listener requested a stop; lines not yet written are dropped
   */
  public long over(RecordLines lines) {
    try {
      lines.each(this::take);
    } catch (DatasetException wrong) {
      finishWindow();
      throw wrong;
    }
    finishWindow();
    return done;
  }

  private void take(JsonFields line, int length) {
    report();
    tasks.add(work.prepare(line));
    objects.add(line.content());
    characters += length;
    if (tasks.size() >= mostLines || characters >= MOST_CHARACTERS) {
      finishWindow();
    }
  }

  private void finishWindow() {
    if (tasks.isEmpty()) {
      return;
    }
    List<ObjectNode> found =
        work.work(
            tasks, listener.mapping(window -> Progress.of(Stage.LINES, done + window.done(), 0)));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < found.size(); i++) {
      text.append(Json.write(joined(objects.get(i), found.get(i)))).append('\n');
    }
    taker.accept(text.toString());
    done += tasks.size();
    tasks.clear();
    objects.clear();
    characters = 0;
    report();
  }

  private static ObjectNode joined(ObjectNode line, ObjectNode found) {
    found.fieldNames().forEachRemaining(line::remove);
    return line.setAll(found);
  }

  private void report() {
    listener.onProgress(Progress.of(Stage.LINES, done, 0));
    listener.throwIfStopRequested("the run after line " + done);
  }
}
