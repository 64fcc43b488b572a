package dev.aftlab.activities.step;

import dev.aftlab.activities.lm.sample.SamplingObserver;
import java.util.TreeMap;

/** Hands the sampler's reports on to the listener of the work. */
final class SamplingReports {
  private SamplingReports() {}

  static SamplingObserver of(String stage, long total, StepListener listener) {
    return new SamplingObserver() {
      @Override
      public void progress(int finished, long tokens) {
        TreeMap<String, Double> metrics = new TreeMap<>();
        metrics.put("tokens", (double) tokens);
        listener.progress(stage, finished, total, metrics);
      }

      @Override
      public boolean stopRequested() {
        return listener.stopRequested();
      }
    };
  }
}
