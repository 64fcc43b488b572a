package dev.aftlab.activities.lm.sample;

/**
 * Watches a sampler at work and can stop it. Called on the sampling thread, every few positions: be
 * quick.
 */
public interface SamplingObserver {
  /** Watches nothing and never stops. */
  SamplingObserver NONE = new SamplingObserver() {};

  /**
   * How far it is.
   *
   * @param completions completions of this call that are done
   * @param tokens tokens of this call drawn so far
   */
  default void progress(int completions, long tokens) {}

  /** Whether to give up with {@link SamplingStoppedException}. */
  default boolean stopRequested() {
    return false;
  }
}
