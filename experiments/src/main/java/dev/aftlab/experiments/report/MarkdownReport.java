package dev.aftlab.experiments.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as a Markdown page. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** The page: tables, conclusions, notes, where every number comes from, and the receipt. */
  public static String render(Report report) {
    StringBuilder page = new StringBuilder("# " + report.experiment() + "\n\n" + report.description() + "\n\n");
    page.append(table(Table.arms(report)));
    page.append(String.format(Locale.ROOT, "%nAccuracy: mean ± deviation over seeds; interval: Wilson, %.0f %%, over all questions of all seeds. ", 100 * report.level()));
    page.append("Assessment: share of (right, wrong) sample pairs that the model scores in the right order. NLL: nats per token; perplexity is e^NLL. ");
    page.append("Differences in points, with a bootstrap interval over questions within seeds. Device seconds and estimated operations per seed, of making the model.\n\n");
    if (!report.comparisons().isEmpty()) {
      page.append("## Comparisons stated in advance\n\n").append(table(Table.comparisons(report))).append('\n');
    }
    section(page, "What it says", report.conclusions());
    section(page, "What to know about the setting", report.notes());
    provenance(page, report);
    section(page, "Receipt", report.receipt());
    return page.toString();
  }

  private static void section(StringBuilder page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.append("## ").append(title).append("\n\n");
      lines.forEach(line -> page.append("- ").append(line).append('\n'));
      page.append('\n');
    }
  }

  private static void provenance(StringBuilder page, Report report) {
    page.append("## Where the numbers come from\n\nEvery row is computed from `items.jsonl` of its evaluation artifacts, one record per question.\n\n");
    for (Report.Row row : report.rows()) {
      row.facts().forEach((seed, facts) -> page.append("- ").append(escaped(row.name())).append(", seed ").append(seed).append(": ").append(list(facts)).append('\n'));
    }
    page.append('\n');
  }

  private static String list(Map<String, String> facts) {
    return String.join(", ", facts.entrySet().stream().map(fact -> fact.getKey() + " `" + fact.getValue() + "`").toList());
  }

  private static String table(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i).stream().map(MarkdownReport::escaped).toList())).append(" |\n");
      if (i == 0) {
        text.append("|").append(" --- |".repeat(rows.getFirst().size())).append('\n');
      }
    }
    return text.toString();
  }

  private static String escaped(String cell) {
    return cell.replace("|", "\\|");
  }
}
