package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.Filters.Filter;
import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Arguments.Bound;
import dev.aftlab.activities.lm.template.value.Budget;
import dev.aftlab.activities.lm.template.value.Markup;
import dev.aftlab.activities.lm.template.value.Operators;
import dev.aftlab.activities.lm.template.value.PercentFormat;
import dev.aftlab.activities.lm.template.value.PythonText;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Filters that take a text; most take {@code str} of whatever comes. */
final class TextFilters {
  private static final long NARROWEST_LEEWAY = 5;

  private TextFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("upper", simple("upper", PythonText::upper));
    filters.put("lower", simple("lower", PythonText::lower));
    filters.put("capitalize", simple("capitalize", PythonText::capitalized));
    filters.put("title", simple("title", TextFilters::titled));
    filters.put("trim", TextFilters::trim);
    filters.put("replace", TextFilters::replace);
    filters.put("string", TextFilters::string);
    filters.put(
        "safe",
        (input, arguments) -> new Value.SafeText(Values.str(only("safe", input, arguments))));
    filters.put(
        "escape",
        (input, arguments) -> new Value.SafeText(Markup.escaped(only("escape", input, arguments))));
    filters.put("e", filters.get("escape"));
    filters.put(
        "forceescape",
        (input, arguments) ->
            new Value.SafeText(Markup.escape(Values.str(only("forceescape", input, arguments)))));
    filters.put("format", TextFilters::format);
    filters.put("indent", TextFilters::indent);
    filters.put("truncate", TextFilters::truncate);
    filters.put("center", TextFilters::center);
    filters.put(
        "wordcount",
        (input, arguments) -> Value.integer(words(plain(only("wordcount", input, arguments)))));
  }

  private static Filter simple(String name, UnaryOperator<String> operator) {
    return (input, arguments) -> Value.text(operator.apply(plain(only(name, input, arguments))));
  }

  private static Value only(String name, Value input, Arguments arguments) {
    arguments.bind(name, 0);
    return input;
  }

  private static String plain(Value input) {
    if (input instanceof Value.SafeText) {
      throw TemplateException.unsupported("this filter of a text marked as safe");
    }
    return Values.str(input);
  }

  /** A text, and nothing that would only be written as one. */
  private static String text(String filter, Value value) {
    return switch (value) {
      case Value.Text text -> text.text();
      case Value.SafeText text ->
          throw TemplateException.unsupported("'" + filter + "' of a text marked as safe");
      case Value.Undefined undefined -> throw undefined.failure();
      default ->
          throw new TemplateException(
              "'" + filter + "' takes a text, not " + Values.typeName(value));
    };
  }

  private static Value string(Value input, Arguments arguments) {
    return only("string", input, arguments) instanceof Value.SafeText
        ? input
        : Value.text(Values.str(input));
  }

  /** A capital after every blank, hyphen or opening bracket, small letters elsewhere. */
  private static String titled(String text) {
    StringBuilder result = new StringBuilder();
    boolean first = true;
    boolean separators = false;
    StringBuilder part = new StringBuilder();
    for (String character : PythonText.characters(text)) {
      boolean separator =
          PythonText.isSpace(character.codePointAt(0)) || "-({[<".contains(character);
      if (!first && separator != separators) {
        result.append(capitalized(part.toString()));
        part.setLength(0);
      }
      part.append(character);
      separators = separator;
      first = false;
    }
    return result.append(capitalized(part.toString())).toString();
  }

  private static String capitalized(String part) {
    if (part.isEmpty()) {
      return part;
    }
    int first = Character.charCount(part.codePointAt(0));
    return PythonText.upper(part.substring(0, first)) + PythonText.lower(part.substring(first));
  }

  private static Value trim(Value input, Arguments arguments) {
    Bound bound = arguments.bind("trim", 0, "chars");
    String text = plain(input);
    if (bound.unlessNone(0).isEmpty()) {
      return Value.text(PythonText.strip(text));
    }
    String characters = text("trim", bound.required(0));
    return Value.text(PythonText.stripLeft(PythonText.stripRight(text, characters), characters));
  }

  private static Value replace(Value input, Arguments arguments) {
    Bound bound = arguments.bind("replace", 2, "old", "new", "count");
    long most =
        bound.unlessNone(2).map(value -> Operators.whole(value, "replace").longValue()).orElse(-1L);
    return Value.text(
        TextMethods.replaced(
            Values.str(input), Values.str(bound.required(0)), Values.str(bound.required(1)), most));
  }

  private static Value format(Value input, Arguments arguments) {
    if (!arguments.named().isEmpty()) {
      throw TemplateException.unsupported("'format' with keyword arguments");
    }
    return Value.text(PercentFormat.format(plain(input), new Value.Tuple(arguments.positional())));
  }

  private static Value indent(Value input, Arguments arguments) {
    Bound bound = arguments.bind("indent", 0, "width", "first", "blank");
    Value width = bound.get(0).orElse(Value.integer(4));
    String indention =
        width instanceof Value.Text own
            ? own.text()
            : blanks(Operators.whole(width, "indent").longValue());
    List<String> lines = PythonText.lines(text("indent", input) + "\n", false);
    Budget.checkLength(input.toString().length() + indention.length() * (long) lines.size());
    boolean blank = bound.truth(2);
    String rest =
        lines.stream()
            .skip(1)
            .map(line -> "\n" + (blank || !line.isEmpty() ? indention : "") + line)
            .collect(Collectors.joining());
    return Value.text((bound.truth(1) ? indention : "") + lines.getFirst() + rest);
  }

  private static String blanks(long width) {
    Budget.checkLength(width);
    return " ".repeat((int) Math.max(0, width));
  }

  private static Value truncate(Value input, Arguments arguments) {
    Bound bound = arguments.bind("truncate", 0, "length", "killwords", "end", "leeway");
    String text = text("truncate", input);
    long length =
        bound.get(0).map(value -> Operators.whole(value, "truncate").longValue()).orElse(255L);
    String end = bound.get(2).map(value -> text("truncate", value)).orElse("...");
    long leeway =
        bound
            .unlessNone(3)
            .map(value -> Operators.whole(value, "truncate").longValue())
            .orElse(NARROWEST_LEEWAY);
    if (length < PythonText.length(end) || leeway < 0) {
      throw new TemplateException(
          "'truncate' needs a length of at least its end's and no negative leeway");
    }
    if (PythonText.length(text) <= length + leeway) {
      return input;
    }
    String cut =
        text.substring(0, text.offsetByCodePoints(0, (int) length - PythonText.length(end)));
    return Value.text(
        (bound.truth(1) ? cut : PythonText.splitFromRight(cut, " ", 1).getFirst()) + end);
  }

  private static Value center(Value input, Arguments arguments) {
    long width =
        arguments
            .bind("center", 0, "width")
            .get(0)
            .map(value -> Operators.whole(value, "center").longValue())
            .orElse(80L);
    Budget.checkLength(width);
    return Value.text(TextMethods.justified(plain(input), (int) Math.max(0, width), " ", "center"));
  }

  private static long words(String text) {
    long words = 0;
    boolean inWord = false;
    for (int character : text.codePoints().toArray()) {
      boolean belongs = character == '_' || PythonText.isAlphanumeric(character);
      words += belongs && !inWord ? 1 : 0;
      inWord = belongs;
    }
    return words;
  }
}
