package dev.aftlab.worker.jsonlines;

import dev.aftlab.activities.jsonlines.LoadedModel;
import dev.aftlab.activities.lm.model.Engines;
import dev.aftlab.experiments.spec.PromptSpec;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.InputException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model, device and threads of commands that load a model. */
public final class ModelOptions {
  @Mixin private PromptOptions choice;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description = "cpu, or cuda:N. Default: ${DEFAULT-VALUE}.")
  private String device = "cpu";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Number of native threads; it may change the last bits of results. Default: one per"
              + " core.")
  private Optional<Integer> threads = Optional.empty();

  /** Loads the model; the caller closes it. */
  public LoadedModel open(CommandContext session) {
    Engines.requireName(device);
    PromptSpec words = choice.words();
    int count = threads.orElse(Runtime.getRuntime().availableProcessors());
    if (count < 1 || count > 1_024) {
      throw new InputException("--threads must be between 1 and 1024, is " + count);
    }
    Path folder = choice.folder(session);
    Engines.preferThreads(count);
    return LoadedModel.open(folder, words, device);
  }
}
