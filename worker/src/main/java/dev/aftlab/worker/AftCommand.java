package dev.aftlab.worker;

import dev.aftlab.experiments.spec.Printable;
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
      "  aft plan sweep-180                 what would run, before anything does",
      "  aft plan quickstart --set align.training.optimizer.learningRate=1e-4",
      "  aft catalog quickstart > mine.yaml start an experiment of your own",
      "  aft run mine.yaml                  run it; the same command again continues",
      "  aft ls                             earlier runs",
      "  aft report latest                  the table of the latest one",
      "  aft mirror latest                  show it in MLflow (MLFLOW_TRACKING_URI)",
      "  aft status                         how the newest run stands; aft watch shows it while it goes on",
      "  aft pause RUN --reason 'disk'      with a Temporal server: also resume, stop, retries, checkpoint",
      "  aft data fetch gsm8k               a public data set, verified",
      "  aft generate --model DIR q.jsonl   one step on its own over lines of JSON; also prompt, score and label",
      "  aft export ARTIFACT FOLDER         a trained model as a folder that transformers loads",
      "",
      "State lives in .aft of the current folder, or in $AFT_HOME.",
      "Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted (143 by SIGTERM)."
    })
final class AftCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The commands, ready to parse and to run. */
  static CommandLine commandLine(Session session) {
    CommandLine root = new CommandLine(new AftCommand());
    root.addSubcommand("run", new RunCommand(session));
    root.addSubcommand("plan", new PlanCommand(session));
    root.addSubcommand("report", new ReportCommand(session));
    root.addSubcommand("mirror", new MirrorCommand(session));
    root.addSubcommand("ls", new RunsCommand(session));
    root.addSubcommand("status", new StatusCommand(session));
    root.addSubcommand("watch", new WatchCommand(session));
    root.addSubcommand("pause", new PauseCommand(session));
    root.addSubcommand("resume", new ResumeCommand(session));
    root.addSubcommand("stop", new StopCommand(session));
    root.addSubcommand("retries", new RetriesCommand(session));
    root.addSubcommand("checkpoint", new CheckpointCommand(session));
    root.addSubcommand("catalog", new CatalogCommand(session));
    root.addSubcommand("data", new CommandLine(new DataCommand(session)).addSubcommand("fetch", new FetchCommand(session)));
    root.addSubcommand("prompt", new PromptCommand(session));
    root.addSubcommand("generate", new GenerateCommand(session));
    root.addSubcommand("score", new ScoreCommand(session));
    root.addSubcommand("label", new LabelCommand(session));
    root.addSubcommand("export", new ExportCommand(session));
    root.addSubcommand("worker", new WorkerCommand(session));
    // The colours of the help are escapes too.
    root.setOut(PrintableWriter.raw(session.out()));
    root.setErr(PrintableWriter.raw(session.err()));
    root.setColorScheme(CommandLine.Help.defaultColorScheme(session.colours() ? Ansi.ON : Ansi.OFF));
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setExecutionStrategy(parsed -> execute(parsed, session));
    root.setExecutionExceptionHandler((failure, command, parsed) -> Complaints.about(failure, session));
    IParameterExceptionHandler usual = root.getParameterExceptionHandler();
    root.setParameterExceptionHandler((wrong, args) -> usual.handleParseException(printable(wrong), args));
    return root;
  }

  /** Words of the command line may come from others, as names of files do. */
  private static ParameterException printable(ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage());
    return Printable.text(message).equals(message) ? wrong : new ParameterException(wrong.getCommandLine(), Printable.text(message), wrong);
  }

  /** Help is given whatever the state is like. */
  private static int execute(ParseResult parsed, Session session) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    try {
      StateCheck.require(session, parsed.asCommandLineList().getLast().getCommandName());
    } catch (InputException unusable) {
      return Complaints.about(unusable, session);
    }
    return new RunLast().execute(parsed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
