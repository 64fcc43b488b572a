package dev.aftlab.worker;

import dev.aftlab.experiments.text.PrintableText;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ErrorReporter;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.cli.PrintableWriter;
import dev.aftlab.worker.cli.StoreCheck;
import dev.aftlab.worker.cli.Version;
import dev.aftlab.worker.command.CatalogCommand;
import dev.aftlab.worker.command.CheckpointCommand;
import dev.aftlab.worker.command.DataCommand;
import dev.aftlab.worker.command.ExportCommand;
import dev.aftlab.worker.command.FetchCommand;
import dev.aftlab.worker.command.GenerateCommand;
import dev.aftlab.worker.command.LabelCommand;
import dev.aftlab.worker.command.ListCommand;
import dev.aftlab.worker.command.PauseCommand;
import dev.aftlab.worker.command.PlanCommand;
import dev.aftlab.worker.command.PromptCommand;
import dev.aftlab.worker.command.ReportCommand;
import dev.aftlab.worker.command.ResumeCommand;
import dev.aftlab.worker.command.RetriesCommand;
import dev.aftlab.worker.command.RunCommand;
import dev.aftlab.worker.command.ScoreCommand;
import dev.aftlab.worker.command.StatusCommand;
import dev.aftlab.worker.command.StopCommand;
import dev.aftlab.worker.command.TrackCommand;
import dev.aftlab.worker.command.WatchCommand;
import dev.aftlab.worker.command.WorkerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
    name = "aft",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Plans, runs, resumes and reports experiments in alignment fine-tuning.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  aft run quickstart                 the whole method in miniature, some minutes on a CPU",
      "  aft plan sweep-180                 what would run; nothing is computed",
      "  aft plan quickstart --set align.training.optimizer.learningRate=1e-4",
      "  aft catalog quickstart > mine.yaml start an experiment of your own",
      "  aft run mine.yaml                  run it; the same command again continues",
      "  aft ls                             earlier runs",
      "  aft report latest                  the table of the latest one",
      "  aft track latest                   send it to MLflow (MLFLOW_TRACKING_URI)",
      "  aft status                         state of the latest run; aft watch follows it",
      "  aft pause RUN --reason 'disk'      on a Temporal server; also resume, stop, retries,"
          + " checkpoint",
      "  aft data fetch gsm8k               a public data set, verified",
      "  aft generate --model DIR q.jsonl   a single step over JSON lines; also prompt, score and"
          + " label",
      "  aft export ARTIFACT FOLDER         a trained model as a folder that transformers loads",
      "",
      "State lives in .aft of the current folder, or in $AFT_HOME.",
      "Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted (143 by SIGTERM)."
    })
final class AftCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The commands, ready to parse and to run. */
  static CommandLine commandLine(CommandContext session) {
    CommandLine root = new CommandLine(new AftCommand());
    addSubcommands(root, session);
    // The colours of the help are escape sequences that must pass.
    root.setOut(PrintableWriter.raw(session.out()));
    root.setErr(PrintableWriter.raw(session.err()));
    root.setColorScheme(
        CommandLine.Help.defaultColorScheme(session.colours() ? Ansi.ON : Ansi.OFF));
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setExecutionStrategy(parsed -> execute(parsed, session));
    root.setExecutionExceptionHandler(
        (failure, command, parsed) -> ErrorReporter.about(failure, session));
    IParameterExceptionHandler usual = root.getParameterExceptionHandler();
    root.setParameterExceptionHandler(
        (wrong, args) -> usual.handleParseException(printable(wrong), args));
    return root;
  }

  private static void addSubcommands(CommandLine root, CommandContext session) {
    root.addSubcommand("run", new RunCommand(session));
    root.addSubcommand("plan", new PlanCommand(session));
    root.addSubcommand("report", new ReportCommand(session));
    root.addSubcommand("track", new TrackCommand(session));
    root.addSubcommand("ls", new ListCommand(session));
    root.addSubcommand("status", new StatusCommand(session));
    root.addSubcommand("watch", new WatchCommand(session));
    root.addSubcommand("pause", new PauseCommand(session));
    root.addSubcommand("resume", new ResumeCommand(session));
    root.addSubcommand("stop", new StopCommand(session));
    root.addSubcommand("retries", new RetriesCommand(session));
    root.addSubcommand("checkpoint", new CheckpointCommand(session));
    root.addSubcommand("catalog", new CatalogCommand(session));
    root.addSubcommand(
        "data",
        new CommandLine(new DataCommand(session))
            .addSubcommand("fetch", new FetchCommand(session)));
    root.addSubcommand("prompt", new PromptCommand(session));
    root.addSubcommand("generate", new GenerateCommand(session));
    root.addSubcommand("score", new ScoreCommand(session));
    root.addSubcommand("label", new LabelCommand(session));
    root.addSubcommand("export", new ExportCommand(session));
    root.addSubcommand("worker", new WorkerCommand(session));
  }

  /** Escapes arguments, which may contain control characters, as file names do. */
  private static ParameterException printable(ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage());
    return PrintableText.text(message).equals(message)
        ? wrong
        : new ParameterException(wrong.getCommandLine(), PrintableText.text(message), wrong);
  }

  /** Prints help without a check of the state's folders. */
  private static int execute(ParseResult parsed, CommandContext session) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    try {
      StoreCheck.require(session, parsed.asCommandLineList().getLast().getCommandName());
    } catch (InputException unusable) {
      return ErrorReporter.about(unusable, session);
    }
    return new RunLast().execute(parsed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
