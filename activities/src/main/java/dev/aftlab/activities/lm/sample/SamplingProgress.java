package dev.aftlab.activities.lm.sample;

import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import java.util.Map;
import java.util.TreeMap;

/** Counts what one call has drawn, and reports it to its listener. */
final class SamplingProgress {
  private final ProgressListener listener;
  private final long total;
  private int completions;
  private long tokens;

  SamplingProgress(ProgressListener listener, long total) {
    this.listener = listener;
    this.total = total;
  }

  void checkStop() {
    listener.throwIfStopRequested("sampling");
  }

  void drawn(int newTokens, int newCompletions) {
    tokens += newTokens;
    completions += newCompletions;
    listener.onProgress(
        new Progress(
            Stage.SAMPLE, completions, total, new TreeMap<>(Map.of("tokens", (double) tokens))));
  }
}
