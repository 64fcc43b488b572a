package dev.aftlab.worker.command;

import dev.aftlab.experiments.report.Report;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.run.ReportRenderings;
import dev.aftlab.worker.run.RunFolder;
import dev.aftlab.worker.run.RunRecord;
import dev.aftlab.worker.run.UnmeasuredArms;
import dev.aftlab.worker.runtime.ActivityRuntime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the table of an earlier run again, made from the store. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the table of an earlier run, made again from what the store holds, and why arms are"
          + " not in it.",
      "Exit code 0 when any arm has a result, 1 when none has, or when one that was done has lost"
          + " its own: then the command is told that makes it again."
    })
public final class ReportCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "The run, the beginning of its name, or latest.")
  private String name = "latest";

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  public ReportCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    RunRecord run = new RunFolder(session).find(name);
    try (ActivityRuntime workbench = ActivityRuntime.open(CommonOptions.readingOnly(session))) {
      if (!workbench.hasPlan(run.plan())) {
        throw new InputException(
            "the store "
                + session.store()
                + " has nothing of run "
                + run.id()
                + ": name the one that it used by AFT_STORE");
      }
      List<String> unmeasured =
          run.stateNow() == RunRecord.State.DONE ? UnmeasuredArms.of(workbench, run) : List.of();
      Report report = ReportRenderings.report(workbench, run);
      session
          .out()
          .println(json ? ReportRenderings.json(report) : ReportRenderings.terminal(report));
      if (!report.hasRows()) {
        session.err().println("aft: no arm of run " + run.id() + " has a result");
      }
      unmeasured.forEach(
          arm -> session.err().println("aft: " + arm + ": " + UnmeasuredArms.cause(run)));
      return report.hasRows() && unmeasured.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }
}
