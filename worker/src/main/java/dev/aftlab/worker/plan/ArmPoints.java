package dev.aftlab.worker.plan;

import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.spec.ArmPoint.Coordinate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The common values of the points of one distinct arm, and the fields without effect. */
final class ArmPoints {
  private final Set<String> names = new LinkedHashSet<>();

  /** By path of a field. */
  private final Map<List<String>, Values> fields = new LinkedHashMap<>();

  /** The values that one field has. */
  private record Values(String field, Set<String> values) {
    boolean differ() {
      return values.size() > 1;
    }

    String text() {
      return field + "=" + String.join(", ", values);
    }
  }

  ArmPoints(List<PlannedArm> group) {
    for (PlannedArm arm : group) {
      names.add(arm.name());
      arm.point().coordinates().forEach(this::add);
    }
  }

  private void add(Coordinate coordinate) {
    fields
        .computeIfAbsent(
            coordinate.path(), path -> new Values(coordinate.field(), new LinkedHashSet<>()))
        .values()
        .add(coordinate.value());
  }

  /** The names of the arms. */
  Set<String> names() {
    return names;
  }

  /** The fields that have several values. */
  List<String> idleFields() {
    return fields.values().stream().filter(Values::differ).map(Values::field).toList();
  }

  /**
   * Describes the points without the seed: names, common values in brackets, and the values without
   * effect.
   */
  String description() {
    String common = joined(", ", field -> !field.differ());
    String idle = joined("; ", Values::differ);
    return String.join(" = ", names)
        + (common.isEmpty() ? "" : " [" + common + "]")
        + (idle.isEmpty() ? "" : ": " + idle);
  }

  private String joined(String separator, Predicate<Values> which) {
    return fields.values().stream()
        .filter(which)
        .map(Values::text)
        .collect(Collectors.joining(separator));
  }
}
