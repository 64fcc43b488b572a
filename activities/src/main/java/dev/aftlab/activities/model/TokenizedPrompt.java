package dev.aftlab.activities.model;

import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.experiments.result.PromptRecord;

/**
 * A prompt as text and as tokens. The array is not copied and must not be changed.
 *
 * @param text the text that a model is given
 * @param tokens its token ids, the tokenizer's begin token included if it has one
 * @param separator the text between it and a completion
 */
public record TokenizedPrompt(String text, int[] tokens, String separator) {

  /** The prompt of a question as an artifact keeps it. */
  public PromptRecord record(String question) {
    return new PromptRecord(question, text, tokens);
  }

  /**
   * Whether a token reaches from the prompt into a completion, so that the completion does not
   * follow all of the prompt's tokens.
   */
  public boolean isCutBy(TokenizedCompletion completion) {
    return completion.tokens().length > 0 && completion.promptTokens() < tokens.length;
  }
}
