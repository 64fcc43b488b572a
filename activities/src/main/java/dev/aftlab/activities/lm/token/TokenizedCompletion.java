package dev.aftlab.activities.lm.token;

/**
 * A completion as tokens of the text that it makes with its prompt.
 *
 * <p>Prompt and completion are tokenized as one text, and what the joined tokens share with those
 * of the prompt alone, from the beginning on, is what the completion follows; all further tokens
 * are the completion's. Usually all of the prompt's tokens precede it. Where they do not, a token
 * reaches from the prompt into the completion (a blank at the prompt's end and the word after it):
 * it is the completion's. Either way the tokens before it and its own are those of the joined text.
 *
 * @param promptTokens how many of the prompt's tokens precede it, 1 or more
 * @param tokens its token ids; maybe none
 */
public record TokenizedCompletion(int promptTokens, int[] tokens) {

  /** No completion at all. */
  public static TokenizedCompletion none(int promptTokens) {
    return new TokenizedCompletion(promptTokens, new int[0]);
  }
}
