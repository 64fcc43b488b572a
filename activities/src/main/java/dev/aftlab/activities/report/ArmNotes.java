package dev.aftlab.activities.report;

import dev.aftlab.experiments.report.WarningText;
import dev.aftlab.experiments.result.TrainWarning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the trainings of arms warned of, each warning once, however many arms have it. */
final class ArmNotes {
  private static final int MOST_NAMED = 3;

  private ArmNotes() {}

  /**
   * A warning of the training of an arm.
   *
   * @param row the arm's row in the tables
   * @param seed its seed
   * @param warning the warning
   */
  record ArmWarning(String row, long seed, TrainWarning warning) {}

  /** Warnings that differ in their numbers alone are one note, with the range of the numbers. */
  static List<String> of(List<ArmWarning> warnings) {
    Map<Object, List<ArmWarning>> alike = new LinkedHashMap<>();
    for (ArmWarning warning : warnings) {
      alike
          .computeIfAbsent(WarningText.group(warning.warning()), key -> new ArrayList<>())
          .add(warning);
    }
    return alike.values().stream().map(ArmNotes::note).toList();
  }

  private static String note(List<ArmWarning> arms) {
    List<String> names =
        arms.stream().limit(MOST_NAMED).map(arm -> arm.row() + ", seed " + arm.seed()).toList();
    String warning = WarningText.of(arms.stream().map(ArmWarning::warning).toList());
    if (arms.size() == 1) {
      return names.getFirst() + ": " + warning + ".";
    }
    String more = arms.size() > MOST_NAMED ? "; and " + (arms.size() - MOST_NAMED) + " more" : "";
    return arms.size() + " arms (" + String.join("; ", names) + more + "): " + warning + ".";
  }
}
