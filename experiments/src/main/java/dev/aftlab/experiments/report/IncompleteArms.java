package dev.aftlab.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arms of a report that did not end well, in words: each cause once, with the arms that it
 * ended.
 */
final class IncompleteArms {

  private IncompleteArms() {}

  /** What the reader of the table must know first; empty when all arms are in it. */
  static String heading(Report report) {
    if (report.notDone().isEmpty()) {
      return report.hasRows() ? "" : "No arm has a result.";
    }
    int count = report.notDone().size();
    String arms = count + (count == 1 ? " arm was" : " arms were") + " not done in this run";
    return report.hasRows()
        ? "Incomplete: " + arms + ". The table has what the store holds."
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
