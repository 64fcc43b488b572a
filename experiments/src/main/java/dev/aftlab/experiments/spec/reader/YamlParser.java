package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.text.Quoted;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Parses YAML text to nodes with locations. Reads plain data only: tags and class names have no
 * effect. Anchors, aliases and merge keys ({@code <<}) are supported, with a bound on their
 * expansion.
 */
final class YamlParser {
  /** The maximum length of a text in characters. */
  static final int MAX_CHARACTERS = 4_000_000;

  /** Matches a field whose value begins with a special character of YAML. */
  private static final Pattern INDICATED =
      Pattern.compile("[\\s-]*([\\w.-]+):\\s+([{\\[*&!|>%@`].*)");

  private final String source;

  YamlParser(String source) {
    this.source = source;
  }

  /**
   * Parses one document; syntax errors, duplicate fields and too large documents throw an {@link
   * InvalidSpecException}.
   */
  YamlNode parse(String text) {
    List<Problem> problems = new ArrayList<>();
    YamlNode node = parse(text, problems);
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(problems);
    }
    return node;
  }

  /**
   * Parses one document and continues after problems where possible.
   *
   * @param problems receives the problems that do not prevent reading
   * @throws InvalidSpecException when it cannot be read, with all problems
   */
  YamlNode parse(String text, List<Problem> problems) {
    YamlComposer composer = new YamlComposer(source, problems);
    try {
      if (text.length() > MAX_CHARACTERS) {
        throw composer.fatal(
            0, "has " + text.length() + " characters, must have at most " + MAX_CHARACTERS);
      }
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(MAX_CHARACTERS);
      return composer.document(new Yaml(options).parse(new StringReader(text)).iterator());
    } catch (MarkedYAMLException failure) {
      int line = failure.getProblemMark() == null ? 0 : failure.getProblemMark().getLine() + 1;
      throw composer.fatal(line, "is not YAML: " + failure.getProblem() + hint(text, line));
    } catch (ReaderException character) {
      String code = String.format(Locale.ROOT, "\\u%04x", character.getCodePoint());
      throw composer.fatal(
          lineOf(text, character.getPosition()),
          "is not YAML: has the control character "
              + code
              + ", which must be written as an escape in quotation marks");
    } catch (YAMLException failure) {
      throw composer.fatal(0, "is not YAML: " + failure.getMessage());
    }
  }

  private static int lineOf(String text, int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    return (int) before.chars().filter(c -> c == '\n').count() + 1;
  }

  /**
   * A hint to quote a text, if the value of the invalid line begins with a special character of
   * YAML.
   */
  private static String hint(String text, int line) {
    Matcher field =
        INDICATED.matcher(line == 0 ? "" : text.lines().skip(line - 1L).findFirst().orElse(""));
    if (!field.matches() || !balanced(field.group(2)) || isCollection(field.group(2))) {
      return "";
    }
    return "; text that begins with '"
        + field.group(2).charAt(0)
        + "' needs quotation marks: "
        + field.group(1)
        + ": "
        + Quoted.yaml(field.group(2));
  }

  /**
   * Whether the last character closes the first bracket: then the value is YAML, and the fault is
   * elsewhere.
   */
  private static boolean isCollection(String text) {
    String plain = text.strip();
    int depth = 0;
    for (int i = 0; i < plain.length(); i++) {
      depth += "{[".indexOf(plain.charAt(i)) >= 0 ? 1 : "}]".indexOf(plain.charAt(i)) >= 0 ? -1 : 0;
      if (depth == 0) {
        return i > 0 && i == plain.length() - 1;
      }
    }
    return false;
  }

  /**
   * Whether every bracket is closed on its line: a mapping or list over several lines is not a
   * text.
   */
  private static boolean balanced(String text) {
    return count(text, '{') == count(text, '}') && count(text, '[') == count(text, ']');
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }
}
