package dev.aftlab.activities.jsonlines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.RecordLines;
import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import dev.aftlab.activities.progress.StoppedException;
import dev.aftlab.experiments.result.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesRunTest {
  private final List<String> out = new ArrayList<>();
  private final Doubling work = new Doubling();

  /** Adds twice the number of {@code n}, and counts what it holds. */
  private static final class Doubling implements JsonLinesTask<Integer> {
    private int prepared;
    private int worked;
    private int mostHeld;

    @Override
    public Integer prepare(JsonFields line) {
      int number = Integer.parseInt(line.textOrNumber("n"));
      prepared++;
      mostHeld = Math.max(mostHeld, prepared - worked);
      return number;
    }

    @Override
    public List<ObjectNode> work(List<Integer> lines, ProgressListener listener) {
      listener.onProgress(Progress.of(Stage.LINES, lines.size(), 0));
      listener.throwIfStopRequested("doubling");
      worked += lines.size();
      return lines.stream().map(n -> Json.mapper().createObjectNode().put("twice", 2 * n)).toList();
    }
  }

  private long run(int window, InputStream in) {
    return new JsonLinesRun<>(work, window, out::add, ProgressListener.NONE)
        .over(RecordLines.ofStream("in", in));
  }

  private long run(int window, String text) {
    return run(window, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void lines_workedOn_keepFieldsNumbersAndOrder() {
    run(2, "{\"n\":1,\"x\":1.50,\"b\":{\"z\":null,\"a\":1e400}}\n{\"n\":2}\n{\"n\":3}\n");
    assertEquals(
        "{\"n\":1,\"x\":1.50,\"b\":{\"z\":null,\"a\":1E+400},\"twice\":2}\n"
            + "{\"n\":2,\"twice\":4}\n"
            + "{\"n\":3,\"twice\":6}\n",
        String.join("", out));
  }

  @Test
  void field_thatWasThere_givesWayToTheNewOneAtTheEnd() {
    run(2, "{\"twice\":\"old\",\"n\":4}");
    assertEquals("{\"n\":4,\"twice\":8}\n", String.join("", out));
  }

  @Test
  void noLines_giveNone() {
    assertEquals(0, run(2, ""));
    assertEquals(List.of(), out);
  }

  @Test
  void brokenLine_endsTheRunAfterThoseBeforeIt() {
    DatasetException wrong =
        assertThrows(
            DatasetException.class, () -> run(10, "{\"n\":1}\n{\"n\":2}\n{\"n\":}\n{\"n\":4}\n"));
    assertTrue(
        wrong.getMessage().startsWith("in:3: the line is not one JSON object"), wrong.getMessage());
    assertEquals("{\"n\":1,\"twice\":2}\n{\"n\":2,\"twice\":4}\n", String.join("", out));
  }

  @Test
  void halfASurrogatePair_isAFaultOfItsLine() {
    DatasetException wrong =
        assertThrows(
            DatasetException.class,
            () -> run(10, "{\"n\":1,\"x\":\"\\ud83d\\ude00\"}\n{\"n\":2,\"x\":\"\\ud83d\"}"));
    assertTrue(
        wrong.getMessage().startsWith("in:2: the line has half of a surrogate pair"),
        wrong.getMessage());
    assertEquals("{\"n\":1,\"x\":\"\uD83D\uDE00\",\"twice\":2}\n", String.join("", out));
  }

  @Test
  void manyLines_areBufferedInWindowsAndWrittenBeforeTheInputEnds() {
    int lines = 300_000;
    // What has been read when the first window is handed out: that window, and what a buffer holds.
    Endless in = new Endless(lines);
    JsonLinesRun<Integer> run =
        new JsonLinesRun<>(work, 100, text -> in.note(), ProgressListener.NONE);
    assertEquals(lines, run.over(RecordLines.ofStream("in", in)));
    assertEquals(100, work.mostHeld);
    assertTrue(
        in.atFirstNote < 20_000,
        () -> in.atFirstNote + " lines were read before the first were handed out");
  }

  /** A stream of lines that are made when they are read. */
  private static final class Endless extends InputStream {
    private final int lines;
    private byte[] line = {};
    private int at;
    private int made;
    private int atFirstNote;

    Endless(int lines) {
      this.lines = lines;
    }

    void note() {
      atFirstNote = atFirstNote == 0 ? made : atFirstNote;
    }

    @Override
    public int read() {
      if (at == line.length) {
        if (made == lines) {
          return -1;
        }
        line = ("{\"n\":" + made++ + "}\n").getBytes(StandardCharsets.US_ASCII);
        at = 0;
      }
      return line[at++];
    }
  }

  /** Requests a stop once so many lines are done. */
  private static final class StopAtLine implements ProgressListener {
    private final long line;
    private long done;

    StopAtLine(long line) {
      this.line = line;
    }

    @Override
    public void onProgress(Progress progress) {
      done = progress.done();
    }

    @Override
    public boolean stopRequested() {
      return done >= line;
    }
  }

  @Test
  void run_stopped_throwsAndWritesNoMore() {
    JsonLinesRun<Integer> run = new JsonLinesRun<>(work, 2, out::add, new StopAtLine(4));
    String text = "{\"n\":1}\n".repeat(9);
    assertThrows(
        StoppedException.class,
        () ->
            run.over(
                RecordLines.ofStream(
                    "in", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))));
    assertEquals(1, out.size());
  }
}
