package dev.aftlab.worker.plan;

import dev.aftlab.experiments.plan.PlannedArm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the common values of points. */
final class ArmPoints {

  private ArmPoints() {}

  /** Parses the axes' values of a point, {@code field=value, …}, in their order. */
  static Map<String, String> assignments(String point) {
    Map<String, String> assignments = new LinkedHashMap<>();
    for (String assignment : point.split(", (?=[^,=]+=)")) {
      int equals = assignment.indexOf('=');
      if (equals > 0) {
        assignments.put(assignment.substring(0, equals), assignment.substring(equals + 1));
      }
    }
    return assignments;
  }

  /**
   * Describes the points of one arm without the seed: names, common values in brackets, and the
   * values without effect.
   */
  static String describe(List<PlannedArm> group) {
    Set<String> names = new LinkedHashSet<>();
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (PlannedArm arm : group) {
      names.add(arm.name());
      assignments(arm.point())
          .forEach(
              (field, value) ->
                  values.computeIfAbsent(field, key -> new LinkedHashSet<>()).add(value));
    }
    List<String> common = new ArrayList<>();
    List<String> idle = new ArrayList<>();
    values.forEach(
        (field, different) ->
            (different.size() == 1 ? common : idle)
                .add(field + "=" + String.join(", ", different)));
    String brackets = common.isEmpty() ? "" : " [" + String.join(", ", common) + "]";
    return String.join(" = ", names)
        + brackets
        + (idle.isEmpty() ? "" : ": " + String.join("; ", idle));
  }
}
