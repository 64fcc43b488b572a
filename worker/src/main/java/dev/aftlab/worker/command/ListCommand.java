package dev.aftlab.worker.command;

import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.worker.run.RunFolder;
import dev.aftlab.worker.run.RunListEntry;
import dev.aftlab.worker.run.RunRecord;
import dev.aftlab.worker.run.RunTable;
import dev.aftlab.worker.temporal.RemoteTemporal;
import dev.aftlab.workflows.client.ListedRun;
import dev.aftlab.workflows.client.RunList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    description =
        "Lists the runs of this state and, with a Temporal server, those of the server, newest"
            + " first.")
public final class ListCommand implements Callable<Integer> {
  private static final String ROW = "%-44s %-18s %-11s %-19s  %5s  %s%n";

  private final CommandContext session;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "List only runs of this experiment.")
  private Optional<String> experiment = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "List only runs in this state: ${COMPLETION-CANDIDATES}.")
  private Optional<RunState> state = Optional.empty();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private CommonOptions.Server server;

  public ListCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<RunRecord> here = new RunFolder(session).all();
    if (!RemoteTemporal.isNamed(session.environment(), server.profile())) {
      print(new RunTable(here).lines());
      return ExitCodes.DONE;
    }
    try (RemoteTemporal temporal =
        RemoteTemporal.connect(session.environment(), server.profile())) {
      print(new RunTable(here, there(temporal), temporal.address().orElse("")).lines());
    }
    return ExitCodes.DONE;
  }

  private List<ListedRun> there(RemoteTemporal temporal) {
    RunList list = new RunList(temporal.client());
    return experiment.map(list::of).orElseGet(list::all);
  }

  private void print(List<RunListEntry> all) {
    List<RunListEntry> lines = all.stream().filter(this::matches).toList();
    if (json) {
      session.out().println(Json.pretty(lines));
    } else if (lines.isEmpty()) {
      session
          .out()
          .println(
              all.isEmpty()
                  ? "no runs in " + session.home() + "; start one with: aft run quickstart"
                  : "no matching runs among " + all.size());
    } else {
      session
          .out()
          .printf(Locale.ROOT, ROW, "run", "experiment", "state", "started (UTC)", "arms", "where");
      lines.forEach(this::print);
    }
  }

  private boolean matches(RunListEntry run) {
    return experiment.map(run.experiment()::equals).orElse(true)
        && state.map(run.state()::equals).orElse(true);
  }

  private void print(RunListEntry run) {
    String arms = run.arms() == 0 ? "–" : String.valueOf(run.arms());
    String name = run.experiment().isEmpty() ? "–" : run.experiment();
    session
        .out()
        .printf(
            Locale.ROOT,
            ROW,
            run.id(),
            name,
            Formats.word(run.state()),
            Formats.moment(run.started()),
            arms,
            run.where());
  }
}
