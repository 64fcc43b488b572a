package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Arguments.Bound;
import dev.aftlab.activities.lm.template.value.BraceFormat;
import dev.aftlab.activities.lm.template.value.Budget;
import dev.aftlab.activities.lm.template.value.Operators;
import dev.aftlab.activities.lm.template.value.PythonNumbers;
import dev.aftlab.activities.lm.template.value.PythonText;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Value.Function;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** The methods of {@code str}. */
final class TextMethods {
  private static final Set<String> UNKNOWN =
      Set.of(
          "casefold",
          "encode",
          "expandtabs",
          "format_map",
          "isidentifier",
          "isprintable",
          "istitle",
          "maketrans",
          "swapcase",
          "translate");

  private final String self;
  private final String name;

  private TextMethods(String self, String name) {
    this.self = self;
    this.name = name;
  }

  static boolean isNameOfOne(String name) {
    return UNKNOWN.contains(name) || new TextMethods("", name).body().isPresent();
  }

  static Optional<Value> of(String self, String name) {
    if (UNKNOWN.contains(name)) {
      throw TemplateException.unsupported("the method '" + name + "' of a text");
    }
    return new TextMethods(self, name).body().map(body -> new Function(name, body));
  }

  private Optional<Function.Body> body() {
    return changes().or(this::searches).or(this::tests);
  }

  /** The methods that return a changed copy of the text. */
  private Optional<Function.Body> changes() {
    return Optional.ofNullable(
        switch (name) {
          case "upper" -> plain(PythonText.upper(self));
          case "lower" -> arguments -> Value.text(PythonText.lower(without(arguments)));
          case "title" -> arguments -> Value.text(PythonText.titled(without(arguments)));
          case "capitalize" -> arguments -> Value.text(PythonText.capitalized(without(arguments)));
          case "strip", "lstrip", "rstrip" -> this::strip;
          case "replace" -> this::replace;
          case "join" -> this::join;
          case "format" -> arguments -> Value.text(BraceFormat.format(self, arguments));
          case "removeprefix" -> this::removePrefix;
          case "removesuffix" -> this::removeSuffix;
          case "zfill" ->
              arguments ->
                  Value.text(
                      PythonNumbers.padded(
                          self, width(arguments.bindPositional(name, 1, "width")), false, true));
          case "ljust", "rjust", "center" -> this::justify;
          default -> null;
        });
  }

  /** The methods that divide the text, or search in it. */
  private Optional<Function.Body> searches() {
    return Optional.ofNullable(
        switch (name) {
          case "split", "rsplit" -> this::split;
          case "splitlines" ->
              arguments ->
                  texts(PythonText.lines(self, arguments.bind(name, 0, "keepends").truth(0)));
          case "partition", "rpartition" -> this::partition;
          case "startswith", "endswith" -> this::beginsOrEnds;
          case "find", "rfind", "index", "rindex" -> this::find;
          case "count" -> this::count;
          default -> null;
        });
  }

  /** The methods that say of which characters the text is. */
  private Optional<Function.Body> tests() {
    return Optional.ofNullable(
        switch (name) {
          case "isspace" -> every(PythonText::isSpace);
          case "isalpha" -> every(Character::isLetter);
          case "isalnum" -> every(PythonText::isAlphanumeric);
          case "isdecimal" -> every(Character::isDigit);
          case "isdigit", "isnumeric" -> every(this::isDigit);
          case "isascii" ->
              arguments ->
                  Value.Bool.of(
                      without(arguments).codePoints().allMatch(character -> character < 0x80));
          case "islower" -> arguments -> Value.Bool.of(PythonText.isLower(without(arguments)));
          case "isupper" -> arguments -> Value.Bool.of(PythonText.isUpper(without(arguments)));
          default -> null;
        });
  }

  private Function.Body plain(String result) {
    return arguments -> {
      without(arguments);
      return Value.text(result);
    };
  }

  /** The text itself, once it is certain that no arguments came with it. */
  private String without(Arguments arguments) {
    arguments.bindPositional(name, 0);
    return self;
  }

  private Function.Body every(IntPredicate predicate) {
    return arguments ->
        Value.Bool.of(!without(arguments).isEmpty() && self.codePoints().allMatch(predicate));
  }

  /** Beyond ASCII these depend on tables of Unicode that Java does not have. */
  private boolean isDigit(int character) {
    if (character >= 0x80
        && !(Character.isDigit(character)
            || (Character.isLetter(character) && !Character.isIdeographic(character)))) {
      throw TemplateException.unsupported("'" + name + "' of " + Character.toString(character));
    }
    return Character.isDigit(character);
  }

  private Value strip(Arguments arguments) {
    Optional<String> characters =
        arguments.bindPositional(name, 0, "characters").unlessNone(0).map(this::text);
    String result = self;
    if (!name.equals("rstrip")) {
      result =
          characters.isPresent()
              ? PythonText.stripLeft(result, characters.get())
              : PythonText.stripLeft(result);
    }
    if (!name.equals("lstrip")) {
      result =
          characters.isPresent()
              ? PythonText.stripRight(result, characters.get())
              : PythonText.stripRight(result);
    }
    return Value.text(result);
  }

