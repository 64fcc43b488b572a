package dev.aftlab.experiments.plan;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.spec.annotation.DefaultVariant;
import dev.aftlab.experiments.spec.annotation.FingerprintDefault;
import dev.aftlab.experiments.spec.annotation.FingerprintedWith;
import dev.aftlab.experiments.spec.annotation.NotFingerprinted;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The identity of a step as JSON: every component, with the name of its variant where one was
 * chosen (but see {@link DefaultVariant}), except those marked {@link NotFingerprinted}, those at
 * the value of their {@link FingerprintDefault} or without effect as {@link FingerprintedWith}
 * says, and absent ones. The fingerprint is SHA-256 of its canonical form (RFC 8785) together with
 * kind and {@link Step#version}.
 */
final class StepIdentity {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Cached, since reflection for thousands of steps would dominate the time of a large plan. */
  private static final ClassValue<List<IdentityField>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<IdentityField> computeValue(Class<?> record) {
          return IdentityField.of(record);
        }
      };

  private StepIdentity() {}

  /** The identity of a step as a tree, to print or to compare by field. */
  public static ObjectNode of(Step step) {
    ObjectNode identity = NODES.objectNode();
    identity.put("kind", step.kind().label());
    identity.put("version", step.version());
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
    if (tag != null
        && !(record instanceof Step)
        && !record.getClass().isAnnotationPresent(DefaultVariant.class)) {
      node.put("type", tag.value());
    }
    for (IdentityField field : FIELDS.get(record.getClass())) {
      JsonNode value = value(field.of(record));
      if (!value.isNull() && !field.omittedAt(value) && !field.withoutEffect(record)) {
        node.set(field.name(), value);
      }
    }
    return node;
  }

  private static JsonNode value(Object value) {
    return switch (value) {
      case Fingerprint fingerprint -> NODES.textNode(fingerprint.value());
      case Record record -> record(record);
      case Optional<?> optional -> optional.isPresent() ? value(optional.get()) : NODES.nullNode();
      case OptionalDouble optional ->
          optional.isPresent() ? NODES.numberNode(optional.getAsDouble()) : NODES.nullNode();
      case Collection<?> collection -> {
        ArrayNode array = NODES.arrayNode();
        collection.forEach(item -> array.add(value(item)));
        yield array;
      }
      case Enum<?> constant -> NODES.textNode(constant.name().toLowerCase(Locale.ROOT));
      case String text -> NODES.textNode(text);
      case Boolean flag -> NODES.booleanNode(flag);
      case Integer number -> NODES.numberNode(number);
      // RFC 8785 numbers are doubles: a whole number beyond 2^53 would lose digits, so it is
      // written as text.
      case Long number ->
          Math.abs(number) < 1L << 53
              ? NODES.numberNode(number)
              : NODES.textNode(Long.toString(number));
      case Double number -> NODES.numberNode(number);
      default ->
          throw new IllegalStateException("identity cannot hold a " + value.getClass().getName());
    };
  }
}
