package dev.aftlab.worker.plan;

import dev.aftlab.experiments.plan.PlannedArm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what points have in common. */
final class ArmPoints {

  private ArmPoints() {}

  /** The axes' values of a point, {@code field=value, …}, in their order. */
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
   * Points of one arm in words, without the seed: names, what they have in common in brackets, and
   * the values that make no difference.
   */
  static String words(List<PlannedArm> group) {
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
