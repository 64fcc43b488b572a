package dev.aftlab.experiments.report;

import dev.aftlab.experiments.text.PrintableText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A report as a Markdown page. */
public final class MarkdownReport {
  /** Characters that Markdown would read as HTML. */
  private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!?])");

  private MarkdownReport() {}

  /**
   * The page: incomplete arms, tables, conclusions, notes, sources of the numbers, receipt and
   * control commands.
   */
  public static String render(Report report) {
    StringBuilder page = new StringBuilder("# " + line(report.experiment()) + "\n\n");
    page.append(report.description().isEmpty() ? "" : line(report.description()) + "\n\n");
    unfinished(page, report);
    if (report.hasRows()) {
      tables(page, report);
    }
    section(page, "Conclusions", report.conclusions());
    section(page, "Notes on the setting", report.notes());
    if (report.hasRows()) {
      provenance(page, report);
    }
    section(page, "Receipt", report.receipt());
    section(page, "Control commands", report.events());
    return page.toString().stripTrailing() + "\n";
  }

  private static void unfinished(StringBuilder page, Report report) {
    String heading = IncompleteArms.heading(report);
    if (!heading.isEmpty()) {
      page.append("**").append(heading).append("**\n\n");
      IncompleteArms.lines(report)
          .forEach(text -> page.append("- ").append(line(text)).append('\n'));
      page.append(report.notDone().isEmpty() ? "" : "\n");
    }
  }

  private static void tables(StringBuilder page, Report report) {
    results(page, report);
    page.append("## Likelihoods\n\n").append(table(Table.likelihoods(report)));
    page.append(
        "\n"
            + "Means over questions for references, over samples of questions with both kinds for"
            + " positives and negatives. Perplexity is e^NLL.\n\n");
    if (!report.comparisons().isEmpty()) {
      page.append("## Pre-registered comparisons\n\n").append(table(Table.comparisons(report)));
      page.append(
          "\n"
              + "Discordant: questions that only the first and only the second got right. Holm: the"
              + " p before it, corrected over all pre-registered comparisons.\n\n");
    }
    sets(page, report);
    report.sampled().ifPresent(sampled -> sampled(page, report, sampled));
  }

  private static void results(StringBuilder page, Report report) {
    page.append(table(Table.results(report)));
    page.append(
        String.format(
            Locale.ROOT,
            """

            n: seeds × questions. Accuracy: greedy answers, mean ± deviation over seeds; interval: \
            Wilson, %s %%, over the questions of all seeds together.
            Assessment: over questions with right and wrong samples, the share of (right, wrong) \
            pairs that the model scores in the right order.
            NLL: nats per token. Differences in points, with a bootstrap interval over questions \
            within seeds and the exact McNemar p, uncorrected.
            Device seconds and estimated operations: mean over seeds, of making the model; \
            measuring it is not counted.

            """,
            ReportNumbers.level(report.level())));
  }

  private static void sets(StringBuilder page, Report report) {
    if (report.also().isEmpty()) {
      return;
    }
    page.append("## Further sets\n\n");
    report
        .also()
        .forEach(
            set ->
                page.append("### ")
                    .append(set.set())
                    .append("\n\n")
                    .append(table(Table.set(report, set)))
                    .append('\n'));
    page.append(
        "The same models and tests on other questions. These p are uncorrected and not part of the"
            + " pre-registered comparisons.\n\n");
  }

  private static void sampled(StringBuilder page, Report report, SampledTable sampled) {
    page.append("## Self-consistency and pass@k\n\n")
        .append(table(Table.majority(report, sampled)))
        .append('\n')
        .append(table(Table.pass(sampled)));
    page.append(
        String.format(
            Locale.ROOT,
            """

            maj@k: the answer that most of the k samples give is right; samples without an answer \
            do not count, and a tie of m answers with the right one among
            them counts 1/m. pass@j: at least one of j samples is right, 1 − C(k − c, j) / C(k, j) \
            for c right ones of k. Means over questions, then over seeds;
            intervals: bootstrap over questions within seeds, %s %%. Differences are in points of \
            maj@k.

            """,
            ReportNumbers.level(report.level())));
  }

  private static void section(StringBuilder page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.append("## ").append(title).append("\n\n");
      lines.forEach(text -> page.append("- ").append(line(text)).append('\n'));
      page.append('\n');
    }
  }

  private static void provenance(StringBuilder page, Report report) {
    page.append("## Sources of the numbers\n\n");
    page.append(
        "Every row and every comparison is computed from `items.jsonl`, one record per question, in"
            + " the artifacts named `evaluate` of its arms.\n\n");
    report.rows().forEach(row -> facts(page, row.name(), row.facts()));
    page.append('\n');
    report
        .also()
        .forEach(
            set -> {
              page.append("On ").append(set.set()).append(", likewise:\n\n");
              set.rows().forEach(row -> facts(page, row.name(), row.facts()));
              page.append('\n');
            });
    report
        .sampled()
        .ifPresent(
            sampled -> {
              page.append(
                  "Self-consistency and pass@k: from `labels.jsonl`, one record per sample with the"
                      + " answer found in it, in the artifacts named `label`.\n\n");
              sampled.rows().forEach(row -> facts(page, row.name(), row.facts()));
              page.append('\n');
            });
  }

  private static void facts(StringBuilder page, String row, Map<Long, Map<String, String>> facts) {
    facts.forEach(
        (seed, known) ->
            page.append("- ")
                .append(line(row))
                .append(", seed ")
                .append(seed)
                .append(": ")
                .append(list(known))
                .append('\n'));
  }

  private static String list(Map<String, String> facts) {
    return String.join(
        ", ",
        facts.entrySet().stream()
            .map(fact -> fact.getKey() + " `" + flat(fact.getValue()).replace('`', '\'') + "`")
            .toList());
  }

  private static String table(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ")
          .append(String.join(" | ", rows.get(i).stream().map(MarkdownReport::escaped).toList()))
          .append(" |\n");
      if (i == 0) {
        text.append("|").append(" --- |".repeat(rows.getFirst().size())).append('\n');
      }
    }
    return text.toString();
  }

  private static String escaped(String cell) {
    return line(cell).replace("|", "\\|");
  }

  private static String flat(String text) {
    return PrintableText.line(text.replaceAll("\\s*\\R\\s*", " ").strip());
  }

  private static String line(String text) {
    return TAG.matcher(flat(text)).replaceAll("\\\\<").replace("](", "]\\(");
  }
}
