package dev.aftlab.activities.step;

import dev.aftlab.activities.lm.token.Tokenizer;
import dev.aftlab.experiments.spec.PromptSpec;
import java.util.Arrays;

/** Turns questions and completions into tokens and back, in one experiment's words. */
final class Prompts {
  private final Tokenizer tokenizer;
  private final PromptSpec spec;
  private final int[] endTokens;

  Prompts(Tokenizer tokenizer, PromptSpec spec) {
    this.tokenizer = tokenizer;
    this.spec = spec;
    this.endTokens = tokenizer.endTokens();
    if (endTokens.length == 0) {
      throw new WrongSpecException("the base model names no end token; add eos_token_id to its config.json or generation_config.json");
    }
  }

  /** The tokens that end a completion, at least one. */
  int[] endTokens() {
    return endTokens.clone();
  }

  /** The prompt of a question, with the tokenizer's own begin token if it has one. */
  int[] prompt(String question) {
    return tokenizer.encode(spec.render(question), true);
  }

  /** A completion with its end token; empty text gives no tokens at all. */
  int[] completion(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    int[] tokens = tokenizer.encode(spec.separator() + text, false);
    int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
    ended[tokens.length] = endTokens[0];
    return ended;
  }

  /** The text of a completion, without end token and surrounding space. */
  String text(int[] completion) {
    int end = completion.length;
    if (end > 0 && ends(completion[end - 1])) {
      end--;
    }
    return tokenizer.decode(Arrays.copyOf(completion, end), false).strip();
  }

  private boolean ends(int token) {
    return Arrays.stream(endTokens).anyMatch(end -> end == token);
  }
}
