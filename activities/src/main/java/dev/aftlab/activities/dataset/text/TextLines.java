package dev.aftlab.activities.dataset.text;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.files.RegularFile;
import dev.aftlab.experiments.result.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of lines in UTF-8, plain or gzipped; which of both is seen from its first bytes. A line
 * ends at {@code \n} and nowhere else: other line separators of Unicode are text. A byte order mark
 * at the beginning is dropped, and so are blank lines at the end. Anything but a regular file is
 * never opened; a file of another format is reported by name.
 */
public final class TextLines {
  private static final int BUFFER = 1 << 16;

  /** A longer line is not one record but a file of another kind, or one without line ends. */
  private static final int LONGEST_LINE = 64 << 20;

  /** A text that is not read by lines is held as a whole. */
  private static final int LONGEST_TEXT = 256 << 20;

  /** Bytes at the beginning that identify a format. */
  private static final int HEAD = 4096;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Its three bytes in UTF-8. */
  private static final String BYTE_ORDER_MARK_BYTES = "\u00EF\u00BB\u00BF";

  /** A line's text and its number from 1. */
  public record Line(int number, String text) {}

  private final Path path;
  private final Opening opening;
  private final Optional<String> remedy;
  private String beginning = "";

  public TextLines(Path path) {
    this(path, Optional.empty());
  }

  /** A file that may be missing; then the error names the remedy. */
  public TextLines(Path path, Optional<String> remedy) {
    this(path, () -> regular(path), remedy);
  }

  /**
   * Lines that come from elsewhere than from the file system; the path is their name in messages.
   */
  public TextLines(Path path, Opening opening) {
    this(path, opening, Optional.empty());
  }

  private TextLines(Path path, Opening opening, Optional<String> remedy) {
    this.path = path;
    this.opening = opening;
    this.remedy = remedy;
  }

  /** Where bytes come from. */
  interface Opening {
    InputStream open() throws IOException;
  }

  private static InputStream regular(Path path) throws IOException {
    Optional<String> fault = RegularFile.fault(path);
    if (fault.isPresent()) {
      throw new DatasetException(path, 0, fault.get());
    }
    return Files.newInputStream(path);
  }

  /** An error at a line; line 0 means the whole file. */
  public DatasetException error(int line, String problem) {
    return new DatasetException(path, line, problem);
  }

  public DatasetException error(int line, String problem, Throwable cause) {
    return new DatasetException(path, line, problem, cause);
  }

  /** Where the file is, or what it is called. */
  Path path() {
    return path;
  }

  /** The first lines, as read when the file was last opened; the last of them may be cut off. */
  List<String> beginning() {
    return beginning.lines().toList();
  }

  /** A position as named in messages. */
  String at(int line) {
    return line == 0 ? path.toString() : path + ":" + line;
  }

  /** The file's name without its folder. */
  String name() {
    return String.valueOf(path.getFileName());
  }

  /** Whether the text begins with a JSON object or array. */
  public boolean isJson() {
    return beginsWith('{') || beginsWith('[');
  }

