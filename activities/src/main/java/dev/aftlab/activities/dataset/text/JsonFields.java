package dev.aftlab.activities.dataset.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.Option;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.text.Suggestions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The fields of one JSON object, with errors that say where they are. */
public final class JsonFields {
  private static final ObjectReader READER =
      Json.mapper()
          .readerFor(JsonNode.class)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .with(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Keeps numbers as they are written, zeros at the end included. */
  private static final ObjectReader EXACT_READER =
      READER.without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  /** For objects that others follow. */
  static final ObjectReader ELEMENT_READER =
      READER.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final int MOST_ZEROS = 1_000;

  private final SourcePosition place;
  private final JsonNode object;
  private final OptionalInt element;

  /** Those of the object that is all of a line. */
  JsonFields(SourcePosition place, JsonNode object) {
    this(place, object, OptionalInt.empty());
  }

  /**
   * Those of any object.
   *
   * @param element which element of the file's array it is, or is a part of, from 1; empty where
   *     each object is on its own line
   */
  JsonFields(SourcePosition place, JsonNode object, OptionalInt element) {
    this.place = place;
    this.object = object;
    this.element = element;
  }

  /** The fields of a line's object. */
  static JsonFields parse(SourcePosition place, String line) {
    return parse(READER, place, line);
  }

  /** The same, for lines that are written again. */
  static JsonFields parseExactly(SourcePosition place, String line) {
    return parse(EXACT_READER, place, line);
  }

  private static JsonFields parse(ObjectReader reader, SourcePosition place, String line) {
    try {
      JsonNode node = reader.readValue(line);
      if (!node.isObject()) {
        throw place.error(
            NotJson.problem(place, line)
                .orElse(
                    "the line is not a JSON object but "
                        + described(node)
                        + "; each line needs {...}"));
      }
      return new JsonFields(place, node);
    } catch (JsonProcessingException malformed) {
      String problem =
          NotJson.problem(place, line)
              .orElseGet(
                  () ->
                      "the line is not one JSON object: "
                          + JsonDiagnosis.in(line, '{', "object").problem()
                          + "; correct or remove the line");
      throw place.file().error(place.line(), problem, malformed);
    }
  }

  public SourcePosition place() {
    return place;
  }

  /** The line's number, from 1. */
  public int line() {
    return place.line();
  }

  /**
   * Which object of the file it is, or is a part of, from 1: the line's number where each is on its
   * own line.
   */
  public int number() {
    return element.orElse(place.line());
  }

  /** A name for an object that has none, from its position in the file. */
  public String nameByPlace() {
    return (element.isPresent() ? "record-" : "line-") + number();
  }

  /** File and line, for messages. */
  public String where() {
    return place.toString();
  }

  /** The object itself. */
  public ObjectNode content() {
    return (ObjectNode) object;
  }

  /** A fault of this line, with file and line before the problem. */
  public DatasetException error(String problem) {
    return place.error(problem);
  }

  /** Whether a field is there and not null. */
  public boolean has(String field) {
    return object.hasNonNull(field);
  }

  /** Whether a field is there, not null, and no empty list or object. */
  boolean hasContent(String field) {
    return has(field) && !(object.get(field).isContainerNode() && object.get(field).isEmpty());
  }

  /** Whether a field is the text without a character. */
  public boolean isEmptyText(String field) {
    return has(field) && object.get(field).isTextual() && object.get(field).textValue().isEmpty();
  }

  /** A text that is there and not blank. */
  public String text(String field) {
    JsonNode value = required(field);
    if (!value.isTextual()) {
      throw error(
          "the field '" + field + "' is " + described(value) + ", not a text" + marks(value));
    }
    return place.whole(field, value.textValue());
  }

  /** A truth value. */
  public boolean truth(String field) {
    JsonNode value = required(field);
    if (!value.isBoolean()) {
      throw error("the field '" + field + "' is " + described(value) + ", not true or false");
    }
    return value.booleanValue();
  }

  /** A number that a double can hold. */
  public double number(String field) {
    JsonNode value = required(field);
    if (!value.isNumber()) {
      throw error("the field '" + field + "' is " + described(value) + ", not a number");
    }
    if (!Double.isFinite(value.doubleValue())) {
      throw error("the field '" + field + "' is " + value.asText() + ", which is too large");
    }
    return value.doubleValue();
  }

  /** A text that is there, with the blanks at its ends; maybe empty. */
  public String exactText(String field) {
    return exactText(field, required(field));
  }

  /** The texts of a list, with the blanks at their ends; maybe empty. */
  public List<String> exactTexts(String field) {
    List<String> texts = new ArrayList<>();
    list(field).forEach(item -> texts.add(exactText(field, item)));
    return texts;
  }

  private String exactText(String field, JsonNode value) {
    if (!value.isTextual()) {
      throw error(
          "the field '"
              + field
              + "' has "
              + described(value)
              + " where a text must be"
              + marks(value));
    }
    return place.representable(field, value.textValue());
  }

  /**
   * What a question offers, as {@link OptionLayouts} are written in {@code options} or {@code
   * choices}; none where neither is there or it holds nothing.
   */
  public List<Option> optionsIfAny() {
    return OptionLayouts.ifAny(this).lettered();
  }

  /**
   * A right answer: a text or a number; where there are options, the letter of the right one, which
   * may be given by its label, but not by a number alone.
   */
  public String rightAnswer(String field) {
    OptionLayouts choices = OptionLayouts.ifAny(this);
    return choices.isEmpty() ? textOrNumber(field) : choices.letter(this, field);
  }

  /** The fields of an object in this one. */
  public JsonFields object(String field) {
    JsonNode value = required(field);
    if (!value.isObject()) {
      throw error("the field '" + field + "' is " + described(value) + ", not an object {...}");
    }
    return new JsonFields(place, value, element);
  }

  /** The objects of a list. */
  List<JsonFields> objects(String field) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode item : list(field)) {
      if (!item.isObject()) {
        throw error(
            "the field '"
                + field
                + "' has "
                + described(item)
                + " in its list; each entry must be an object {...}");
      }
      objects.add(new JsonFields(place, item, element));
    }
    return objects;
  }

  /** The texts of a list; numbers are taken as they would be written. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(field)) {
      if (!item.isTextual() && !item.isNumber()) {
        throw error(
            "the field '"
                + field
                + "' has "
                + described(item)
                + " in its list; each entry must be a text");
      }
      texts.add(place.whole(field, item.isNumber() ? plain(field, item) : item.textValue()));
    }
    return texts;
  }

  private JsonNode list(String field) {
    JsonNode value = required(field);
    if (!value.isArray()) {
      throw error("the field '" + field + "' is " + described(value) + ", not a list [...]");
    }
    return value;
  }

  /**
   * Options: a list of texts, or an object of letters and texts in the order A, B, C.
   *
   * @return their texts in the order of their letters
   */
  List<String> options(String field) {
    JsonNode value = required(field);
    if (!value.isObject()) {
      return texts(field);
    }
    JsonFields options = new JsonFields(place, value, element);
    List<String> texts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (texts.size() == 26 || !entry.getKey().equals(Option.letter(texts.size()))) {
        throw error(
            "the field '"
                + field
                + "' has the letters "
                + String.join(", ", options.names())
                + "; they must be A, B, C and so on, in this order");
      }
      texts.add(options.textOrNumber(entry.getKey()));
    }
    return texts;
  }

  /** The names of all fields, in their order. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A text, or a number in plain notation. */
  public String textOrNumber(String field) {
    JsonNode value = required(field);
    return value.isNumber() ? plain(field, value) : text(field);
  }

  /** A number in plain notation; an exponent may need more zeros than fit in memory. */
  private String plain(String field, JsonNode number) {
    BigDecimal value = number.decimalValue();
    if (Math.abs((long) value.scale()) > MOST_ZEROS) {
      throw error(
          "the field '" + field + "' is " + value + ", with an exponent beyond " + MOST_ZEROS);
    }
    return value.toPlainString();
  }

  private JsonNode required(String field) {
    if (!has(field)) {
      List<String> names = names();
      names.remove(field);
      throw error(
          "the field '"
              + field
              + "' is missing"
              + Suggestions.nearest(field, names)
                  .map(near -> "; did you mean '" + near + "' by it?")
                  .or(() -> OtherLayouts.wrapped(this))
                  .orElse("; add it"));
    }
    return object.get(field);
  }

  /** How a value becomes a text, where quotation marks are all that it lacks. */
  private static String marks(JsonNode value) {
    return value.isContainerNode() ? "" : "; put it in quotation marks";
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
}
