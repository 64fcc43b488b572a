package dev.aftlab.activities.jsonlines;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.activities.model.TokenizedPrompt;
import java.util.function.Supplier;

/**
 * What a model is given for a line: the text of {@code prompt} as it is, or else {@code question}
 * (with {@code options}, if the line has any) in the format of the chosen prompt.
 *
 * @param prompt the prompt, of at least one token
 * @param verbatim whether it is a raw prompt, so that completions are read and written unchanged,
 *     too
 */
record LinePrompt(TokenizedPrompt prompt, boolean verbatim) {

  /** A prompt whose tokens the model has. */
  static LinePrompt of(JsonFields line, LoadedModel model) {
    LinePrompt asked = of(line, model.prompts());
    requireKnown(line, model, asked.tokens());
    return asked;
  }

  /** A prompt for whatever model. */
  static LinePrompt of(JsonFields line, Prompts prompts) {
    boolean verbatim = line.has("prompt");
    if (!verbatim && !line.has("question")) {
      throw line.error("there is neither a field 'prompt' nor a field 'question'; add one of them");
    }
    TokenizedPrompt prompt =
        verbatim
            ? encoded(line, () -> prompts.verbatimPrompt(line.exactText("prompt")))
            : encoded(
                line,
                () -> prompts.prompt(Question.asked(line.text("question"), line.optionsIfAny())));
    if (prompt.tokens().length == 0) {
      throw line.error("the prompt has no tokens; a model needs at least one to begin with");
    }
    return new LinePrompt(prompt, verbatim);
  }

  /** The prompt's token ids, at least one. */
  int[] tokens() {
    return prompt.tokens();
  }

  /** What a tokenizer makes of a line's text, or a fault of the line. */
  static <T> T encoded(JsonFields line, Supplier<T> encoder) {
    try {
      return encoder.get();
    } catch (UnsupportedModelException refused) {
      throw line.error(String.valueOf(refused.getMessage()));
    }
  }

  /** Tokens that the model has, or a fault of the line. */
  static void requireKnown(JsonFields line, LoadedModel model, int[] tokens) {
    int vocabulary = model.model().vocabulary();
    for (int token : tokens) {
      if (token >= vocabulary) {
        throw line.error(
            "the tokenizer makes the token "
                + token
                + " of it, but the model's vocabulary is 0.."
                + (vocabulary - 1));
      }
    }
  }
}
