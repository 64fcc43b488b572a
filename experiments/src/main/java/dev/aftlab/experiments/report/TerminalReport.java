package dev.aftlab.experiments.report;

import java.util.List;

/** A report as plain text for a terminal. */
public final class TerminalReport {
  private TerminalReport() {}

  /** The tables aligned, then conclusions, notes and receipt. */
  public static String render(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(aligned(Table.arms(report))).append('\n');
    if (!report.comparisons().isEmpty()) {
      text.append(aligned(Table.comparisons(report))).append('\n');
    }
    report.conclusions().forEach(sentence -> text.append(sentence).append('\n'));
    report.notes().forEach(note -> text.append("Note: ").append(note).append('\n'));
    report.receipt().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static String aligned(List<List<String>> table) {
    int columns = table.getFirst().size();
    StringBuilder text = new StringBuilder();
    for (List<String> cells : table) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        int index = column;
        int width = table.stream().mapToInt(row -> row.get(index).length()).max().orElse(0);
        String cell = cells.get(column);
        String gap = " ".repeat(width - cell.length());
        line.append(column == 0 ? cell + gap : "  " + gap + cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