  /**
   * Whether this is the first character of the text that is no blank; not so when there is none.
   */
  boolean beginsWith(char character) {
    try (InputStream in = content()) {
      int read = in.read();
      while (read >= 0
          && (Character.isWhitespace(read) || BYTE_ORDER_MARK_BYTES.indexOf(read) >= 0)) {
        read = in.read();
      }
      return read == character;
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  /** The first line that is not blank; empty when there is none. */
  public String firstLine() {
    try (InputStream in = content()) {
      String[] first = {""};
      collect(
          in,
          LONGEST_LINE,
          line -> {
            first[0] = line.text().strip();
            return first[0].isEmpty();
          });
      return first[0];
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  /**
   * Passes on all lines as they are read; at least one, and none of them blank but those at the
   * end.
   */
  public void eachLine(Consumer<Line> taker) {
    if (eachLineIfAny(taker) == 0) {
      throw error(0, "the file is empty; it needs one record a line, at least one");
    }
  }

  /**
   * The same, where there may be no lines at all; returns how many there are that are not blank.
   */
  long eachLineIfAny(Consumer<Line> taker) {
    long[] seen = {0};
    int[] blank = {0};
    eachRawLine(
        LONGEST_LINE,
        line -> {
          if (line.text().isBlank()) {
            blank[0] = blank[0] == 0 ? line.number() : blank[0];
            return;
          }
          if (blank[0] > 0) {
            throw error(
                blank[0],
                "the line is blank; remove it, or check whether something is missing here");
          }
          seen[0]++;
          taker.accept(line);
        });
    return seen[0];
  }

  /** The whole text, not blank; line ends are kept. */
  String text() {
    StringBuilder text = new StringBuilder();
    eachRawLine(
        LONGEST_TEXT,
        line -> {
          text.append(line.text()).append('\n');
          if (text.length() > LONGEST_TEXT) {
            throw error(
                line.number(),
                "the file continues here after "
                    + LONGEST_TEXT
                    + " characters, more than are read at once; split it");
          }
        });
    if (text.toString().isBlank()) {
      throw error(0, "the file is empty; it needs at least one record");
    }
    return text.toString();
  }

  private void eachRawLine(int longest, Consumer<Line> taker) {
    try (InputStream in = content()) {
      collect(
          in,
          longest,
          line -> {
            taker.accept(line);
            return true;
          });
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  /** SHA-256 of the file as it is stored, 64 hexadecimal digits. */
  public String digest() {
    try (InputStream in = open()) {
      return Sha256.hex(in);
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private InputStream open() throws IOException {
    return new BufferedInputStream(opening.open(), BUFFER);
  }

  /** The text's bytes; an error where they are no text or no data. */
  private InputStream content() throws IOException {
    InputStream stored = open();
    try {
      InputStream in = unpacked(stored);
      byte[] head = head(in);
      beginning = new String(head, StandardCharsets.UTF_8);
      ForeignFormat.in(head, path)
          .ifPresent(
              problem -> {
                throw error(0, problem);
              });
      return in;
    } catch (IOException | RuntimeException failure) {
      stored.close();
      throw failure;
    }
  }

  /**
   * The first bytes, of which a stream that is still being written may have few: one line at least,
   * where there is one.
   */
  private static byte[] head(InputStream in) throws IOException {
    byte[] head = new byte[HEAD];
    int length = 0;
    in.mark(HEAD);
    for (int read = 0;
        read >= 0 && length < HEAD && !hasLineEnd(head, length);
        length += Math.max(read, 0)) {
      read = in.read(head, length, HEAD - length);
    }
    in.reset();
    return Arrays.copyOf(head, length);
  }

  private static boolean hasLineEnd(byte[] head, int length) {
    for (int i = 0; i < length; i++) {
      if (head[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  private RuntimeException unreadable(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing ->
          error(
              0,
              "there is no such file; "
                  + remedy.orElse("name it with its path from the current folder"),
              missing);
      case AccessDeniedException denied ->
          error(0, "the file may not be read; change its permissions", denied);
      case EOFException cut -> error(0, "the gzip packing is cut off; fetch the file again", cut);
      case ZipException damaged ->
          error(
              0,
              "the gzip packing is damaged (" + damaged.getMessage() + "); fetch the file again",
              damaged);
      default -> new UncheckedIOException("cannot read " + path, failure);
    };
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
    in.reset();
    return gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
  }

  /** Passes lines on until the consumer declines. */
  private void collect(InputStream in, int longest, Predicate<Line> taker) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int number = 0;
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') {
        if (!taker.test(line(++number, line))) {
          return;
        }
        line.reset();
      } else {
        line.write(read);
        if (line.size() > longest) {
          throw error(
              number + 1,
              "the line is longer than " + longest + " bytes; is this a file of lines?");
        }
      }
    }
    if (line.size() > 0) {
      boolean ignored = taker.test(line(++number, line));
    }
  }

  private Line line(int number, ByteArrayOutputStream bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      return new Line(
          number, number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (CharacterCodingException invalid) {
      throw error(number, "the line is not valid UTF-8; convert the file to UTF-8", invalid);
    }
  }
}
