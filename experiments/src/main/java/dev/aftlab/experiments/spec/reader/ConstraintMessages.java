package dev.aftlab.experiments.spec.reader;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.lang.annotation.Annotation;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Messages about violated bounds. */
final class ConstraintMessages {
  private ConstraintMessages() {}

  /** The index of the list item that violates its bound; empty for the value as a whole. */
  static Optional<Integer> item(ConstraintViolation<?> violation) {
    return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
        .map(Path.Node::getIndex)
        .filter(Objects::nonNull)
        .findFirst();
  }

  static String message(ConstraintViolation<?> violation) {
    Annotation bound = violation.getConstraintDescriptor().getAnnotation();
    return switch (bound) {
      case Min least -> "must be at least " + least.value();
      case Max most -> "must be at most " + most.value();
      case DecimalMin least ->
          "must be " + (least.inclusive() ? "at least " : "above ") + least.value();
      case DecimalMax most ->
          "must be " + (most.inclusive() ? "at most " : "below ") + most.value();
      case NotBlank text -> "must not be empty";
      default -> violation.getMessage();
    };
  }
}
