package dev.aftlab.worker.run;

import dev.aftlab.experiments.report.JsonReport;
import dev.aftlab.experiments.report.MarkdownReport;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.report.TerminalReport;
import dev.aftlab.worker.runtime.ActivityRuntime;
import dev.aftlab.workflows.sweep.ControlEvent;
import java.util.List;

/** A run's report in the three forms that the command line uses. */
public final class ReportRenderings {

  private ReportRenderings() {}

  /** A run's report, made from the store and the run's record. */
  public static Report report(ActivityRuntime runtime, RunRecord run) {
    List<String> events = run.events().stream().map(ControlEvent::line).toList();
    return runtime.report(run.pages(), run.endNow()).withEvents(events);
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
