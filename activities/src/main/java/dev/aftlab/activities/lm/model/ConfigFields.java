package dev.aftlab.activities.lm.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.experiments.result.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The fields of one {@code config.json}, each read with its bounds.
 *
 * @param file for messages
 * @param place dotted path of the object in the file, with a closing dot, or nothing for the top
 *     level
 * @param root the object
 */
record ConfigFields(Path file, String place, JsonNode root) {
  /** The largest width, length or number of anything. */
  static final int LARGEST = 1 << 24;

  boolean has(String field) {
    return root.hasNonNull(field);
  }

  JsonNode get(String field) {
    return root.get(field);
  }

  /** The fields of an object within this one. */
  ConfigFields within(String field) {
    if (!root.path(field).isObject()) {
      throw damaged(field, root.path(field) + " is not an object");
    }
    return new ConfigFields(file, place + field + ".", root.get(field));
  }

  /** A text, or another one when the field is missing or null. */
  String text(String field, String otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    if (!root.get(field).isTextual()) {
      throw damaged(field, root.get(field) + " is not text");
    }
    return root.get(field).textValue();
  }

  /** True or false; false when the field is missing or null. */
  boolean flag(String field) {
    if (!has(field)) {
      return false;
    }
    if (!root.get(field).isBoolean()) {
      throw damaged(field, root.get(field) + " is not true or false");
    }
    return root.get(field).booleanValue();
  }

  /** A whole number in 1..2²⁴. */
  int positive(String field) {
    JsonNode node = root.path(field);
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < 1
        || node.intValue() > LARGEST) {
      throw damaged(
          field,
          (node.isMissingNode() ? "missing" : node.toString())
              + "; a whole number in 1.."
              + LARGEST
              + " is expected");
    }
    return node.intValue();
  }

  /** A finite number above 0. */
  double number(String field) {
    double value = root.path(field).isNumber() ? root.get(field).doubleValue() : Double.NaN;
    if (!(value > 0) || Double.isInfinite(value)) {
      throw damaged(
          field, (has(field) ? root.get(field) : "missing") + "; a number above 0 is expected");
    }
    return value;
  }

  /** A finite number above 0, or another one when the field is missing or null. */
  double number(String field, double otherwise) {
    return has(field) ? number(field) : otherwise;
  }

  /** The id of a field, if it is there. */
  OptionalInt id(String field, int vocabulary) {
    return has(field)
        ? OptionalInt.of(tokenId(field, root.get(field), vocabulary))
        : OptionalInt.empty();
  }

  /** The ids of a field that holds one or a list; none when it is missing or null. */
  List<Integer> ids(String field, int vocabulary) {
    List<Integer> ids = new ArrayList<>();
    if (has(field)) {
      JsonNode node = root.get(field);
      for (JsonNode id : node.isArray() ? node : Json.mapper().createArrayNode().add(node)) {
        ids.add(tokenId(field, id, vocabulary));
      }
    }
    return ids;
  }

  DamagedModelException damaged(String field, String problem) {
    return new DamagedModelException(file, place + field, problem);
  }

  UnsupportedModelException unsupported(String field, Object value, String remedy) {
    return new UnsupportedModelException(file, place + field, value, remedy);
  }

  private int tokenId(String field, JsonNode node, int vocabulary) {
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < 0
        || node.intValue() >= vocabulary) {
      throw damaged(field, node + "; a token id in 0.." + (vocabulary - 1) + " is expected");
    }
    return node.intValue();
  }
}
