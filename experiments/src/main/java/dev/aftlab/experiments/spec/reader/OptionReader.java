package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.DecodingSpec;
import dev.aftlab.experiments.spec.Location;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.PromptSpec;
import dev.aftlab.experiments.text.Quoted;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads parts of the language from command options, with the same defaults and bounds as in a file.
 */
public final class OptionReader {
  private OptionReader() {}

  /**
   * A field that an option sets.
   *
   * @param option the option's name, for messages
   * @param field the field of the record
   * @param value the value in YAML
   */
  public record Setting(String option, String field, String value) {}

  /** Texts of an option, verbatim. */
  public record TextList(String option, List<String> values) {
    private YamlNode node() {
      Location location = new Location.InText(option, 0);
      return new YamlNode.Items(
          values.stream().<YamlNode>map(text -> new YamlNode.Scalar(text, true, location)).toList(),
          location);
    }
  }

  /**
   * Reads a prompt format: a name, or a mapping in YAML.
   *
   * @throws InvalidSpecException with every problem
   */
  public static PromptSpec prompt(String option, String value) {
    Location location = new Location.InText(option, 0);
    YamlNode node = SpecReader.relocated(promptNode(option, value), location);
    RecordBinder binder = new RecordBinder();
    return checked(binder, binder.choice(PromptSpec.class, node, ""));
  }

  private static YamlNode promptNode(String option, String value) {
    try {
      return new YamlParser(option).parse(value);
    } catch (InvalidSpecException invalid) {
      String proposed =
          option + " " + Quoted.shell("{template: " + Quoted.yaml(value.strip()) + "}");
      String hint =
          value.contains("{question}") && !value.contains("template")
              ? "; a template is written as " + proposed
              : "";
      throw new InvalidSpecException(
          invalid.problems().stream()
              .map(one -> new Problem(new Location.InText(option, 0), "", one.message() + hint))
              .toList());
    }
  }

  /**
   * Reads decoding settings, with defaults.
   *
   * @param stop the stop texts; absent without the option
   * @throws InvalidSpecException with every problem
   */
  public static DecodingSpec decoding(List<Setting> settings, Optional<TextList> stop) {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    stop.ifPresent(texts -> fields.put("stop", texts.node()));
    settings.forEach(
        setting ->
            fields.put(
                setting.field(),
                new YamlNode.Scalar(
                    setting.value(), false, new Location.InText(setting.option(), 0))));
    RecordBinder binder = new RecordBinder();
    return checked(
        binder,
        binder.record(
            DecodingSpec.class,
            new YamlNode.Fields(fields, new Location.InText("options", 0)),
            ""));
  }

  private static <T> T checked(RecordBinder binder, Optional<T> value) {
    if (!binder.problems().isEmpty()) {
      throw new InvalidSpecException(
          binder.problems().stream().sorted(Comparator.comparing(Problem::path)).toList());
    }
    return value.orElseThrow();
  }
}
