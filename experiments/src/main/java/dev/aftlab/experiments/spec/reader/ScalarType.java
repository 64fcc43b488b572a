package dev.aftlab.experiments.spec.reader;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of fields whose values are scalars, each with how its values are read. */
enum ScalarType {
  TEXT,
  TRUTH,
  INTEGER,
  LONG,
  DECIMAL,
  CONSTANT;

  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Set<String> YES = Set.of("y", "yes", "on", "1", "true");
  private static final Set<String> NO = Set.of("n", "no", "off", "0", "false");

  /** The kind of a Java type: a text, a truth value, a number or an enum. */
  static ScalarType of(Class<?> type) {
    if (type.isEnum()) {
      return CONSTANT;
    }
    if (type == String.class) {
      return TEXT;
    }
    if (type == boolean.class || type == Boolean.class) {
      return TRUTH;
    }
    if (type == int.class || type == Integer.class) {
      return INTEGER;
    }
    if (type == long.class || type == Long.class) {
      return LONG;
    }
    if (type == double.class) {
      return DECIMAL;
    }
    throw new IllegalArgumentException("a field cannot be a " + type.getName());
  }

  /** The value of a scalar as this Java type; empty when it is none. */
  static Optional<Object> read(Class<?> type, YamlNode.Scalar scalar) {
    String text = scalar.text().strip();
    return switch (of(type)) {
      case TEXT -> scalar.isNull() ? Optional.empty() : Optional.of(scalar.text());
      case TRUTH ->
          TRUE.contains(text) || FALSE.contains(text)
              ? Optional.of(TRUE.contains(text))
              : Optional.empty();
      case INTEGER ->
          YamlNumbers.whole(text).stream()
              .filter(value -> (int) value == value)
              .<Object>mapToObj(value -> (int) value)
              .findFirst();
      case LONG -> YamlNumbers.whole(text).stream().<Object>mapToObj(value -> value).findFirst();
      case DECIMAL ->
          YamlNumbers.decimal(text).stream().<Object>mapToObj(value -> value).findFirst();
      case CONSTANT ->
          Arrays.stream(type.getEnumConstants())
              .filter(constant -> written(constant).equals(text))
              .findFirst()
              .map(Object.class::cast);
    };
  }

  /** What a value of a Java type must be, for messages. */
  static String describe(Class<?> type) {
    return switch (of(type)) {
      case TEXT -> "text";
      case TRUTH -> "true or false";
      case INTEGER, LONG -> "a whole number";
      case DECIMAL -> "a finite number";
      case CONSTANT ->
          Arrays.stream(type.getEnumConstants())
              .map(ScalarType::written)
              .collect(Collectors.joining(", ", "one of ", ""));
    };
  }

  /** The range of this kind, for a whole number outside of it; empty for any other text. */
  String range(String text) {
    boolean whole = (this == INTEGER || this == LONG) && YamlNumbers.isWhole(text);
    return !whole
        ? ""
        : this == LONG
            ? range(Long.MIN_VALUE, Long.MAX_VALUE)
            : range(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static String range(long least, long most) {
    return " from " + least + " to " + most;
  }

  /** A hint for an ambiguous or unreadable form. */
  String hint(String text) {
    return switch (this) {
      case TEXT, CONSTANT -> "";
      case TRUTH -> truthHint(text.toLowerCase(Locale.ROOT));
      case INTEGER, LONG -> YamlNumbers.isWhole(text) ? "" : YamlNumbers.hint(text, true);
      case DECIMAL -> YamlNumbers.hint(text, false);
    };
  }

  private static String truthHint(String word) {
    return YES.contains(word) ? "; write true" : NO.contains(word) ? "; write false" : "";
  }

  private static String written(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }
}
