package dev.aftlab.activities.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of one line's JSON object, with errors that say where they stand. */
final class JsonFields {
  private static final ObjectReader READER =
      Json.mapper()
          .readerFor(JsonNode.class)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final QuestionFile file;
  private final int line;
  private final JsonNode object;

  private JsonFields(QuestionFile file, int line, JsonNode object) {
    this.file = file;
    this.line = line;
    this.object = object;
  }

  static JsonFields parse(QuestionFile file, QuestionFile.Line line) {
    try {
      JsonNode node = READER.readValue(line.text());
      if (!node.isObject()) {
        throw file.error(line.number(), "the line is not a JSON object but " + described(node) + "; each line needs {...}");
      }
      return new JsonFields(file, line.number(), node);
    } catch (JsonProcessingException malformed) {
      String problem = "the line is not one JSON object: " + malformed.getOriginalMessage() + column(malformed) + "; correct or remove the line";
      throw file.error(line.number(), problem, malformed);
    }
  }

  int line() {
    return line;
  }

  DatasetException error(String problem) {
    return file.error(line, problem);
  }

  boolean has(String field) {
    return object.hasNonNull(field);
  }

  /** A text that is there and not blank. */
  String text(String field) {
    JsonNode value = required(field);
    if (!value.isTextual()) {
      throw error("the field '" + field + "' is " + described(value) + ", not a text; put it in quotation marks");
    }
    return whole(field, value.textValue());
  }

  /** A text, or a number in plain notation. */
  String textOrNumber(String field) {
    JsonNode value = required(field);
    return value.isNumber() ? value.decimalValue().toPlainString() : text(field);
  }

  private JsonNode required(String field) {
    if (!has(field)) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.remove(field);
      throw error("the field '" + field + "' is missing" + Names.nearest(field, names).map(near -> "; did you mean '" + near + "' by it?").orElse("; add it"));
    }
    return object.get(field);
  }

  private String whole(String field, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw error("the field '" + field + "' has half of a surrogate pair (such as \\ud800 alone); correct the escape");
    }
    String trimmed = Blanks.trim(text);
    if (trimmed.isEmpty()) {
      throw error("the field '" + field + "' is empty; fill it or remove the line");
    }
    return trimmed;
  }

  private static String described(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT, POJO -> "an object";
      case NUMBER -> "a number";
      case BOOLEAN -> "a truth value";
      case STRING, BINARY -> "a text";
      case NULL, MISSING -> "nothing";
    };
  }

  private static String column(JsonProcessingException malformed) {
    return malformed.getLocation() == null ? "" : " (column " + malformed.getLocation().getColumnNr() + ")";
  }
}
