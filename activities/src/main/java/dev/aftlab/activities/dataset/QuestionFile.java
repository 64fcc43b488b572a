package dev.aftlab.activities.dataset;

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
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of lines in UTF-8, plain or gzipped; which of both is seen from its first bytes. A line ends at {@code \n} and nowhere else: other
 * line separators of Unicode are text. A byte order mark at the beginning is dropped, and so are blank lines at the end.
 */
final class QuestionFile {
  private static final int BUFFER = 1 << 16;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A line's text and its number from 1. */
  record Line(int number, String text) {}

  private final Path path;

  QuestionFile(Path path) {
    this.path = path;
  }

  /** An error at a line; line 0 stands for the whole file. */
  DatasetException error(int line, String problem) {
    return new DatasetException(path, line, problem);
  }

  DatasetException error(int line, String problem, Throwable cause) {
    return new DatasetException(path, line, problem, cause);
  }

  /** All lines; at least one, and none of them blank. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    try (InputStream in = unpacked(open())) {
      collect(in, lines);
    } catch (IOException failure) {
      throw unreadable(failure);
    }
    while (!lines.isEmpty() && lines.getLast().text().isBlank()) {
      lines.removeLast();
    }
    if (lines.isEmpty()) {
      throw error(0, "the file is empty; it needs one JSON object a line, at least one");
    }
    for (Line line : lines) {
      if (line.text().isBlank()) {
        throw error(line.number(), "the line is blank; remove it, or see whether something is missing here");
      }
    }
    return lines;
  }

  /** SHA-256 of the file as it is stored, 64 hexadecimal digits. */
  String digest() {
    MessageDigest digest = Datasets.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = open()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException failure) {
      throw unreadable(failure);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private InputStream open() throws IOException {
    if (Files.isDirectory(path)) {
      throw error(0, "this is a folder; name a file in it");
    }
    return new BufferedInputStream(Files.newInputStream(path), BUFFER);
  }

  private RuntimeException unreadable(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> error(0, "there is no such file; name it with its path from the current folder", missing);
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

  private void collect(InputStream in, List<Line> lines) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') {
        lines.add(line(lines.size() + 1, line));
        line.reset();
      } else {
        line.write(read);
      }
    }
    if (line.size() > 0) {
      lines.add(line(lines.size() + 1, line));
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
