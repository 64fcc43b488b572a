package dev.aftlab.activities.dataset.text;

import dev.aftlab.activities.dataset.DatasetException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Any JSON objects, one a line, in UTF-8, plain or gzipped. Read from the beginning to the end, one
 * at a time; numbers keep the form in which they are written.
 */
public final class RecordLines {
  private static final List<Path> HANDED_DOWN =
      List.of(Path.of("/dev/fd"), Path.of("/dev/stdin"), Path.of("/proc/self/fd"));
  private static final Pattern SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F]");

  private final TextLines file;

  private RecordLines(TextLines file) {
    this.file = file;
  }

  /**
   * Those of a file, or of an open file that this process inherited: a shell's {@code <(...)},
   * which is read once.
   */
  public static RecordLines ofFile(Path file) {
    boolean handedDown = HANDED_DOWN.stream().anyMatch(file::startsWith);
    return new RecordLines(
        handedDown ? new TextLines(file, () -> Files.newInputStream(file)) : new TextLines(file));
  }

  /**
   * Those of a stream, which can be read once.
   *
   * @param name what the stream is called in messages
   */
  public static RecordLines ofStream(String name, InputStream stream) {
    return new RecordLines(new TextLines(Path.of(name), () -> stream));
  }

  /**
   * Hands all lines over as they are read.
   *
   * @throws DatasetException at the first line that is not a JSON object; those before it have been
   *     passed on
   */
  public void each(Taker taker) {
    file.eachLineIfAny(line -> taker.take(record(line), line.text().length()));
  }

  /** Takes one line over. */
  public interface Taker {
    /**
     * Called in the order of the lines.
     *
     * @param characters how long the line is
     */
    void take(JsonFields fields, int characters);
  }

  /**
   * Half of a surrogate pair can be written as an escape, but not read again once it is a
   * character.
   */
  private JsonFields record(TextLines.Line line) {
    JsonFields fields =
        JsonFields.parseExactly(new SourcePosition(file, line.number()), line.text());
    if (SURROGATE.matcher(line.text()).find()) {
      requireCharacters(fields);
    }
    return fields;
  }

  private static void requireCharacters(JsonFields fields) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(fields.content().toString())) {
      throw fields.error(
          "the line has half of a surrogate pair (such as \\ud800 alone); correct the escape");
    }
  }
}
