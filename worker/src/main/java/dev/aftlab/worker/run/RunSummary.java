package dev.aftlab.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.worker.cli.Logging;
import dev.aftlab.worker.runtime.ActivityRuntime;
import dev.aftlab.workflows.sweep.ArmEnd;
import dev.aftlab.workflows.sweep.Receipt;
import java.io.PrintWriter;
import java.nio.file.Path;
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
      RunRecord.State state,
      String folder,
      Optional<Receipt> receipt,
      List<ArmEnd> notDone,
      JsonNode results) {}

  /** Prints it and returns the exit code. */
  public int print(RunRecord ended) {
    RunRecord run = ended;
    Optional<String> results = Optional.empty();
    if (ended.state() != RunRecord.State.INTERRUPTED) {
      run = withoutUnmeasured(ended);
      results = report(run);
    }
    failures(run);
    int code = last(run);
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
                      run.state(),
                      folder(run).toString(),
                      run.receipt(),
                      run.notDone(),
                      content)));
    }
    return code;
  }

  /**
   * A run whose table lacks arms is not done: results that were corrupted or removed since its arms
   * ended are reported and recorded as their failure.
   */
  private RunRecord withoutUnmeasured(RunRecord run) {
    List<String> unmeasured =
        run.state() == RunRecord.State.DONE ? UnmeasuredArms.of(runtime, run) : List.of();
    if (unmeasured.isEmpty()) {
      return run;
    }
    List<ArmEnd> notDone = new ArrayList<>(run.notDone());
    unmeasured.forEach(
        arm ->
            notDone.add(
                new ArmEnd(
                    0, arm, ArmEnd.Status.FAILED, "CorruptArtifact", UnmeasuredArms.cause(run))));
    RunRecord failed =
        run.ended(
            RunRecord.State.FAILED, run.ended().orElse(""), run.receipt(), notDone, run.events());
    new RunFolder(session).save(failed);
    return failed;
  }

  /** Incomplete arms are listed in the files; on the screen they follow with the failures. */
  private Optional<String> report(RunRecord run) {
    Report report = ReportRenderings.report(runtime, run);
    RunFolder runs = new RunFolder(session);
    String results = ReportRenderings.json(report);
    runs.write(run.id(), "report.md", ReportRenderings.markdown(report));
    runs.write(run.id(), "results.json", results);
    if (report.hasRows()) {
      console.println();
      console.println(ReportRenderings.terminal(report.withNotDone(List.of())));
    }
    return Optional.of(results);
  }

  private void failures(RunRecord run) {
    Map<String, List<ArmEnd>> byCause = new LinkedHashMap<>();
    run.notDone()
        .forEach(
            arm ->
                byCause
                    .computeIfAbsent(
                        Formats.word(arm.status()) + ": " + arm.cause(), key -> new ArrayList<>())
                    .add(arm));
    byCause.forEach(
        (cause, arms) -> {
          session.err().println(cause);
          session
              .err()
              .println(
                  "  ends "
                      + Formats.count(arms.size(), "arm")
                      + ": "
                      + String.join(", ", arms.stream().map(ArmEnd::title).toList()));
        });
    if (run.notDone().stream().anyMatch(arm -> arm.failureType().equals("Bug"))) {
      session
          .err()
          .println(
              "this is a bug; the stack trace is in "
                  + session.home().resolve("logs").resolve(Logging.FILE));
    }
  }

  private int last(RunRecord run) {
    return switch (run.state()) {
      case DONE -> {
        console.println("report.md and results.json are in " + folder(run));
        yield ExitCodes.DONE;
      }
      case FAILED -> {
        String failed =
            "failed: " + run.notDone().size() + " of " + Formats.count(run.arms(), "arm");
        console.println(
            failed
                + "; completed steps are kept; report.md and results.json are in "
                + folder(run));
        yield ExitCodes.FAILED;
      }
      case INTERRUPTED, RUNNING, LOST -> {
        console.println(
            "stopped; completed steps are kept. Resume with the same command: " + run.command());
        yield session.interruption().exitCode();
      }
    };
  }

  private Path folder(RunRecord run) {
    return new RunFolder(session).of(run.id());
  }
}
