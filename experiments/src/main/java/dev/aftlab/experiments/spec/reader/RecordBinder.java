package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Location;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.annotation.ReadsFields;
import dev.aftlab.experiments.spec.annotation.Shorthand;
import dev.aftlab.experiments.text.Suggestions;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Creates records from YAML nodes and collects all problems: unknown and missing fields, wrong
 * types, and the bounds that the records' constraints (checked by Hibernate Validator, field by
 * field) give. Invalid values are replaced by defaults and the rest is checked, so that no problem
 * hides another: a value is reliable only outside of {@link #doubts}.
 */
final class RecordBinder {
  private static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  private static final Pattern FIELD = Pattern.compile("<([A-Za-z.]+)>");

  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Map<YamlNode, Map<RecordComponent, Object>> bound;
  private final UnreliableFields doubts = new UnreliableFields();
  private int reports;

  /** A binder without problems. */
  RecordBinder() {
    this(new IdentityHashMap<>());
  }

  private RecordBinder(Map<YamlNode, Map<RecordComponent, Object>> bound) {
    this.bound = bound;
  }

  /** A new binder without problems that reuses this one's records of shared nodes. */
  RecordBinder sibling() {
    return new RecordBinder(bound);
  }

  /** A binder that treats some fields as unreliable. */
  RecordBinder doubting(UnreliableFields known) {
    doubts.addAll(known);
    return this;
  }

  /** The invalid or unreliable fields. */
  UnreliableFields doubts() {
    return doubts;
  }

  /** All problems so far, each once. */
  Collection<Problem> problems() {
    return problems;
  }

  void report(Location location, String path, String message) {
    report(new Problem(location, path, message));
  }

  void report(Problem problem) {
    reports++;
    doubts.add(problem.path());
    problems.add(problem);
  }

  /** Binds a node to a record as far as possible; adds problems. */
  <T> Optional<T> record(Class<T> type, YamlNode node, String path) {
    if (node instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      return record(type, new YamlNode.Fields(Map.of(), node.location()), path);
    }
    if (!(node instanceof YamlNode.Fields fields)) {
      report(
          node.location(),
          path,
          "is "
              + node.shown()
              + ", must have the fields "
              + String.join(", ", RecordSchema.fieldNames(type)));
      return Optional.empty();
    }
    int before = reports;
    unknownFields(type, fields, path);
    List<Optional<Object>> values = new ArrayList<>();
    for (RecordComponent component : RecordSchema.components(type)) {
      values.add(component(type, component, fields, path));
    }
    return create(type, values, fields, path, reports == before);
  }

  /** Binds a node to the variant that it names as far as possible; adds problems. */
  <T> Optional<T> choice(Class<T> type, YamlNode node, String path) {
    return variant(type, node, path).map(type::cast);
  }

  private void unknownFields(Class<?> type, YamlNode.Fields fields, String path) {
    List<String> known = RecordSchema.fieldNames(type);
    fields
        .children()
        .forEach(
            (name, value) -> {
              boolean tag =
                  name.equals("type")
                      && type.isAnnotationPresent(
                          com.fasterxml.jackson.annotation.JsonTypeName.class);
              if (!known.contains(name) && !tag) {
                report(
                    value.location(),
                    join(path, name),
                    "is not a field" + Suggestions.hint(name, known));
                Suggestions.nearest(name, known).ifPresent(meant -> doubts.add(join(path, meant)));
              }
            });
  }

  private Optional<Object> component(
      Class<?> owner, RecordComponent component, YamlNode.Fields fields, String path) {
    String at = join(path, component.getName());
    YamlNode given = fields.children().get(component.getName());
    Optional<YamlNode> node =
        given != null ? Optional.of(given) : RecordSchema.defaultOf(component, fields.location());
    if (node.isEmpty()) {
      missing(fields.location(), at);
      return standIn(component);
    }
    Optional<Object> value = bounded(owner, component, node.get(), at);
    return value.isPresent() ? value : standIn(component);
  }

  /** A field that is probably misspelt is not also reported as missing. */
  private void missing(Location location, String path) {
    if (doubts.contains(path)) {
      reports++;
    } else {
      report(location, path, "is missing");
    }
  }

  /**
   * The placeholder of an invalid value, so that the rest of the record can be checked; empty when
   * there is none.
   */
  private static Optional<Object> standIn(RecordComponent component) {
    Optional<YamlNode> byDefault =
        RecordSchema.defaultOf(component, new Location.InText("default", 0));
    if (byDefault.isPresent()) {
      return new RecordBinder().value(component.getGenericType(), byDefault.get(), "");
    }
    return component.getType().isPrimitive()
        ? Optional.of(Array.get(Array.newInstance(component.getType(), 1), 0))
        : Optional.empty();
  }

  private Optional<Object> bounded(
      Class<?> owner, RecordComponent component, YamlNode node, String path) {
    // Arms share nodes: a node without problems is not checked again.
    Map<RecordComponent, Object> known = bound.computeIfAbsent(node, key -> new HashMap<>());
    if (known.containsKey(component)) {
      return Optional.of(known.get(component));
    }
    int before = reports;
    Optional<Object> value = value(component.getGenericType(), node, path);
    if (reports == before) {
      value.ifPresent(found -> bounds(owner, component, found, node, path));
    }
    if (reports == before) {
      value.ifPresent(found -> known.put(component, found));
    }
    return value;
  }

  private void bounds(
      Class<?> owner, RecordComponent component, Object value, YamlNode node, String path) {
    for (ConstraintViolation<?> violation :
        VALIDATOR.validateValue(owner, component.getName(), value)) {
      Optional<Integer> item =
          node instanceof YamlNode.Items ? ConstraintMessages.item(violation) : Optional.empty();
      YamlNode wrong =
          item.map(index -> ((YamlNode.Items) node).children().get(index)).orElse(node);
      report(
          wrong.location(),
          path + item.map(index -> "[" + index + "]").orElse(""),
          "is " + wrong.shown() + ", " + ConstraintMessages.message(violation));
    }
  }

  private <T> Optional<T> create(
      Class<T> type, List<Optional<Object>> values, YamlNode node, String path, boolean right) {
    try {
      Class<?>[] types =
          RecordSchema.components(type).stream()
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      T record =
          type.getDeclaredConstructor(types)
              .newInstance(values.stream().map(value -> value.orElse(null)).toArray());
      for (ConstraintViolation<T> violation :
          right && !doubts.touch(path) ? VALIDATOR.validate(record) : known(type, record, path)) {
        reportWhole(type, violation, node, path);
      }
      return Optional.of(record);
    } catch (InvocationTargetException failure) {
      if (right) {
        report(node.location(), path, String.valueOf(failure.getTargetException().getMessage()));
      }
      return Optional.empty();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), failure);
    }
  }

  /** The violated constraints of an invalid record that read only valid fields. */
  private <T> Set<ConstraintViolation<T>> known(Class<T> type, T record, String path) {
    Set<ConstraintViolation<T>> violations = new LinkedHashSet<>();
    for (Method constraint : type.getDeclaredMethods()) {
      ReadsFields reads = constraint.getAnnotation(ReadsFields.class);
      if (reads != null
          && Arrays.stream(reads.value()).noneMatch(field -> doubts.touch(join(path, field)))) {
        violations.addAll(VALIDATOR.validateProperty(record, property(constraint)));
      }
    }
    return violations;
  }

  /** The property name by the JavaBeans rules. */
  private static String property(Method constraint) {
    String name = constraint.getName().substring("is".length());
    boolean acronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    return acronym ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /**
   * Reports the violation of a constraint over several fields: with the value of the field that has
   * to be corrected, at its position; or about the whole record when none is named.
   */
  private void reportWhole(
      Class<?> type, ConstraintViolation<?> violation, YamlNode node, String path) {
    String message = filled(type, ConstraintMessages.message(violation), node);
    String subject = subject(type, violation);
    if (subject.isEmpty()) {
      report(node.location(), path, message);
      return;
    }
    String value = written(type, node, subject).orElseThrow().shown();
    report(new SourceMap(node).of(subject), join(path, subject), "is " + value + ", " + message);
  }

  /** The field that a violated constraint asks to correct; empty when it names none. */
  private static String subject(Class<?> type, ConstraintViolation<?> violation) {
    String violated = violation.getPropertyPath().toString();
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(ReadsFields.class))
        .filter(method -> property(method).equals(violated))
        .map(method -> method.getAnnotation(ReadsFields.class).subject())
        .findFirst()
        .orElse("");
  }

  /** A message with the values of fields in place of {@code <field>}. */
  private static String filled(Class<?> type, String message, YamlNode node) {
    return FIELD
        .matcher(message)
        .replaceAll(
            field ->
                Matcher.quoteReplacement(
                    written(type, node, field.group(1)).orElseThrow().brief()));
  }

  private static Optional<YamlNode> written(Class<?> type, YamlNode node, String field) {
    return RecordSchema.value(type, node, List.of(field.split("\\.")));
  }

  private Optional<Object> value(Type type, YamlNode node, String path) {
    return type instanceof ParameterizedType generic
        ? container(generic, node, path)
        : plain((Class<?>) type, node, path);
  }

  private Optional<Object> container(ParameterizedType type, YamlNode node, String path) {
    if (type.getRawType() == Optional.class) {
      boolean absent = node instanceof YamlNode.Scalar scalar && scalar.isNull();
      return absent
          ? Optional.of(Optional.empty())
          : value(type.getActualTypeArguments()[0], node, path).map(Optional::of);
    }
    return type.getRawType() == List.class
        ? list(type.getActualTypeArguments()[0], node, path)
        : map(type, node, path);
  }

  private Optional<Object> list(Type element, YamlNode node, String path) {
    if (!(node instanceof YamlNode.Items items)) {
      report(node.location(), path, "is " + node.shown() + ", must be a list");
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < items.children().size(); i++) {
      value(element, items.children().get(i), path + "[" + i + "]").ifPresent(values::add);
    }
    return Optional.of(List.copyOf(values));
  }

  private Optional<Object> map(ParameterizedType type, YamlNode node, String path) {
    if (!(node instanceof YamlNode.Fields fields)) {
      report(node.location(), path, "is " + node.shown() + ", must be a mapping");
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    fields
        .children()
        .forEach(
            (key, child) ->
                value(type.getActualTypeArguments()[1], child, join(path, key))
                    .ifPresent(v -> values.put(key, v)));
    return Optional.of(Collections.unmodifiableMap(values));
  }

  private Optional<Object> plain(Class<?> type, YamlNode node, String path) {
    if (RecordSchema.isChoice(type)) {
      return variant(type, node, path);
    }
    if (type.isRecord()) {
      return record(type, node, path).map(Object.class::cast);
    }
    if (type == OptionalDouble.class) {
      boolean absent = node instanceof YamlNode.Scalar scalar && scalar.isNull();
      return absent
          ? Optional.of(OptionalDouble.empty())
          : plain(double.class, node, path).map(found -> OptionalDouble.of((double) found));
    }
    Optional<Object> parsed =
        node instanceof YamlNode.Scalar scalar ? ScalarType.read(type, scalar) : Optional.empty();
    if (parsed.isEmpty()) {
      reportScalar(type, node, path);
    }
    return parsed;
  }

  private void reportScalar(Class<?> type, YamlNode node, String path) {
    ScalarType expected = ScalarType.of(type);
    String text = node instanceof YamlNode.Scalar scalar ? scalar.text().strip() : "";
    String help = node instanceof YamlNode.Scalar ? expected.range(text) + expected.hint(text) : "";
    report(
        new Problem(
            node.location(),
            path,
            "is " + node.shown() + ", must be " + ScalarType.describe(type) + help,
            expected == ScalarType.TEXT ? Problem.Cause.NOT_A_TEXT : Problem.Cause.OTHER));
  }

  private Optional<Object> variant(Class<?> type, YamlNode node, String path) {
    Optional<Class<?>> variant = RecordSchema.variant(type, node);
    if (variant.isEmpty()) {
      Collection<String> names = RecordSchema.variants(type).keySet();
      boolean missing =
          node instanceof YamlNode.Fields fields && !fields.children().containsKey("type");
      YamlNode tag =
          node instanceof YamlNode.Fields fields
              ? fields.children().getOrDefault("type", node)
              : node;
      String given = missing ? "type is missing" : "is " + tag.shown();
      report(
          tag.location(),
          path,
          given
              + ", must be one of "
              + String.join(", ", names)
              + (RecordSchema.shorthand(type).isPresent()
                  ? ", or a number" + numberHint(tag)
                  : ""));
      return Optional.empty();
    }
    return filled(variant.get(), node, path);
  }

  private static String numberHint(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar
        ? YamlNumbers.hint(scalar.text().strip(), false)
        : "";
  }

  private Optional<Object> filled(Class<?> variant, YamlNode node, String path) {
    if (node instanceof YamlNode.Scalar number
        && variant.isAnnotationPresent(Shorthand.class)
        && RecordSchema.isNumber(number.text())) {
      // The single component is the written value, so its problems have the path of the whole.
      int before = reports;
      Optional<Object> value =
          bounded(variant, RecordSchema.components(variant).getFirst(), node, path);
      return value
          .flatMap(found -> create(variant, List.of(value), node, path, reports == before))
          .map(Object.class::cast);
    }
    YamlNode fields =
        node instanceof YamlNode.Scalar ? new YamlNode.Fields(Map.of(), node.location()) : node;
    return record(variant, fields, path).map(Object.class::cast);
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