  private Value split(Arguments arguments) {
    Bound bound = arguments.bind(name, 0, "sep", "maxsplit");
    long most = bound.get(1).map(value -> Operators.whole(value, name).longValue()).orElse(-1L);
    boolean fromRight = name.equals("rsplit");
    Optional<String> separator = bound.unlessNone(0).map(this::text);
    if (separator.isEmpty()) {
      return texts(
          fromRight
              ? PythonText.splitBlanksFromRight(self, most)
              : PythonText.splitBlanks(self, most));
    }
    return texts(
        fromRight
            ? PythonText.splitFromRight(self, separator.get(), most)
            : PythonText.split(self, separator.get(), most));
  }

  private static Value texts(List<String> texts) {
    return new Value.Items(texts.stream().map(text -> (Value) Value.text(text)).toList());
  }

  private Value partition(Arguments arguments) {
    String separator = text(arguments.bindPositional(name, 1, "sep").required(0));
    boolean fromRight = name.equals("rpartition");
    List<String> parts =
        fromRight
            ? PythonText.splitFromRight(self, separator, 1)
            : PythonText.split(self, separator, 1);
    if (parts.size() == 1) {
      parts = fromRight ? List.of("", "", self) : List.of(self, "", "");
    } else {
      parts = List.of(parts.get(0), separator, parts.get(1));
    }
    return new Value.Tuple(parts.stream().map(part -> (Value) Value.text(part)).toList());
  }

  private Value replace(Arguments arguments) {
    Bound bound = arguments.bindPositional(name, 2, "old", "new", "count");
    long most = bound.get(2).map(value -> Operators.whole(value, name).longValue()).orElse(-1L);
    return Value.text(replaced(self, text(bound.required(0)), text(bound.required(1)), most));
  }

  static String replaced(String text, String old, String fresh, long most) {
    Budget.checkLength(
        (text.length() + 1L)
            * (old.isEmpty() || fresh.length() > old.length() ? fresh.length() + 1L : 1L)
            / Math.max(1, old.length()));
    return PythonText.replace(text, old, fresh, most);
  }

  private Value beginsOrEnds(Arguments arguments) {
    Bound bound = arguments.bindPositional(name, 1, "affix", "start", "end");
    List<Value> affixes =
        bound.required(0) instanceof Value.Tuple tuple ? tuple.items() : List.of(bound.required(0));
    if (bound.get(1).isPresent()) {
      throw TemplateException.unsupported("'" + name + "' with a place");
    }
    return Value.Bool.of(
        affixes.stream()
            .map(this::text)
            .anyMatch(name.equals("startswith") ? self::startsWith : self::endsWith));
  }

  private Value find(Arguments arguments) {
    Bound bound = arguments.bindPositional(name, 1, "sub", "start", "end");
    if (bound.get(1).isPresent()) {
      throw TemplateException.unsupported("'" + name + "' with a place");
    }
    String wanted = text(bound.required(0));
    int at = name.startsWith("r") ? self.lastIndexOf(wanted) : self.indexOf(wanted);
    if (at < 0 && name.endsWith("index")) {
      throw new TemplateException("substring not found");
    }
    return Value.integer(at < 0 ? -1 : self.codePointCount(0, at));
  }

  private Value count(Arguments arguments) {
    Bound bound = arguments.bindPositional(name, 1, "sub", "start", "end");
    if (bound.get(1).isPresent()) {
      throw TemplateException.unsupported("'count' with a place");
    }
    String wanted = text(bound.required(0));
    return Value.integer(
        wanted.isEmpty()
            ? PythonText.length(self) + 1
            : PythonText.split(self, wanted, -1).size() - 1);
  }

  private Value join(Arguments arguments) {
    List<Value> items = Values.list(arguments.bindPositional(name, 1, "iterable").required(0));
    return Value.text(joined(items.stream().map(this::text).toList(), self));
  }

  static String joined(List<String> parts, String separator) {
    Budget.checkLength(
        parts.stream().mapToLong(String::length).sum() + separator.length() * (long) parts.size());
    return parts.stream().collect(Collectors.joining(separator));
  }

  private Value removePrefix(Arguments arguments) {
    String prefix = text(arguments.bindPositional(name, 1, "prefix").required(0));
    return Value.text(self.startsWith(prefix) ? self.substring(prefix.length()) : self);
  }

  private Value removeSuffix(Arguments arguments) {
    String suffix = text(arguments.bindPositional(name, 1, "suffix").required(0));
    return Value.text(
        self.endsWith(suffix) ? self.substring(0, self.length() - suffix.length()) : self);
  }

  private int width(Bound bound) {
    long width = Operators.whole(bound.required(0), name).longValue();
    Budget.checkLength(width);
    return (int) Math.max(0, width);
  }

  private Value justify(Arguments arguments) {
    Bound bound = arguments.bindPositional(name, 1, "width", "fill");
    String fill = bound.get(1).map(this::text).orElse(" ");
    if (PythonText.length(fill) != 1) {
      throw new TemplateException("the fill character must be exactly one character long");
    }
    return Value.text(justified(self, width(bound), fill, name));
  }

  static String justified(String text, int width, String fill, String how) {
    int missing = Math.max(0, width - PythonText.length(text));
    int left =
        switch (how) {
          case "ljust" -> 0;
          case "rjust" -> missing;
          default -> missing / 2 + (missing & width & 1);
        };
    return fill.repeat(left) + text + fill.repeat(missing - left);
  }

  private String text(Value value) {
    return switch (value) {
      case Value.Text text -> text.text();
      case Value.SafeText text ->
          throw TemplateException.unsupported("'" + name + "' with a text marked as safe");
      default ->
          throw new TemplateException("'" + name + "' takes a text, not " + Values.typeName(value));
    };
  }
}
