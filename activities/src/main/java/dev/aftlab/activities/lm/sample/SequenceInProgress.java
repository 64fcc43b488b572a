package dev.aftlab.activities.lm.sample;

import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.SamplingPrompt;
import java.util.Arrays;
import java.util.Optional;

/** A completion that grows. */
final class SequenceInProgress {
  private final SamplingPrompt prompt;
  private final int sample;
  private int[] tokens = new int[32];
  private double[] logProbabilities = new double[32];
  private int length;
  private boolean finished;
  private final Optional<StopScan> scan;
  private Optional<StopTexts.Cut> cut = Optional.empty();

  SequenceInProgress(SamplingPrompt prompt, int sample, Optional<StopTexts> stops) {
    this.prompt = prompt;
    this.sample = sample;
    this.scan = stops.map(StopScan::new);
  }

  SamplingPrompt prompt() {
    return prompt;
  }

  int sample() {
    return sample;
  }

  boolean isFinished() {
    return finished;
  }

  /** Whether a stop text ended it. */
  boolean isStopped() {
    return cut.isPresent();
  }

  /** Takes the next token, which must not come after the completion has ended. */
  void append(int token, double logProbability, boolean end) {
    if (length == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * length);
      logProbabilities = Arrays.copyOf(logProbabilities, 2 * length);
    }
    logProbabilities[length] = logProbability;
    tokens[length++] = token;
    if (!end) {
      cut =
          scan.filter(stops -> stops.found(tokens, length))
              .map(stops -> stops.before(tokens, length));
    }
    finished = end || cut.isPresent();
  }

  /**
   * The completion so far.
   *
   * @param withLogProbabilities whether it has its tokens' log-probabilities
   */
  Completion completion(boolean withLogProbabilities) {
    int kept = cut.map(StopTexts.Cut::tokens).orElse(length);
    return new Completion(
        prompt.question(),
        sample,
        Arrays.copyOf(tokens, kept),
        finished,
        length,
        cut.map(StopTexts.Cut::text),
        Arrays.copyOf(logProbabilities, withLogProbabilities ? kept : 0));
  }
}
