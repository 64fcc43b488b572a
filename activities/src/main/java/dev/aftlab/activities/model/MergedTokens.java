package dev.aftlab.activities.model;

import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.experiments.result.TrainWarning;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Counts completions that only some of their prompt's tokens precede, and reports the first one.
 * Not safe for concurrent use.
 */
public final class MergedTokens {
  private final Consumer<String> told;
  private long count;
  private String first = "";

  /**
   * @param told receives the one message
   */
  public MergedTokens(Consumer<String> told) {
    this.told = told;
  }

  /**
   * Checks a completion.
   *
   * @param place where the two come from: a question's id, or file and line
   */
  public void look(String place, TokenizedPrompt prompt, TokenizedCompletion completion) {
    if (!prompt.isCutBy(completion)) {
      return;
    }
    if (count++ == 0) {
      first = place;
      told.accept(
          String.format(
              Locale.ROOT,
              "%s: a token reaches from the prompt into the completion, so that of the prompt's %d"
                  + " tokens only the first %d precede it and the rest is scored or trained on with"
                  + " it; do not end the prompt in a blank or in the middle of a word (reported"
                  + " once)",
              place,
              prompt.tokens().length,
              completion.promptTokens()));
    }
  }

  /** What a report warns of; empty when there were none. */
  public Optional<TrainWarning> warning() {
    return count == 0 ? Optional.empty() : Optional.of(new TrainWarning.MergedTokens(count, first));
  }
}
