package dev.aftlab.experiments.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.erdtman.jcs.NumberToJSON;

/**
 * Writes trees in the canonical form of RFC 8785, with numbers as the library formats them. It does
 * not write and parse the tree's text first, which took a quarter of the time of a large plan.
 */
final class CanonicalJson {
  private static final String ESCAPED = "\b\t\n\f\r\"\\";
  private static final String LETTERS = "btnfr\"\\";

  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  /**
   * @throws IOException when a number is not finite
   */
  static String of(JsonNode tree) throws IOException {
    CanonicalJson writer = new CanonicalJson();
    writer.write(tree);
    return writer.out.toString();
  }

  private void write(JsonNode node) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING -> text(node.textValue());
      case NUMBER -> out.append(NumberToJSON.serializeNumber(Double.parseDouble(node.asText())));
      case BOOLEAN, NULL -> out.append(node.asText());
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("no value of JSON: " + node.getNodeType());
    }
  }

  /** Sorts fields by the UTF-16 units of their names, which is the order of Java strings. */
  private void object(JsonNode node) throws IOException {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    Collections.sort(names);
    char before = '{';
    for (String name : names) {
      out.append(before);
      text(name);
      out.append(':');
      write(node.get(name));
      before = ',';
    }
    out.append(names.isEmpty() ? "{}" : "}");
  }

  private void array(JsonNode node) throws IOException {
    out.append('[');
    for (int i = 0; i < node.size(); i++) {
      out.append(i == 0 ? "" : ",");
      write(node.get(i));
    }
    out.append(']');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      int escape = ESCAPED.indexOf(sign);
      if (escape >= 0) {
        out.append('\\').append(LETTERS.charAt(escape));
      } else if (sign < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) sign));
      } else {
        out.append(sign);
      }
    }
    out.append('"');
  }
}
