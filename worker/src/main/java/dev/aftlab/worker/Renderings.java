package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import dev.aftlab.experiments.report.JsonReport;
import dev.aftlab.experiments.report.MarkdownReport;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.report.TerminalReport;
import dev.aftlab.workflows.ControlEvent;
import dev.aftlab.workflows.Receipt;
import java.util.List;

/** A run's report, and the three forms of it that the command line uses. */
final class Renderings {

  private Renderings() {}

  /** A run's report, made from what the store holds and what its record says. */
  static Report report(Workbench workbench, RunRecord run) {
    List<String> events = run.events().stream().map(ControlEvent::line).toList();
    Report report = workbench.report(run.plan(), run.receipt().map(Receipt::sentences).orElse(List.of())).withEvents(events);
    return report.withNotDone(new NotDoneArms(run, report).of(workbench.plan(run.plan())));
  }

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
