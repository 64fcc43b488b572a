package dev.aftlab.activities.lm.model;

import java.util.Arrays;

/**
 * How a checkpoint stretches the rotary frequencies θ_i = base^(−2i / headSize) that it was first
 * trained with: each is divided by a number.
 */
sealed interface RopeScaling {

  /** What each of the headSize / 2 frequencies is divided by; 1 leaves one as it is. */
  float[] divisors(int headSize, double base);

  /** The frequencies stay as they are. */
  record None() implements RopeScaling {
    @Override
    public float[] divisors(int headSize, double base) {
      return ones(headSize);
    }
  }

  /**
   * All positions are squeezed by one factor (position interpolation, arXiv 2306.15595).
   *
   * @param factor above 0
   */
  record Linear(double factor) implements RopeScaling {
    @Override
    public float[] divisors(int headSize, double base) {
      float[] divisors = new float[headSize / 2];
      Arrays.fill(divisors, (float) factor);
      return divisors;
    }
  }

  /**
   * The base grows with the sequence, from {@code max_position_embeddings} on. Longer sequences are
   * refused here, so that nothing is left to change: with a growing base, a score would depend on
   * the rest of the batch.
   *
   * @param factor above 0, kept for the export
   */
  record Dynamic(double factor) implements RopeScaling {
    @Override
    public float[] divisors(int headSize, double base) {
      return ones(headSize);
    }
  }

  /**
   * Llama 3.1's: with the wave length w = 2π / θ and the length L of the first training,
   * frequencies with w &gt; L / low are divided by the factor, those with w &lt; L / high stay, and
   * between them a share s = (L / w − low) / (high − low) stays: θ ← (1 − s) θ / factor + s θ.
   *
   * @param factor above 0
   * @param low {@code low_freq_factor}, above 0
   * @param high {@code high_freq_factor}, above {@code low}
   * @param original {@code original_max_position_embeddings}
   */
  record Llama3(double factor, double low, double high, int original) implements RopeScaling {
    @Override
    public float[] divisors(int headSize, double base) {
      float[] divisors = new float[headSize / 2];
      for (int i = 0; i < divisors.length; i++) {
        double turns = original * Math.pow(base, -2.0 * i / headSize) / (2 * Math.PI);
        double share = Math.clamp((turns - low) / (high - low), 0.0, 1.0);
        divisors[i] = (float) (1 / ((1 - share) / factor + share));
      }
      return divisors;
    }
  }

  private static float[] ones(int headSize) {
    float[] divisors = new float[headSize / 2];
    Arrays.fill(divisors, 1);
    return divisors;
  }
}
