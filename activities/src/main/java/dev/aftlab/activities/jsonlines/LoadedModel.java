package dev.aftlab.activities.jsonlines;

import dev.aftlab.activities.lm.engine.LanguageModel;
import dev.aftlab.activities.lm.engine.ModelEngine;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.experiments.spec.PromptSpec;
import java.nio.file.Path;

/**
 * A model and the words around questions; closing it frees both. Not safe for concurrent use.
 *
 * @param model the model
 * @param prompts turns questions and completions into its tokens
 * @param words the words that they go by
 */
public record LoadedModel(LanguageModel model, Prompts prompts, PromptSpec words)
    implements AutoCloseable {

  /**
   * Loads a folder in the Hugging Face layout.
   *
   * @param engine what computes with the model
   * @throws dev.aftlab.activities.lm.DamagedModelException when a file is missing or cannot be
   *     understood
   * @throws dev.aftlab.activities.lm.UnsupportedModelException when the model has parts that are
   *     not read
   * @throws dev.aftlab.activities.lm.MissingDeviceException when the device is not there
   */
  public static LoadedModel open(Path folder, PromptSpec prompt, ModelEngine engine) {
    Prompts.check(folder, prompt);
    LanguageModel model = engine.load(folder);
    try {
      return new LoadedModel(model, Prompts.load(folder, prompt), prompt);
    } catch (RuntimeException refused) {
      model.close();
      throw refused;
    }
  }

  @Override
  public void close() {
    prompts.close();
    model.close();
  }
}
