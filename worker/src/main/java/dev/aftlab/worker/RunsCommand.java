package dev.aftlab.worker;

import dev.aftlab.experiments.result.Json;
import dev.aftlab.workflows.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists earlier runs. */
@Command(name = "ls", mixinStandardHelpOptions = true, description = "Lists the runs of this folder's state, newest first.")
final class RunsCommand implements Callable<Integer> {
  private static final String ROW = "%-44s %-18s %-11s %5s %8s %7s  %s%n";

  private final Session session;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  RunsCommand(Session session) {
    this.session = session;
  }

  /** One line of {@code --json}. */
  record Line(String id, String experiment, RunRecord.State state, int arms, int notDone, Optional<Receipt> receipt, String started, Optional<String> ended) {
    static Line of(RunRecord run) {
      return new Line(run.id(), run.experiment(), run.stateNow(), run.arms(), run.notDone().size(), run.receipt(), run.started(), run.ended());
    }
  }

  @Override
  public Integer call() {
    List<Line> lines = new RunFolder(session.home()).all().stream().map(Line::of).toList();
    if (json) {
      session.out().println(Json.pretty(lines));
    } else if (lines.isEmpty()) {
      session.out().println("no runs in " + session.home() + "; start one with: aft run quickstart");
    } else {
      session.out().printf(ROW, "run", "experiment", "state", "arms", "executed", "reused", "started (UTC)");
      lines.forEach(this::print);
    }
    return ExitCodes.DONE;
  }

  private void print(Line run) {
    String executed = run.receipt().map(receipt -> String.valueOf(receipt.executed())).orElse("–");
    String reused = run.receipt().map(receipt -> String.valueOf(receipt.reused())).orElse("–");
    String when = run.started().substring(0, Math.min(19, run.started().length())).replace('T', ' ');
    session.out().printf(ROW, run.id(), run.experiment(), Texts.word(run.state()), run.arms(), executed, reused, when);
  }
}
