package dev.aftlab.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.worker.cli.Logging;
import dev.aftlab.worker.runtime.ActivityRuntime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints the end of a run: its table, failures, receipt, and the location of its files. */
public final class RunSummary {
  private final CommandContext session;
  private final ActivityRuntime runtime;
  private final PrintWriter console;
  private final boolean json;

  public RunSummary(
      CommandContext session, ActivityRuntime runtime, PrintWriter console, boolean json) {
    this.session = session;
    this.runtime = runtime;
    this.console = console;
    this.json = json;
  }

  /**
   * The output of {@code --json}.
   *
   * @param run the run's name
   * @param state its final state
   * @param folder the folder of its files
   * @param receipt requested, executed and reused steps; empty when it was interrupted
   * @param notDone incomplete arms
   * @param results the content of {@code results.json}; null when it was interrupted
   */
  record Document(
      String run,
      RunState state,
      String folder,
      Optional<Receipt> receipt,
      List<ArmResult> notDone,
      JsonNode results) {}

  /** Prints it and returns the exit code. */
  public int print(RunRecord ended) {
    RunRecord run = withoutUnmeasured(ended);
    RunEnd end = run.endNow().orElseThrow(() -> new IllegalStateException(run.id() + " runs"));
    Optional<String> results = hasTable(end) ? Optional.of(report(run)) : Optional.empty();
    failures(run, end);
    int code = last(run, end);
    if (json) {
      JsonNode content =
          results
              .<JsonNode>map(text -> Json.read(text, JsonNode.class))
              .orElse(JsonNodeFactory.instance.nullNode());
      session
          .out()
          .println(
              Json.pretty(
                  new Document(
                      run.id(),
                      end.state(),
                      folder(run).toString(),
                      run.receipt(),
                      run.notDone(),
                      content)));
    }
    return code;
  }

  /** A run that was stopped has no table: the same command continues it. */
  private static boolean hasTable(RunEnd end) {
    return switch (end) {
      case RunEnd.Done done -> true;
      case RunEnd.ArmsFailed failed -> true;
      case RunEnd.Failed failed -> true;
      case RunEnd.Terminated terminated -> true;
      case RunEnd.Cancelled cancelled -> false;
      case RunEnd.Interrupted interrupted -> false;
      case RunEnd.Lost lost -> false;
    };
  }

  /**
   * A run whose table lacks arms is not done: an arm whose results were corrupt or removed after it
   * ended has failed, in the record too.
   */
  private RunRecord withoutUnmeasured(RunRecord run) {
    if (!(run.end().orElse(null) instanceof RunEnd.Done done)) {
      return run;
    }
    List<ArmResult> unmeasured = UnmeasuredArms.ends(runtime, run);
    if (unmeasured.isEmpty()) {
      return run;
    }
    List<ArmResult> arms = new ArrayList<>(done.cancelled());
    arms.addAll(unmeasured);
    RunRecord failed =
        run.ended(
            new RunEnd.ArmsFailed(done.receipt(), arms),
            run.ended().map(Instant::parse).orElseGet(Instant::now),
            run.events());
    new RunFolder(session).save(failed);
    return failed;
  }

  /** Incomplete arms are listed in the files; on the screen they follow with the failures. */
  private String report(RunRecord run) {
    Report report = ReportRenderings.report(runtime, run);
    RunFolder runs = new RunFolder(session);
    String results = ReportRenderings.json(report);
    runs.write(run.id(), "report.md", ReportRenderings.markdown(report));
    runs.write(run.id(), "results.json", results);
    if (report.hasRows()) {
      console.println();
      console.println(ReportRenderings.terminal(report.withNotDone(List.of())));
    }
    return results;
  }

  private void failures(RunRecord run, RunEnd end) {
    end.failure()
        .ifPresent(
            cause -> {
              session.err().println("failed: " + cause.message());
              session.err().println("  ends the whole run");
            });
    armFailures(run);
    if (end.failure().filter(RunSummary::isBug).isPresent()
        || run.notDone().stream().anyMatch(arm -> isBug(arm.end()))) {
      session
          .err()
          .println(
              "this is a bug; the stack trace is in "
                  + session.home().resolve("logs").resolve(Logging.FILE));
    }
  }

  private void armFailures(RunRecord run) {
    Map<String, List<String>> byCause = new LinkedHashMap<>();
    run.notDone()
        .forEach(
            arm ->
                byCause
                    .computeIfAbsent(
                        arm.end().word() + ": " + arm.end().reason(), key -> new ArrayList<>())
                    .add(arm.title()));
    byCause.forEach(
        (cause, arms) -> {
          session.err().println(cause);
          session
              .err()
              .println(
                  "  ends " + Formats.count(arms.size(), "arm") + ": " + String.join(", ", arms));
        });
  }

  private static boolean isBug(ArmEnd end) {
    return end instanceof ArmEnd.Failed failed && isBug(failed.cause());
  }

  private static boolean isBug(FailureCause cause) {
    return cause.kind() == FailureKind.BUG;
  }

  private int last(RunRecord run, RunEnd end) {
    console.println(
        switch (end) {
          case RunEnd.Done done -> "report.md and results.json are in " + folder(run);
          case RunEnd.ArmsFailed failed ->
              "failed: "
                  + failed.arms().size()
                  + " of "
                  + Formats.count(run.arms(), "arm")
                  + kept(run);
          case RunEnd.Failed failed -> "failed: the whole run" + kept(run);
          case RunEnd.Terminated terminated -> "terminated from outside" + kept(run);
          case RunEnd.Cancelled cancelled -> stopped(run);
          case RunEnd.Interrupted interrupted -> stopped(run);
          case RunEnd.Lost lost -> stopped(run);
        });
    return RunExit.code(end, session.interruption().exitCode());
  }

  private String kept(RunRecord run) {
    return "; completed steps are kept; report.md and results.json are in " + folder(run);
  }

  private static String stopped(RunRecord run) {
    return "stopped; completed steps are kept. Resume with the same command: " + run.command();
  }

  private Path folder(RunRecord run) {
    return new RunFolder(session).of(run.id());
  }
}
