package dev.aftlab.worker.command;

import dev.aftlab.activities.model.TrainedModels;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.StoppedException;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.runtime.ActivityRuntime;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Exports a trained model from the store. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Exports the model of a train step as a Hugging Face folder with tokenizer and generation"
            + " settings.",
    footerHeading = "%nExample:%n",
    footer = {
      "  aft export 1f0c33ab models/aligned       aft plan EXPERIMENT lists the fingerprints"
    })
public final class ExportCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      paramLabel = "ARTIFACT",
      description = "Fingerprint of a train step, or its first digits (at least 4).")
  private String artifact = "";

  @Parameters(index = "1", paramLabel = "FOLDER", description = "A new or empty folder.")
  private String folder = "";

  public ExportCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!session.hasStore()) {
      throw new InputException(
          "there is no store at "
              + session.store()
              + "; change to the folder of the run, or set AFT_HOME");
    }
    Path target = session.folder().resolve(folder).normalize();
    try (ActivityRuntime runtime = ActivityRuntime.open(CommonOptions.readingOnly(session))) {
      TrainedModels models = runtime.trainedModels();
      Manifest trained = models.named(artifact);
      session.interruption().listen();
      models.requireSound(trained);
      models.copy(
          trained, target, ProgressListener.stoppingWhen(session.interruption()::requested));
      session.out().println(target);
      session.err().println(trained.title() + ", " + trained.fingerprint());
      return ExitCodes.DONE;
    } catch (StoppedException stopped) {
      return session.interruption().exitCode();
    }
  }
}
