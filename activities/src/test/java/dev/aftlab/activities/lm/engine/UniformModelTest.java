package dev.aftlab.activities.lm.engine;

import java.nio.file.Path;

/** The fake keeps the contract, so that tests may use it in an engine's place. */
final class UniformModelTest extends LanguageModelContract {
  @Override
  protected LanguageModel open() {
    return new UniformModel(Path.of("uniform"), 40, 64);
  }
}
