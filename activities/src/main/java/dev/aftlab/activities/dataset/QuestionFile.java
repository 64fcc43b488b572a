package dev.aftlab.activities.dataset;

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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of lines in UTF-8, plain or gzipped; which of both is seen from its first bytes. A line ends at {@code \n} and nowhere else: other
 * line separators of Unicode are text. A byte order mark at the beginning is dropped, and so are blank lines at the end.
 */
final class QuestionFile {
  private static final int BUFFER = 1 << 16;

  /** A longer line is not one record but a file of another kind, or one whose line ends are lost. */
  private static final int LONGEST_LINE = 64 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A line's text and its number from 1. */
  record Line(int number, String text) {}

  private final Path path;
  private final Opening opening;
  private final Optional<String> remedy;

  QuestionFile(Path path) {
    this(path, Optional.empty());
  }

  /** A file that may be missing; then the remedy is told. */
  QuestionFile(Path path, Optional<String> remedy) {
    this(path, () -> Files.newInputStream(path), remedy);
  }

  /** Lines that come from elsewhere than from the file system; the path is their name in messages. */
  QuestionFile(Path path, Opening opening) {
    this(path, opening, Optional.empty());
  }

  private QuestionFile(Path path, Opening opening, Optional<String> remedy) {
    this.path = path;
    this.opening = opening;
    this.remedy = remedy;
  }

  /** Where bytes come from. */
  interface Opening {
    InputStream open() throws IOException;
  }

  /** An error at a line; line 0 stands for the whole file. */
  DatasetException error(int line, String problem) {
    return new DatasetException(path, line, problem);
  }

  DatasetException error(int line, String problem, Throwable cause) {
    return new DatasetException(path, line, problem, cause);
  }

  /** How a place is named in messages. */
  String at(int line) {
    return line == 0 ? path.toString() : path + ":" + line;
  }

  /** The file's name without its folder. */
  String name() {
    return String.valueOf(path.getFileName());
  }

  /** Whether this is the first character of the text that is no blank; not so when there is none. */
  boolean beginsWith(char character) {
    return firstLine().stripLeading().indexOf(character) == 0;
  }

  /** The first line that is not blank; empty when there is none. */
  String firstLine() {
    try (InputStream in = unpacked(open())) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int read = in.read(); read >= 0; read = in.read()) {
        line.write(read);
        if (read == '\n' && !line(1, line).text().isBlank()) {
          break;
        }
      }
      return line(1, line).text().strip();
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  /** Hands over all lines as they are read; at least one, and none of them blank but those at the end. */
  void eachLine(Consumer<Line> taker) {
    if (eachLineIfAny(taker) == 0) {
      throw error(0, "the file is empty; it needs one record a line, at least one");
    }
  }

  /** The same, where there may be no lines at all; returns how many there are that are not blank. */
  long eachLineIfAny(Consumer<Line> taker) {
    long[] seen = {0};
    int[] blank = {0};
    eachRawLine(
        line -> {
          if (line.text().isBlank()) {
            blank[0] = blank[0] == 0 ? line.number() : blank[0];
            return;
          }
          if (blank[0] > 0) {
            throw error(blank[0], "the line is blank; remove it, or see whether something is missing here");
          }
          seen[0]++;
          taker.accept(line);
        });
    return seen[0];
  }

  /** The whole text, not blank; line ends are kept. */
  String text() {
    StringBuilder text = new StringBuilder();
    eachRawLine(line -> text.append(line.text()).append('\n'));
    if (text.toString().isBlank()) {
      throw error(0, "the file is empty; it needs at least one record");
    }
    return text.toString();
  }

  private void eachRawLine(Consumer<Line> taker) {
    try (InputStream in = unpacked(open())) {
      collect(in, taker);
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  /** SHA-256 of the file as it is stored, 64 hexadecimal digits. */
  String digest() {
    try (InputStream in = open()) {
      return Sha256.hex(in);
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private InputStream open() throws IOException {
    if (Files.isDirectory(path)) {
      throw error(0, "this is a folder; name a file in it");
    }
    return new BufferedInputStream(opening.open(), BUFFER);
  }

  private RuntimeException unreadable(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> error(0, "there is no such file; " + remedy.orElse("name it with its path from the current folder"), missing);
      case AccessDeniedException denied -> error(0, "the file may not be read; change its permissions", denied);
      case EOFException cut -> error(0, "the gzip packing is cut off; fetch the file again", cut);
      case ZipException damaged -> error(0, "the gzip packing is damaged (" + damaged.getMessage() + "); fetch the file again", damaged);
      default -> new UncheckedIOException("cannot read " + path, failure);
    };
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
    in.reset();
    return gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
  }

  private void collect(InputStream in, Consumer<Line> taker) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int number = 0;
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') {
        taker.accept(line(++number, line));
        line.reset();
      } else {
        line.write(read);
        if (line.size() > LONGEST_LINE) {
          throw error(number + 1, "the line is longer than " + LONGEST_LINE + " bytes; is this a file of lines?");
        }
      }
    }
    if (line.size() > 0) {
      taker.accept(line(++number, line));
    }
  }

  private Line line(int number, ByteArrayOutputStream bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
      return new Line(number, number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (CharacterCodingException invalid) {
      throw error(number, "the line is not valid UTF-8; convert the file to UTF-8", invalid);
    }
  }
}
