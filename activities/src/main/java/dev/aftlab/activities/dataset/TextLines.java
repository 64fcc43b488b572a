package dev.aftlab.activities.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Lines of a UTF-8 file, plain or gzipped ({@code .gz}). A line ends at {@code \n} alone: U+2028 and its like stand inside of texts. A byte-order
 * mark at the beginning and a carriage return at a line's end are dropped.
 */
final class TextLines {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextLines() {}

  static List<String> read(Path file) {
    byte[] bytes = bytes(file);
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length ? i > from : bytes[i] == '\n') {
        lines.add(decode(file, lines.size() + 1, bytes, from, i));
        from = i + 1;
      }
    }
    if (lines.isEmpty()) {
      throw new DatasetException(file, "is empty");
    }
    return lines;
  }

  /** A line as a JSON object. */
  static JsonNode object(Path file, int line, String text) {
    try {
      JsonNode node = Json.mapper().readTree(text);
      if (!node.isObject()) {
        throw new DatasetException(file, line, "is not a JSON object");
      }
      return node;
    } catch (JsonProcessingException failure) {
      throw new DatasetException(file, line, "is not JSON: " + failure.getOriginalMessage());
    }
  }

  /** A text field that must be there and not empty; numbers are taken as they are written. */
  static String required(Path file, int line, JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual() && !value.isNumber() || value.asText().isBlank()) {
      throw new DatasetException(file, line, "the field '" + field + "' " + (value.isMissingNode() ? "is missing" : "must be text and not empty, is " + value));
    }
    return value.asText();
  }

  private static String decode(Path file, int line, byte[] bytes, int from, int to) {
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, end - from)).toString();
      return line == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException failure) {
      throw new DatasetException(file, line, "is not UTF-8");
    }
  }

  private static byte[] bytes(Path file) {
    try {
      byte[] stored = Files.readAllBytes(file);
      if (!file.toString().endsWith(".gz")) {
        return stored;
      }
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
        return in.readAllBytes();
      }
    } catch (IOException failure) {
      throw new DatasetException(file, "cannot be read: " + failure.getMessage());
    }
  }
}
