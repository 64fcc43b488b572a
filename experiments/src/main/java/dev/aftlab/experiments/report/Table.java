package dev.aftlab.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The two tables of a report as cells of text, before any mark-up. */
final class Table {
  private Table() {}

  static List<List<String>> arms(Report report) {
    boolean toReference = report.rows().stream().anyMatch(row -> row.toReference().isPresent());
    boolean toMatched = report.rows().stream().anyMatch(row -> row.toMatched().isPresent());
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("arm", "n", "accuracy %", "interval", "assessment", "NLL ref", "NLL pos", "NLL neg"));
    addIf(head, toReference, "vs " + against(report, true));
    addIf(head, toMatched, "vs " + against(report, false));
    head.addAll(List.of("device s", "operations"));
    table.add(head);
    report.rows().forEach(row -> table.add(arm(row, toReference, toMatched)));
    return table;
  }

  private static String against(Report report, boolean reference) {
    return report.rows().stream().flatMap(row -> (reference ? row.toReference() : row.toMatched()).stream()).map(Report.Tested::against).findFirst().orElse("");
  }

  private static void addIf(List<String> cells, boolean wanted, String cell) {
    if (wanted) {
      cells.add(cell);
    }
  }

  private static List<String> arm(Report.Row row, boolean toReference, boolean toMatched) {
    List<String> cells = new ArrayList<>(List.of(
        row.name(),
        Integer.toString(row.n()),
        Numbers.percent(row.accuracy()),
        Numbers.percent(row.interval().low()) + "–" + Numbers.percent(row.interval().high()),
        Numbers.decimal(row.assessment(), 3),
        Numbers.decimal(row.referenceNll(), 4),
        Numbers.decimal(row.positiveNll(), 3),
        Numbers.decimal(row.negativeNll(), 3)));
    addIf(cells, toReference, Numbers.difference(row.toReference()));
    addIf(cells, toMatched, Numbers.difference(row.toMatched()));
    cells.add(String.format(Locale.ROOT, "%.1f", row.cost().deviceSeconds()));
    cells.add(Numbers.operations(row.cost().operations()));
    return cells;
  }

  static List<List<String>> comparisons(Report report) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("comparison", "points", "discordant", "McNemar p", "Holm", "t on seeds p", "Holm"));
    for (Report.Tested test : report.comparisons()) {
      table.add(List.of(
          test.arm() + " − " + test.against(),
          Numbers.difference(test),
          test.onlyArm() + " : " + test.onlyAgainst(),
          Numbers.p(test.p()),
          Numbers.p(test.holm()),
          Numbers.p(test.seedP()),
          Numbers.p(test.seedHolm())));
    }
    return table;
  }
}
