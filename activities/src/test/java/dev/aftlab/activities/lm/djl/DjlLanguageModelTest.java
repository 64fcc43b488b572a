package dev.aftlab.activities.lm.djl;

import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.lm.engine.LanguageModel;
import dev.aftlab.activities.lm.engine.LanguageModelContract;

/** DJL keeps the contract. */
final class DjlLanguageModelTest extends LanguageModelContract {
  @Override
  protected LanguageModel open() throws Exception {
    return new DjlEngine(EngineOptions.of("cpu")).load(ReferenceModel.folder());
  }
}
