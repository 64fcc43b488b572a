package dev.aftlab.worker;

import dev.aftlab.experiments.report.JsonReport;
import dev.aftlab.experiments.report.MarkdownReport;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.report.TerminalReport;

/** The three forms of a report that the command line uses. */
final class Renderings {

  private Renderings() {}

  static String terminal(Report report) {
    return TerminalReport.render(report);
  }

  static String markdown(Report report) {
    return MarkdownReport.render(report);
  }

  static String json(Report report) {
    return JsonReport.render(report);
  }
}
