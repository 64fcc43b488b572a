package dev.aftlab.experiments.report;

import java.util.List;
import java.util.Map;

/** A report as a Markdown page. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** The page: tables, conclusions, notes, where every number comes from, the receipt, and what people asked of the run. */
  public static String render(Report report) {
    StringBuilder page = new StringBuilder("# " + line(report.experiment()) + "\n\n");
    page.append(report.description().isEmpty() ? "" : line(report.description()) + "\n\n");
    page.append(table(Table.results(report)));
    page.append(String.format("""

        n: seeds × questions. Accuracy: greedy answers, mean ± deviation over seeds; interval: Wilson, %s %%, over the questions of all seeds together.
        Assessment: over questions with right and wrong samples, the share of (right, wrong) pairs that the model scores in the right order.
        NLL: nats per token. Differences in points, with a bootstrap interval over questions within seeds and the exact McNemar p, uncorrected.
        Device seconds and estimated operations: mean over seeds, of making the model; measuring it is not counted.

        """, Numbers.level(report.level())));
    page.append("## Likelihoods\n\n").append(table(Table.likelihoods(report)));
    page.append("\nMeans over questions for references, over samples of questions with both kinds for positives and negatives. Perplexity is e^NLL.\n\n");
    if (!report.comparisons().isEmpty()) {
      page.append("## Comparisons stated in advance\n\n").append(table(Table.comparisons(report)));
      page.append("\nDiscordant: questions that only the first and only the second got right. Holm: the p before it, corrected over all comparisons stated.\n\n");
    }
    section(page, "What it says", report.conclusions());
    section(page, "What to know about the setting", report.notes());
    provenance(page, report);
    section(page, "Receipt", report.receipt());
    section(page, "Asked while it went on", report.events());
    return page.toString().stripTrailing() + "\n";
  }

  private static void section(StringBuilder page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.append("## ").append(title).append("\n\n");
      lines.forEach(text -> page.append("- ").append(line(text)).append('\n'));
      page.append('\n');
    }
  }

  private static void provenance(StringBuilder page, Report report) {
    page.append("## Where the numbers come from\n\n");
    page.append("Every row and every comparison is computed from `items.jsonl`, one record per question, in the artifacts named `evaluate` of its arms.\n\n");
    for (Report.Row row : report.rows()) {
      row.facts().forEach((seed, facts) -> page.append("- ").append(line(row.name())).append(", seed ").append(seed).append(": ").append(list(facts)).append('\n'));
    }
    page.append('\n');
  }

  private static String list(Map<String, String> facts) {
    return String.join(", ", facts.entrySet().stream().map(fact -> fact.getKey() + " `" + line(fact.getValue()).replace('`', '\'') + "`").toList());
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
    return line(cell).replace("|", "\\|");
  }

  private static String line(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
