package dev.aftlab.activities.lm.sample;

/** Counts what one call has drawn, for its observer. */
final class SamplingProgress {
  private final SamplingObserver observer;
  private int completions;
  private long tokens;

  SamplingProgress(SamplingObserver observer) {
    this.observer = observer;
  }

  void checkStop() {
    if (observer.stopRequested()) {
      throw new SamplingStoppedException();
    }
  }

  void drawn(int newTokens, int newCompletions) {
    tokens += newTokens;
    completions += newCompletions;
    observer.progress(completions, tokens);
  }
}
