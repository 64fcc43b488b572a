package dev.aftlab.activities.lm.template.value;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code 'text {}'.format(values)}: fields by order, place or name, with {@code !s} or {@code !r},
 * and of the format specifications those for whole numbers ({@code 03d}) and decimals ({@code
 * .2f}); others are refused.
 */
public final class BraceFormat {
  private static final Pattern FIELD =
      Pattern.compile("\\{([A-Za-z_]\\w*|\\d{0,3})(?:!([sr]))?(?::([^{}]*))?\\}");
  private static final Pattern NUMBER = Pattern.compile("(0?)(\\d{0,3})(?:\\.(\\d{1,2}))?([df])");

  private BraceFormat() {}

  public static String format(String format, Arguments arguments) {
    StringBuilder result = new StringBuilder();
    Matcher field = FIELD.matcher(format);
    int next = 0;
    boolean placed = false;
    int i = 0;
    while (i < format.length()) {
      char character = format.charAt(i);
      if (character != '{' && character != '}') {
        result.append(character);
        i++;
      } else if (i + 1 < format.length() && format.charAt(i + 1) == character) {
        result.append(character);
        i += 2;
      } else if (field.region(i, format.length()).lookingAt()) {
        String name = field.group(1);
        placed |= !name.isEmpty() && Character.isDigit(name.charAt(0));
        if (placed && (name.isEmpty() || next > 0)) {
          throw new TemplateException("a format cannot have fields both by place and by order");
        }
        result.append(
            formatted(value(name.isEmpty() ? Integer.toString(next++) : name, arguments), field));
        i = field.end();
      } else {
        throw TemplateException.unsupported("the format " + PythonText.repr(format.substring(i)));
      }
    }
    return result.toString();
  }

  private static Value value(String name, Arguments arguments) {
    if (!Character.isDigit(name.charAt(0))) {
      return Optional.ofNullable(arguments.named().get(name))
          .orElseThrow(() -> new TemplateException("the format misses '" + name + "'"));
    }
    int place = Integer.parseInt(name);
    if (place >= arguments.positional().size()) {
      throw new TemplateException("the format misses its value " + place);
    }
    return arguments.positional().get(place);
  }

  private static String formatted(Value value, Matcher field) {
    String specification = field.group(3) == null ? "" : field.group(3);
    if ("r".equals(field.group(2))) {
      return specification.isEmpty() ? Values.repr(value) : refused(specification);
    }
    if (specification.isEmpty()) {
      return Values.str(value);
    }
    Matcher number = NUMBER.matcher(specification);
    boolean numeric = value instanceof Value.Int || value instanceof Value.Real;
    if (field.group(2) != null || !number.matches() || !numeric) {
      return refused(specification);
    }
    return PythonNumbers.padded(
        number(value, number, specification),
        number.group(2).isEmpty() ? 0 : Integer.parseInt(number.group(2)),
        false,
        !number.group(1).isEmpty());
  }

  private static String number(Value value, Matcher number, String specification) {
    if (number.group(4).equals("f")) {
      return PythonNumbers.fixed(
          value, number.group(3) == null ? 6 : Integer.parseInt(number.group(3)));
    }
    return value instanceof Value.Int && number.group(3) == null
        ? Values.repr(value)
        : refused(specification);
  }

  private static String refused(String specification) {
    throw TemplateException.unsupported(
        "the format specification " + PythonText.repr(specification));
  }
}
