package dev.aftlab.worker.jsonlines;

import dev.aftlab.activities.jsonlines.LoadedModel;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.experiments.spec.PromptSpec;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.runtime.EngineFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
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
    PromptSpec words = choice.words();
    int count = threads.orElse(Runtime.getRuntime().availableProcessors());
    if (count < 1 || count > 1_024) {
      throw new InputException("--threads must be between 1 and 1024, is " + count);
    }
    EngineOptions options = new EngineOptions(device, OptionalInt.of(count));
    Path folder = choice.folder(session);
    return LoadedModel.open(folder, words, EngineFactory.of(options));
  }
}
