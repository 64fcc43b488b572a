package dev.aftlab.experiments.plan;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.spec.NotIdentity;
import dev.aftlab.experiments.spec.OmittedAt;
import dev.aftlab.experiments.spec.OmittedWithout;
import dev.aftlab.experiments.spec.WithoutType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What of a step is its identity, as JSON: every component, with the name of its variant
 * where one was chosen (but see {@link WithoutType}), except those marked {@link NotIdentity}, those at the value of their
 * {@link OmittedAt} or without effect as {@link OmittedWithout} says, and absent ones. The fingerprint is SHA-256 of its canonical form (RFC 8785) together with kind and algorithm version.
 */
public final class Identity {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Identity() {}

  /** The identity of a step, to be shown or compared field by field. */
  public static ObjectNode of(Step step) {
    ObjectNode identity = NODES.objectNode();
    identity.put("kind", step.kind().label());
    identity.put("version", step.kind().version());
    identity.set("step", record((Record) step));
    return identity;
  }

  /** The fingerprint of a step, from everything but its own {@code fingerprint} component. */
  public static Fingerprint fingerprint(Step step) {
    return new Fingerprint(Sha256.hex(Json.canonical(of(step))));
  }

  private static ObjectNode record(Record record) {
    ObjectNode node = NODES.objectNode();
    JsonTypeName tag = record.getClass().getAnnotation(JsonTypeName.class);
    if (tag != null && !(record instanceof Step) && !record.getClass().isAnnotationPresent(WithoutType.class)) {
      node.put("type", tag.value());
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (!component.isAnnotationPresent(NotIdentity.class)) {
        JsonNode value = value(read(component, record));
        if (!value.isNull() && !omitted(component, value) && !withoutEffect(component, record)) {
          node.set(component.getName(), value);
        }
      }
    }
    return node;
  }

  private static boolean omitted(RecordComponent component, JsonNode value) {
    OmittedAt annotation = component.getAnnotation(OmittedAt.class);
    if (annotation == null) {
      return false;
    }
    try {
      // The canonical form is of objects and arrays alone.
      JsonNode left = NODES.arrayNode().add(Json.mapper().readTree(annotation.value()));
      return Json.canonical(left).equals(Json.canonical(NODES.arrayNode().add(value)));
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("@OmittedAt of " + component + " is not JSON", failure);
    }
  }

  private static boolean withoutEffect(RecordComponent component, Record record) {
    OmittedWithout annotation = component.getAnnotation(OmittedWithout.class);
    return annotation != null
        && Arrays.stream(record.getClass().getRecordComponents())
            .anyMatch(other -> other.getName().equals(annotation.value()) && ((Number) read(other, record)).doubleValue() == 0);
  }

  private static JsonNode value(Object value) {
    return switch (value) {
      case Fingerprint fingerprint -> NODES.textNode(fingerprint.value());
      case Record record -> record(record);
      case Optional<?> optional -> optional.isPresent() ? value(optional.get()) : NODES.nullNode();
      case OptionalDouble optional -> optional.isPresent() ? NODES.numberNode(optional.getAsDouble()) : NODES.nullNode();
      case Collection<?> collection -> {
        ArrayNode array = NODES.arrayNode();
        collection.forEach(item -> array.add(value(item)));
        yield array;
      }
      case Enum<?> constant -> NODES.textNode(constant.name().toLowerCase(Locale.ROOT));
      case String text -> NODES.textNode(text);
      case Boolean flag -> NODES.booleanNode(flag);
      case Integer number -> NODES.numberNode(number);
      // RFC 8785 numbers are doubles: a whole number beyond 2^53 would lose digits, so it is written as text.
      case Long number -> Math.abs(number) < 1L << 53 ? NODES.numberNode(number) : NODES.textNode(Long.toString(number));
      case Double number -> NODES.numberNode(number);
      default -> throw new IllegalStateException("identity cannot hold a " + value.getClass().getName());
    };
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("cannot read " + component, failure);
    }
  }
}
