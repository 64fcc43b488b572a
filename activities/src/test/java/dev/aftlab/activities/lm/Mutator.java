package dev.aftlab.activities.lm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aftlab.experiments.result.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Damages JSON files, at the bytes or in their structure, the same way for the same seed. */
public final class Mutator {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1",
          "3",
          "255",
          "65536",
          "16777216",
          "2147483647",
          "4294967295",
          "4294967296",
          "9223372036854775807",
          "-9223372036854775808",
          "18446744073709551616",
          "0.5",
          "1e308",
          "1e-320",
          "-0.0",
          "\"\"",
          "\"x\"",
          "\"<unk>\"",
          "\"\\u0000\"",
          "\"▁\"",
          "\"(\"",
          "\"(a*)*$\"",
          "\"\\uD800\"",
          "[]",
          "{}",
          "[[[[]]]]",
          "[0,-1]",
          "{\"type\":\"Sequence\"}",
          "{\"Regex\":\"(((\"}",
          "{\"type\":\"BPE\"}");

  private final SplittableRandom random;

  public Mutator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** One to three changes of either sort; the result may still be well formed. */
  public byte[] mutate(byte[] json) {
    byte[] result = json;
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      result = random.nextInt(4) == 0 ? bytes(result) : structure(result);
    }
    return result;
  }

  /** One change of bytes: another value, some cut out, doubled, or the end cut off. */
  public byte[] bytes(byte[] source) {
    if (source.length < 2) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int from = random.nextInt(source.length - 1);
    int to = Math.min(source.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 64));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(source, 0, from);
    switch (random.nextInt(4)) {
      case 0 -> out.write(random.nextInt(256));
      case 1 -> to = Math.max(to, from + 1);
      case 2 -> {
        out.write(source, from, to - from);
        to = from;
      }
      default -> to = random.nextInt(8) == 0 ? source.length : from + 1;
    }
    out.write(source, to, source.length - to);
    return out.toByteArray();
  }

  /**
   * One change of a field or element: another value, a value from elsewhere, gone, or added. What
   * is no JSON gets a change of bytes.
   */
  public byte[] structure(byte[] source) {
    try {
      JsonNode root = Json.mapper().readTree(source);
      List<JsonNode> places = new ArrayList<>();
      collect(root, places);
      if (places.isEmpty()) {
        return bytes(source);
      }
      // Half of the time not among the many of a vocabulary.
      JsonNode place =
          places.get(
              random.nextInt(random.nextBoolean() ? places.size() : Math.min(places.size(), 40)));
      change(place, places);
      return Json.write(root).getBytes(StandardCharsets.UTF_8);
    } catch (IOException notJson) {
      return bytes(source);
    }
  }

  private void change(JsonNode place, List<JsonNode> places) {
    JsonNode value =
        random.nextInt(3) == 0 ? places.get(random.nextInt(places.size())).deepCopy() : value();
    int kind = random.nextInt(6);
    if (place instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.isEmpty() ? "type" : names.get(random.nextInt(names.size()));
      if (kind == 0) {
        object.remove(name);
      } else if (kind == 1) {
        object.set(names.size() + "x", value);
      } else if (kind == 2 && !names.isEmpty()) {
        object.set(names.get(random.nextInt(names.size())), object.get(name).deepCopy());
      } else {
        object.set(name, near(object.path(name), value));
      }
    } else if (place instanceof ArrayNode array) {
      int at = array.isEmpty() ? 0 : random.nextInt(array.size());
      if (kind == 0 && !array.isEmpty()) {
        array.remove(at);
      } else if (kind == 1 || array.isEmpty()) {
        array.insert(at, value);
      } else {
        array.set(at, near(array.get(at), value));
      }
    }
  }

  /** Half of the time a value of the same type, which gets further into a reader. */
  private JsonNode near(JsonNode before, JsonNode other) {
    if (random.nextBoolean()) {
      return other;
    }
    if (before.isIntegralNumber()) {
      return Json.mapper().getNodeFactory().numberNode(before.longValue() + random.nextInt(-2, 3));
    }
    if (before.isTextual() && !before.textValue().isEmpty()) {
      String text = before.textValue();
      int at = random.nextInt(text.length());
      return TextNode.valueOf(
          random.nextBoolean()
              ? text.substring(at)
              : text.substring(0, at) + (char) (32 + random.nextInt(9000)) + text.substring(at));
    }
    return before.isBoolean()
        ? Json.mapper().getNodeFactory().booleanNode(!before.booleanValue())
        : other;
  }

  private JsonNode value() {
    try {
      return Json.mapper().readTree(VALUES.get(random.nextInt(VALUES.size())));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode()) {
      places.add(node);
      node.forEach(child -> collect(child, places));
    }
  }
}
