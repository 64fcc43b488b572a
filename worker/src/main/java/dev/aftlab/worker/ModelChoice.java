package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import dev.aftlab.activities.lines.LoadedModel;
import dev.aftlab.activities.lm.model.Engines;
import dev.aftlab.activities.step.BaseModels;
import dev.aftlab.experiments.spec.OptionReader;
import dev.aftlab.experiments.spec.PromptSpec;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model, and what it runs on: options of the commands that load one. */
final class ModelChoice {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "The model: a folder, or as in an experiment catalog:NAME, artifact:FINGERPRINT or hf:ORG/NAME.")
  private String model = "";

  @Option(
      names = "--prompt",
      paramLabel = "PROMPT",
      defaultValue = "plain",
      description = "Into which words a 'question' is put: plain, alpaca, chat, or a mapping as in an experiment. Default: ${DEFAULT-VALUE}.")
  private String prompt = "plain";

  @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "cpu", description = "cpu, or cuda:N. Default: ${DEFAULT-VALUE}.")
  private String device = "cpu";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Native threads. Another number may change the last bits of numbers. Default: one per core.")
  private Optional<Integer> threads = Optional.empty();

  /** Loads the model; the caller closes it. */
  LoadedModel open(Session session) {
    Engines.requireName(device);
    PromptSpec words = OptionReader.prompt("--prompt", prompt);
    int count = threads.orElse(Runtime.getRuntime().availableProcessors());
    if (count < 1 || count > 1_024) {
      throw new InputException("--threads must be between 1 and 1024, is " + count);
    }
    Path folder = folder(session);
    Engines.preferThreads(count);
    return LoadedModel.open(folder, words, device);
  }

  private Path folder(Session session) {
    if (!BaseModels.isNamed(model)) {
      return BaseModels.given(path(session), session.places().remedy(model));
    }
    try (Workbench workbench = Workbench.open(Options.readingOnly(session))) {
      return workbench.modelFolder(model);
    }
  }

  /** A shell leaves the sign as it stands in {@code --model=~/x}. */
  private Path path(Session session) {
    return model.startsWith("~") ? HomeFolder.of(session.environment()).path("--model", model, session.folder()) : session.places().find(model);
  }
}
