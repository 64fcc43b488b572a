package dev.aftlab.activities.lm.sample;

import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.GenerationRequest;
import dev.aftlab.activities.lm.engine.SamplingPrompt;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.experiments.spec.DecodingSpec;
import java.util.List;
import java.util.function.Function;

/** A sampler with its end tokens and the decoder of its stop texts. */
public final class TestSampler implements AutoCloseable {
  private final Sampler sampler;
  private final Function<int[], String> decoder;
  private final int[] endTokens;

  /** A sampler that cannot decode. */
  public TestSampler(CausalModel model, int... endTokens) {
    this(
        model,
        tokens -> {
          throw new IllegalStateException("this sampler has no decoder");
        },
        endTokens);
  }

  TestSampler(CausalModel model, Function<int[], String> decoder, int... endTokens) {
    this.sampler = new Sampler(model);
    this.decoder = decoder;
    this.endTokens = endTokens;
  }

  /** Draws completions. */
  public List<Completion> sample(
      List<SamplingPrompt> prompts,
      int firstSample,
      int sampleCount,
      DecodingSpec decoding,
      long seed,
      ProgressListener listener) {
    GenerationRequest request =
        new GenerationRequest(
            prompts, firstSample, sampleCount, decoding, seed, endTokens, decoder);
    return sampler.generate(request, listener);
  }

  @Override
  public void close() {
    sampler.close();
  }
}
