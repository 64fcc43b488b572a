package dev.aftlab.experiments.spec.reader;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.spec.Location;
import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.spec.annotation.DefaultVariant;
import dev.aftlab.experiments.spec.annotation.Shorthand;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of records, the variants of choices, and the variant that a value selects. */
final class RecordSchema {
  /** Cached, since reflection creates its objects on each call. */
  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> record) {
          return List.of(record.getRecordComponents());
        }
      };

  private static final ClassValue<Map<String, YamlNode>> DEFAULTS =
      new ClassValue<>() {
        @Override
        protected Map<String, YamlNode> computeValue(Class<?> record) {
          Map<String, YamlNode> defaults = new LinkedHashMap<>();
          for (RecordComponent component : components(record)) {
            Default annotation = component.getAnnotation(Default.class);
            if (annotation != null) {
              defaults.put(
                  component.getName(),
                  new YamlParser("default of " + component.getName()).parse(annotation.value()));
            }
          }
          return defaults;
        }
      };

  private RecordSchema() {}

  /** The components of a record, in their order; cached objects. */
  static List<RecordComponent> components(Class<?> record) {
    return COMPONENTS.get(record);
  }

  static List<String> fieldNames(Class<?> record) {
    return components(record).stream().map(RecordComponent::getName).toList();
  }

  static Optional<RecordComponent> component(Class<?> record, String name) {
    return components(record).stream()
        .filter(component -> component.getName().equals(name))
        .findFirst();
  }

  static boolean isChoice(Class<?> type) {
    return type.isSealed() && type.isAnnotationPresent(JsonSubTypes.class);
  }

  /** The variants of a choice by name. */
  static Map<String, Class<?>> variants(Class<?> choice) {
    Map<String, Class<?>> variants = new LinkedHashMap<>();
    for (JsonSubTypes.Type type : choice.getAnnotation(JsonSubTypes.class).value()) {
      variants.put(type.value().getAnnotation(JsonTypeName.class).value(), type.value());
    }
    return variants;
  }

  /** The variant that a bare number selects. */
  static Optional<Class<?>> shorthand(Class<?> choice) {
    return variants(choice).values().stream()
        .filter(variant -> variant.isAnnotationPresent(Shorthand.class))
        .<Class<?>>map(variant -> variant)
        .findFirst();
  }

  /** The variant that a mapping without type selects. */
  private static Optional<Class<?>> withoutType(Class<?> choice) {
    return variants(choice).values().stream()
        .filter(variant -> variant.isAnnotationPresent(DefaultVariant.class))
        .<Class<?>>map(variant -> variant)
        .findFirst();
  }

  /** The variant that a value selects; empty when unknown. */
  static Optional<Class<?>> variant(Class<?> choice, YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar when scalar.isNull() -> withoutType(choice);
      case YamlNode.Scalar scalar -> {
        Class<?> named = variants(choice).get(scalar.text());
        yield named != null
            ? Optional.of(named)
            : isNumber(scalar.text()) ? shorthand(choice) : Optional.empty();
      }
      case YamlNode.Fields fields -> {
        YamlNode type = fields.children().get("type");
        yield type == null
            ? withoutType(choice)
            : Optional.ofNullable(variants(choice).get(type.brief()));
      }
      case YamlNode.Items items -> Optional.empty();
    };
  }

  /**
   * Whether a document of this type has a field at the path, given its named or default variants.
   */
  static boolean has(Class<?> type, Optional<YamlNode> node, List<String> path) {
    if (path.isEmpty()) {
      return true;
    }
    Class<?> record = type;
    if (isChoice(type)) {
      Optional<Class<?>> variant = node.flatMap(value -> variant(type, value));
      if (variant.isEmpty()) {
        return false;
      }
      record = variant.get();
    }
    if (!record.isRecord()) {
      return false;
    }
    Optional<RecordComponent> component = component(record, path.getFirst());
    return component.isPresent()
        && has(
            valueType(component.get()), child(node, component.get()), path.subList(1, path.size()));
  }

  /** Whether any variants have a field at the path. */
  static boolean couldHave(Class<?> type, List<String> path) {
    if (path.isEmpty()) {
      return true;
    }
    if (isChoice(type)) {
      return variants(type).values().stream().anyMatch(variant -> couldHave(variant, path));
    }
    return type.isRecord()
        && component(type, path.getFirst())
            .filter(next -> couldHave(valueType(next), path.subList(1, path.size())))
            .isPresent();
  }

  /** The value of a component in a document, or its default. */
  static Optional<YamlNode> child(Optional<YamlNode> node, RecordComponent component) {
    Optional<YamlNode> given =
        node.filter(YamlNode.Fields.class::isInstance)
            .map(YamlNode.Fields.class::cast)
            .map(fields -> fields.children().get(component.getName()));
    return given.isPresent() ? given : defaultOf(component, new Location.InText("default", 0));
  }

  static Optional<YamlNode> defaultOf(RecordComponent component, Location location) {
    return Optional.ofNullable(
        DEFAULTS.get(component.getDeclaringRecord()).get(component.getName()));
  }

  /**
   * The value at a dotted path through records, or its default; empty when there is no such field.
   */
  static Optional<YamlNode> value(Class<?> record, YamlNode node, List<String> path) {
    Optional<RecordComponent> component =
        record.isRecord() ? component(record, path.getFirst()) : Optional.empty();
    Optional<YamlNode> child = component.flatMap(field -> child(Optional.of(node), field));
    return path.size() == 1
        ? child
        : child.flatMap(
            next -> value(valueType(component.orElseThrow()), next, path.subList(1, path.size())));
  }

  /** The type of a component, without {@link Optional}. */
  static Class<?> valueType(RecordComponent component) {
    if (component.getType() == Optional.class) {
      Type value = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
      return (Class<?>)
          (value instanceof ParameterizedType container ? container.getRawType() : value);
    }
    return component.getType();
  }

  static boolean isNumber(String text) {
    return YamlNumbers.decimal(text).isPresent();
  }
}
