package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import dev.aftlab.experiments.report.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the table of an earlier run again, made from the store. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the table of an earlier run, made again from what the store holds, and why arms are not in it.",
      "Exit code 0 when any arm has a result, 1 when none has."
    })
final class ReportCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", defaultValue = "latest", description = "The run, the beginning of its name, or latest.")
  private String name = "latest";

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  ReportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    RunRecord run = new RunFolder(session).find(name);
    try (Workbench workbench = Workbench.open(Options.readingOnly(session))) {
      if (!workbench.hasPlan(run.plan())) {
        throw new InputException("the store " + session.store() + " has nothing of run " + run.id() + ": name the one that it used by AFT_STORE");
      }
      Report report = Renderings.report(workbench, run);
      session.out().println(json ? Renderings.json(report) : Renderings.terminal(report));
      if (!report.hasRows()) {
        session.err().println("aft: no arm of run " + run.id() + " has a result");
      }
      return report.hasRows() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }
}
