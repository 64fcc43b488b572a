package dev.aftlab.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes the incomplete arms of a report: each cause once, with its arms. */
final class IncompleteArms {

  private IncompleteArms() {}

  /** The notice above the table; empty when all arms are complete. */
  static String heading(Report report) {
    if (report.notDone().isEmpty()) {
      return report.hasRows() ? "" : "No arm has a result.";
    }
    int count = report.notDone().size();
    String arms = count + (count == 1 ? " arm was" : " arms were") + " not done in this run";
    return report.hasRows()
        ? "Incomplete: " + arms + ". The table contains the results in the store."
        : "No arm has a result: " + arms + ".";
  }

  /** A line for each cause. */
  static List<String> lines(Report report) {
    Map<String, List<String>> byCause = new LinkedHashMap<>();
    report
        .notDone()
        .forEach(
            arm ->
                byCause
                    .computeIfAbsent(arm.status() + ": " + arm.cause(), cause -> new ArrayList<>())
                    .add(arm.title()));
    return byCause.entrySet().stream()
        .map(cause -> String.join(", ", cause.getValue()) + ": " + cause.getKey())
        .toList();
  }
}
