package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import dev.aftlab.activities.step.BaseModels;
import dev.aftlab.experiments.spec.OptionReader;
import dev.aftlab.experiments.spec.PromptSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model, and into which words a question is put for it. */
final class PromptChoice {
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

  /** The words around a question. */
  PromptSpec words() {
    return OptionReader.prompt("--prompt", prompt);
  }

  /** The folder of the model, after a look whether it is one. */
  Path folder(Session session) {
    if (!BaseModels.isNamed(model)) {
      return BaseModels.given(path(session), session.places().remedy(model));
    }
    try (Workbench workbench = Workbench.open(Options.readingOnly(session))) {
      return workbench.modelFolder(model);
    }
  }

  /** A folder in which at least a tokenizer may be: its weights are not asked for where there is one. */
  Path tokenizerFolder(Session session) {
    Path folder = BaseModels.isNamed(model) ? folder(session) : path(session);
    return Files.isRegularFile(folder.resolve("tokenizer.json")) ? folder : folder(session);
  }

  /** A shell leaves the sign as it stands in {@code --model=~/x}. */
  private Path path(Session session) {
    return model.startsWith("~") ? HomeFolder.of(session.environment()).path("--model", model, session.folder()) : session.places().find(model);
  }
}
