package dev.aftlab.worker.jsonlines;

import dev.aftlab.activities.model.BaseModels;
import dev.aftlab.experiments.spec.PromptSpec;
import dev.aftlab.experiments.spec.reader.OptionReader;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.HomeFolder;
import dev.aftlab.worker.runtime.ActivityRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The model and its prompt format. */
public final class PromptOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "The model: a folder, catalog:NAME, artifact:FINGERPRINT or hf:ORG/NAME.")
  private String model = "";

  @Option(
      names = "--prompt",
      paramLabel = "PROMPT",
      defaultValue = "plain",
      description =
          "Prompt format for 'question': plain, alpaca, chat, or a mapping as in an experiment."
              + " Default: ${DEFAULT-VALUE}.")
  private String prompt = "plain";

  /** The prompt format. */
  public PromptSpec words() {
    return OptionReader.prompt("--prompt", prompt);
  }

  /** The model's folder, checked to be one. */
  Path folder(CommandContext session) {
    if (!BaseModels.isNamed(model)) {
      return BaseModels.given(path(session), session.places().remedy(model));
    }
    try (ActivityRuntime runtime = ActivityRuntime.open(CommonOptions.readingOnly(session))) {
      return runtime.modelFolder(model);
    }
  }

  /** A folder with a tokenizer, whose weights are not required. */
  public Path tokenizerFolder(CommandContext session) {
    Path folder = BaseModels.isNamed(model) ? folder(session) : path(session);
    return Files.isRegularFile(folder.resolve("tokenizer.json")) ? folder : folder(session);
  }

  /** Expands {@code ~}, which shells leave in {@code --model=~/x}. */
  private Path path(CommandContext session) {
    return model.startsWith("~")
        ? HomeFolder.of(session.environment()).path("--model", model, session.folder())
        : session.places().find(model);
  }
}
