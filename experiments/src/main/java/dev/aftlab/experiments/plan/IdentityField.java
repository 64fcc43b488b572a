package dev.aftlab.experiments.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.annotation.FingerprintDefault;
import dev.aftlab.experiments.spec.annotation.FingerprintedWith;
import dev.aftlab.experiments.spec.annotation.NotFingerprinted;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A record component that is part of the record's identity.
 *
 * @param name the component's name
 * @param accessor reads it
 * @param omitted the value at which it is omitted
 * @param needed reads the number that must not be 0 for it to have an effect
 */
record IdentityField(
    String name, Method accessor, Optional<JsonNode> omitted, Optional<Method> needed) {

  /** The fields of a record, in their order. */
  static List<IdentityField> of(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .filter(component -> !component.isAnnotationPresent(NotFingerprinted.class))
        .map(IdentityField::of)
        .toList();
  }

  private static IdentityField of(RecordComponent component) {
    Optional<JsonNode> omitted =
        Optional.ofNullable(component.getAnnotation(FingerprintDefault.class))
            .map(annotation -> parsed(component, annotation));
    Optional<Method> needed =
        Optional.ofNullable(component.getAnnotation(FingerprintedWith.class))
            .flatMap(annotation -> accessor(component.getDeclaringRecord(), annotation.value()));
    return new IdentityField(component.getName(), component.getAccessor(), omitted, needed);
  }

  private static JsonNode parsed(RecordComponent component, FingerprintDefault annotation) {
    try {
      return Json.mapper().readTree(annotation.value());
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("@OmittedAt of " + component + " is not JSON", failure);
    }
  }

  private static Optional<Method> accessor(Class<?> record, String name) {
    return Arrays.stream(record.getRecordComponents())
        .filter(other -> other.getName().equals(name))
        .map(RecordComponent::getAccessor)
        .findFirst();
  }

  /** Its value in the given record. */
  Object of(Record record) {
    return read(accessor, record);
  }

  /** Whether the field is omitted at this value. */
  boolean omittedAt(JsonNode value) {
    return omitted.isPresent() && same(omitted.get(), value);
  }

  /** Compares numbers as RFC 8785 does: as doubles. */
  private static boolean same(JsonNode left, JsonNode value) {
    if (left.isNumber() && value.isNumber()) {
      return left.doubleValue() == value.doubleValue();
    }
    if (left.isValueNode() || value.isValueNode()) {
      return left.equals(value);
    }
    return canonical(left).equals(canonical(value));
  }

  /** Wraps the value, since the canonical form exists for objects and arrays only. */
  private static String canonical(JsonNode node) {
    return Json.canonical(JsonNodeFactory.instance.arrayNode().add(node));
  }

  /** Whether the number that the field belongs to is 0. */
  boolean withoutEffect(Record record) {
    return needed.isPresent() && ((Number) read(needed.get(), record)).doubleValue() == 0;
  }

  private static Object read(Method accessor, Record record) {
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("cannot read " + accessor, failure);
    }
  }
}
