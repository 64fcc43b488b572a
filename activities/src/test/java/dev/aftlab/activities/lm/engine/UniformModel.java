package dev.aftlab.activities.lm.engine;

import dev.aftlab.activities.lm.TooLongException;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.random.CounterRandom;
import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A model without weights: all tokens are equally likely, whatever stands before them. */
public final class UniformModel implements LanguageModel {
  private final Path folder;
  private final int vocabulary;
  private final int maxPositions;
  private volatile boolean closed;

  /** With so many tokens and positions. */
  public UniformModel(Path folder, int vocabulary, int maxPositions) {
    this.folder = folder;
    this.vocabulary = vocabulary;
    this.maxPositions = maxPositions;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public int maxPositions() {
    return maxPositions;
  }

  @Override
  public double[] scores(MicroBatch batch) {
    requireOpen();
    return Arrays.stream(batch.lengths())
        .mapToDouble(length -> -length * Math.log(vocabulary))
        .toArray();
  }

  @Override
  public List<Completion> generate(GenerationRequest request, ProgressListener listener) {
    requireOpen();
    List<Completion> drawn = new ArrayList<>();
    long tokens = 0;
    for (SamplingPrompt prompt : request.prompts()) {
      if (prompt.tokens().length + request.decoding().maxNewTokens() > maxPositions) {
        throw new TooLongException("question " + prompt.question() + " is too long");
      }
      for (int sample = 0; sample < request.sampleCount(); sample++) {
        listener.throwIfStopRequested("sampling");
        Completion one = completion(request, prompt, request.firstSample() + sample);
        drawn.add(one);
        tokens += one.drawn();
        listener.onProgress(
            new Progress(
                Stage.SAMPLE,
                drawn.size(),
                (long) request.prompts().size() * request.sampleCount(),
                new TreeMap<>(Map.of("tokens", (double) tokens))));
      }
    }
    return drawn;
  }

  private Completion completion(GenerationRequest request, SamplingPrompt prompt, int sample) {
    int[] tokens = new int[request.decoding().maxNewTokens()];
    int length = 0;
    boolean finished = false;
    while (length < tokens.length && !finished) {
      double uniform =
          CounterRandom.uniform(
              request.seed(), CounterRandom.SAMPLING, prompt.question(), sample, length);
      int token = (int) (uniform * vocabulary);
      tokens[length++] = token;
      finished = Arrays.stream(request.endTokens()).anyMatch(end -> end == token);
    }
    double[] logProbabilities = new double[request.logProbabilities() ? length : 0];
    Arrays.fill(logProbabilities, -Math.log(vocabulary));
    return new Completion(
        prompt.question(),
        sample,
        Arrays.copyOf(tokens, length),
        finished,
        length,
        Optional.empty(),
        logProbabilities);
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
