package dev.aftlab.experiments.report;

import dev.aftlab.experiments.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A report as plain text for a terminal, at most 110 columns wide. */
public final class TerminalReport {
  static final int WIDTH = 110;
  private static final String GAP = "  ";

  private TerminalReport() {}

  /** The aligned tables, then incomplete arms, conclusions, notes, receipt and control commands. */
  public static String render(Report report) {
    StringBuilder text = new StringBuilder(report.hasRows() ? tables(report) : "");
    unfinished(text, report);
    section(text, report.conclusions(), "");
    section(text, report.notes(), "Note: ");
    section(text, report.receipt(), "");
    section(text, report.events(), "");
    return text.toString();
  }

  private static void unfinished(StringBuilder text, Report report) {
    String heading = IncompleteArms.heading(report);
    if (!heading.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(wrapped(heading));
      IncompleteArms.lines(report).forEach(line -> text.append(wrapped("- " + line)));
    }
  }

  private static String tables(Report report) {
    StringBuilder text = new StringBuilder(aligned(Table.arms(report)));
    List<List<String>> differences = Table.differencesOnly(report);
    if (differences.getFirst().size() > 1) {
      text.append('\n').append(aligned(differences));
    }
    if (!report.comparisons().isEmpty()) {
      text.append("\nPre-registered comparisons:\n").append(aligned(Table.comparisons(report)));
    }
    report
        .also()
        .forEach(
            set ->
                text.append("\nOn ")
                    .append(PrintableText.line(set.set()))
                    .append(":\n")
                    .append(aligned(Table.set(report, set))));
    report
        .sampled()
        .ifPresent(
            sampled -> {
              text.append("\nSelf-consistency and pass@k:\n")
                  .append(aligned(Table.majority(report, sampled)));
              text.append('\n').append(aligned(Table.pass(sampled)));
            });
    return text.toString();
  }

  private static void section(StringBuilder text, List<String> lines, String prefix) {
    text.append(lines.isEmpty() ? "" : "\n");
    lines.forEach(line -> text.append(wrapped(prefix + line)));
  }

  /**
   * Breaks lines at spaces and indents all but the first. A word that is too long for a line is not
   * broken.
   */
  static String wrapped(String sentence) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : PrintableText.line(sentence).split(" ")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        text.append('\n').append(GAP);
        column = GAP.length();
      } else if (column > 0) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text.append('\n').toString();
  }

  /**
   * Aligned columns; when these are too wide, each name is wrapped on separate lines above its
   * cells.
   */
  static String aligned(List<List<String>> raw) {
    List<List<String>> table =
        raw.stream().map(cells -> cells.stream().map(PrintableText::line).toList()).toList();
    int[] widths = widths(table);
    boolean wide = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) > WIDTH;
    StringBuilder text = new StringBuilder();
    for (List<String> cells : table) {
      if (wide) {
        text.append(wrapped(cells.getFirst()));
      }
      text.append(
              line(
                  wide ? "" : cells.getFirst() + " ".repeat(widths[0] - cells.getFirst().length()),
                  cells,
                  widths))
          .append('\n');
    }
    return text.toString();
  }

  private static String line(String name, List<String> cells, int[] widths) {
    List<String> parts = new ArrayList<>(List.of(name));
    for (int column = 1; column < cells.size(); column++) {
      parts.add(" ".repeat(widths[column] - cells.get(column).length()) + cells.get(column));
    }
    return String.join(GAP, parts).stripTrailing();
  }

  private static int[] widths(List<List<String>> table) {
    return IntStream.range(0, table.getFirst().size())
        .map(column -> table.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
        .toArray();
  }
}
