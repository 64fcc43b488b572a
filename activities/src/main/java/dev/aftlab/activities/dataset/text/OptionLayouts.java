package dev.aftlab.activities.dataset.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.dataset.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a question offers, in any of the layouts in which public data sets write it: a list of
 * texts; letters with texts; texts and labels in a list each; or a list of objects with {@code
 * "label"} and {@code "text"}. Labels are A, B, C and so on or 1, 2, 3 and so on, in this order.
 *
 * @param fields the object that has them
 * @param field the field that has them; empty where there is none
 * @param texts the options in their order
 * @param labels their labels; none where they have only positions
 */
public record OptionLayouts(
    JsonFields fields, String field, List<String> texts, List<String> labels) {
  private static final String OPTIONS = "options";
  private static final String CHOICES = "choices";
  private static final String TEXT = "text";
  private static final String LABEL = "label";

  /** Checks the order of the labels. */
  public OptionLayouts {
    texts = List.copyOf(texts);
    labels = List.copyOf(labels);
    if (!labels.isEmpty() && !isInOrder(labels, 'A') && !isInOrder(labels, '1')) {
      throw fields.error(
          "the labels in '"
              + field
              + "' are "
              + String.join(", ", labels)
              + "; they must be A, B, C and so on, or 1, 2, 3 and so on, in this order");
    }
  }

  private static boolean isInOrder(List<String> labels, char first) {
    return labels.size() <= (first == 'A' ? 26 : 9)
        && IntStream.range(0, labels.size())
            .allMatch(i -> labels.get(i).equals(String.valueOf((char) (first + i))));
  }

  /**
   * Those of the field {@code options} or {@code choices}; none where neither is there or it holds
   * nothing.
   */
  public static OptionLayouts ifAny(JsonFields fields) {
    boolean options = fields.hasContent(OPTIONS);
    boolean choices = fields.hasContent(CHOICES);
    if (options && choices) {
      throw fields.error("there are both 'options' and 'choices'; keep one of them");
    }
    return options || choices
        ? of(fields, options ? OPTIONS : CHOICES)
        : new OptionLayouts(fields, "", List.of(), List.of());
  }

  /** Those of a field that must be there. */
  public static OptionLayouts of(JsonFields fields, String field) {
    JsonNode value = fields.content().path(field);
    if (value.isObject() && (value.has(TEXT) || value.has(LABEL))) {
      return ofLists(fields, field, fields.object(field));
    }
    if (value.isArray() && value.path(0).isObject()) {
      return ofObjects(fields, field, fields.objects(field));
    }
    return new OptionLayouts(fields, field, fields.options(field), List.of());
  }

  private static OptionLayouts ofLists(JsonFields fields, String field, JsonFields lists) {
    List<String> texts = lists.texts(TEXT);
    List<String> labels = lists.texts(LABEL);
    if (texts.size() != labels.size()) {
      throw fields.error(
          "the field '"
              + field
              + "' has "
              + texts.size()
              + " texts, but "
              + labels.size()
              + " labels");
    }
    return new OptionLayouts(fields, field, texts, labels);
  }

  private static OptionLayouts ofObjects(
      JsonFields fields, String field, List<JsonFields> objects) {
    List<String> texts = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (JsonFields object : objects) {
      texts.add(object.textOrNumber(TEXT));
      labels.add(object.textOrNumber(LABEL));
    }
    return new OptionLayouts(fields, field, texts, labels);
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /** The options with their letters, by position. */
  List<Option> lettered() {
    if (texts.size() > 26) {
      throw fields.error(
          "the field '" + field + "' has " + texts.size() + " options; a question has at most 26");
    }
    return Option.lettered(texts);
  }

  /**
   * The letter of the right option. A number is no letter: it may count from 0 or from 1, unless
   * the options have numbers as labels.
   *
   * @param answers the object that names it
   * @param key the field that names it: by the option's label, or by its letter where there are no
   *     labels
   */
  public String letter(JsonFields answers, String key) {
    String written = answers.textOrNumber(key);
    int place = labels.indexOf(written);
    if (place >= 0 && place < 26) {
      return Option.letter(place);
    }
    if (answers.content().path(key).isNumber()) {
      throw answers.error(
          "the field '"
              + key
              + "' is the number "
              + written
              + " beside the field '"
              + field
              + "'; write the letter of the right option"
              + " (data whose answers count them from 0, as MMLU's do, is read by type: mmlu)");
    }
    if (!labels.isEmpty()) {
      throw answers.error(
          "the field '"
              + key
              + "' is '"
              + written
              + "', which is no label in '"
              + field
              + "'; it must be one of "
              + String.join(", ", labels));
    }
    return requiredLetter(answers, key, written);
  }

  /** Digits may count options as well as be the text of one. */
  private String requiredLetter(JsonFields answers, String key, String written) {
    int place = texts.indexOf(written);
    boolean text =
        place >= 0
            && place < 26
            && place == texts.lastIndexOf(written)
            && !written.matches("[A-Z]|[0-9]+");
    if (text) {
      throw answers.error(
          "the answer is '"
              + written
              + "', the text of an option; the field '"
              + key
              + "' must be its letter, "
              + Option.letter(place));
    }
    return written;
  }

  /**
   * The letter of the right option, where the answer is its letter or counts the options from 0.
   *
   * @param key the field with the answer
   */
  public String letterOrIndex(String key) {
    JsonNode value = fields.content().path(key);
    if (!value.isNumber()) {
      return letter(fields, key);
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 0
        || value.intValue() >= texts.size()) {
      throw fields.error(
          "the field '"
              + key
              + "' is "
              + value.asText()
              + ", which is no index of an option: it must be 0 to "
              + (texts.size() - 1)
              + (value.asText().equals("-1")
                  ? "; -1 marks splits whose answers are not published"
                  : ""));
    }
    return Option.letter(value.intValue());
  }
}
