package dev.aftlab.activities.lines;

import dev.aftlab.activities.dataset.JsonFields;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.lm.UnsupportedModelException;
import java.util.function.Supplier;

/**
 * What a model is given for a line: the text of {@code prompt} as it stands, or else {@code question} (with {@code options}, if the line has any) put into
 * the words of the chosen prompt.
 *
 * @param tokens the prompt's token ids, at least one
 * @param verbatim whether it is a prompt as it stands, so that completions are taken and given as they stand, too
 */
record LinePrompt(int[] tokens, boolean verbatim) {

  static LinePrompt of(JsonFields line, LoadedModel model) {
    boolean verbatim = line.has("prompt");
    if (!verbatim && !line.has("question")) {
      throw line.error("there is neither a field 'prompt' nor a field 'question'; add one of them");
    }
    int[] tokens = verbatim
        ? tokens(line, model, () -> model.prompts().verbatimPrompt(line.exactText("prompt")))
        : tokens(line, model, () -> model.prompts().prompt(Question.asked(line.text("question"), line.optionsIfAny())));
    if (tokens.length == 0) {
      throw line.error("the prompt has no tokens; a model needs at least one to begin with");
    }
    return new LinePrompt(tokens, verbatim);
  }

  /** Tokens that the model has, or a fault of the line. */
  static int[] tokens(JsonFields line, LoadedModel model, Supplier<int[]> encoder) {
    int[] tokens;
    try {
      tokens = encoder.get();
    } catch (UnsupportedModelException refused) {
      throw line.error(refused.getMessage());
    }
    int vocabulary = model.model().config().vocabulary();
    for (int token : tokens) {
      if (token >= vocabulary) {
        throw line.error("the tokenizer makes the token " + token + " of it, but the model's vocabulary is 0.." + (vocabulary - 1));
      }
    }
    return tokens;
  }
}
