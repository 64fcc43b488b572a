package dev.aftlab.worker.command;

import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.result.RunState;
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

/** Prints the report of an earlier run from the store. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the table of a run from the results in the store, and why arms are missing.",
      "Exit code 0 when an arm has a result; 1 when none has, or when results of a completed arm"
          + " are missing or corrupt: then it prints the command that recomputes them."
    })
public final class ReportCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "A run's name, the beginning of it, or latest.")
  private String name = "latest";

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  public ReportCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    RunRecord run = new RunFolder(session).find(name);
    try (ActivityRuntime runtime = ActivityRuntime.open(CommonOptions.readingOnly(session))) {
      if (!run.pages().stream().allMatch(runtime::hasPlan)) {
        throw new InputException(
            "the store "
                + session.store()
                + " contains nothing of run "
                + run.id()
                + ": set AFT_STORE to the store that it used");
      }
      List<String> unmeasured =
          run.stateNow() == RunState.DONE ? UnmeasuredArms.of(runtime, run) : List.of();
      Report report = ReportRenderings.report(runtime, run);
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
