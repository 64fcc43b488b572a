package dev.aftlab.worker.run;

import dev.aftlab.experiments.report.JsonReport;
import dev.aftlab.experiments.report.MarkdownReport;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.report.TerminalReport;
import dev.aftlab.worker.runtime.ActivityRuntime;
import dev.aftlab.workflows.sweep.ControlEvent;
import dev.aftlab.workflows.sweep.Receipt;
import java.util.List;

/** A run's report, and the three forms of it that the command line uses. */
public final class ReportRenderings {

  private ReportRenderings() {}

  /** A run's report, made from what the store holds and what its record says. */
  public static Report report(ActivityRuntime workbench, RunRecord run) {
    List<String> events = run.events().stream().map(ControlEvent::line).toList();
    Report report =
        workbench
            .report(run.pages(), run.receipt().map(Receipt::sentences).orElse(List.of()))
            .withEvents(events);
    return report.withNotDone(new IncompleteArmsText(run, report).of(workbench.pages(run.pages())));
  }

  public static String terminal(Report report) {
    return TerminalReport.render(report);
  }

  static String markdown(Report report) {
    return MarkdownReport.render(report);
  }

  public static String json(Report report) {
    return JsonReport.render(report);
  }
}
