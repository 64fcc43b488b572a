package dev.aftlab.activities.lm.template.value;

import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code 'text %s' % values}: {@code %s}, {@code %r}, {@code %d}, {@code %i}, {@code %f} and {@code
 * %%}; other forms are refused.
 */
public final class PercentFormat {
  private static final Pattern FIELD =
      Pattern.compile("%(?:([-0]?)(\\d{0,3})(?:\\.(\\d{1,2}))?([srdif])|(%))");

  private PercentFormat() {}

  public static String format(String format, Value values) {
    List<Value> items = values instanceof Value.Tuple tuple ? tuple.items() : List.of(values);
    Iterator<Value> left = items.iterator();
    StringBuilder result = new StringBuilder();
    int from = 0;
    Matcher field = FIELD.matcher(format);
    for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
      if (!field.region(at, format.length()).lookingAt()) {
        throw TemplateException.unsupported("the format " + PythonText.repr(format.substring(at)));
      }
      result.append(format, from, at).append(field.group(5) != null ? "%" : field(field, left));
      from = field.end();
    }
    if (left.hasNext() && !(values instanceof Dict || values instanceof Value.Items)) {
      throw new TemplateException("not all arguments were converted in " + PythonText.repr(format));
    }
    if (left.hasNext() && from == 0) {
      throw TemplateException.unsupported("a format without fields");
    }
    return result.append(format.substring(from)).toString();
  }

  private static String field(Matcher field, Iterator<Value> left) {
    if (!left.hasNext()) {
      throw new TemplateException("not enough arguments for the format");
    }
    Value value = left.next();
    String precision = field.group(3);
    String text =
        switch (field.group(4)) {
          case "s" -> cut(Values.str(value), precision);
          case "r" -> cut(Values.repr(value), precision);
          case "f" ->
              PythonNumbers.fixed(value, precision == null ? 6 : Integer.parseInt(precision));
          default -> PythonNumbers.truncated(value, precision);
        };
    boolean number = "dif".contains(field.group(4));
    int width = field.group(2).isEmpty() ? 0 : Integer.parseInt(field.group(2));
    return PythonNumbers.padded(
        text, width, field.group(1).equals("-"), field.group(1).equals("0") && number);
  }

  private static String cut(String text, String precision) {
    if (precision == null) {
      return text;
    }
    int most = Math.min(Integer.parseInt(precision), PythonText.length(text));
    return text.substring(0, text.offsetByCodePoints(0, most));
  }
}
