package dev.aftlab.activities.lm.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.engine.GenerationRequest;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.ScriptModule;
import dev.aftlab.activities.lm.random.CounterRandom;
import dev.aftlab.experiments.spec.DecodingSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decodes one batch of sequences in parallel, some positions in each native call. Owns the batch's
 * cache.
 */
final class DecodingBatch implements AutoCloseable {
  private static final int MOST_POSITIONS = 16;

  /**
   * Multiplications of one native call; a stop is checked between calls, so this bounds the delay
   * of a stop.
   */
  private static final double CALL_OPERATIONS = 2e9;

  /**
   * Places of the script's state: which rows it still computes are active, and which sequences they
   * are.
   */
  private static final int LIVE = 2;

  private static final int ACTIVE = 3;

  private final CausalModel model;
  private final ScriptModule script;
  private final GenerationRequest request;
  private final List<SequenceInProgress> sequences;
  private final DecodingSpec decoding;
  private final int longest;
  private final boolean padded;
  private final NDManager scope;
  private final NDList fixed;
  private int live;

  DecodingBatch(
      CausalModel model,
      ScriptModule script,
      List<SequenceInProgress> sequences,
      GenerationRequest request) {
    this.model = model;
    this.script = script;
    this.request = request;
    this.sequences = sequences;
    this.decoding = request.decoding();
    this.longest = sequences.stream().mapToInt(s -> s.prompt().tokens().length).max().orElseThrow();
    this.padded = sequences.stream().anyMatch(s -> s.prompt().tokens().length < longest);
    this.live = sequences.size();
    this.scope = model.manager().newSubManager();
    int[] ends = request.endTokens().length == 0 ? new int[] {-1} : request.endTokens();
    this.fixed =
        new NDList(
            scope.create(IntStream.range(0, longest + decoding.maxNewTokens()).toArray()),
            scope.create(ends));
  }

  /** Draws until every sequence has ended or is as long as it may be. */
  void run(SamplingProgress progress) {
    progress.checkStop();
    NDList state = prefill();
    for (int drawn = 0; live > 0 && drawn < decoding.maxNewTokens(); ) {
      progress.checkStop();
      int positions = Math.min(positionsPerCall(), decoding.maxNewTokens() - drawn);
      state = decode(state, drawn, positions, progress);
      drawn += positions;
    }
    int cut = (int) sequences.stream().filter(sequence -> !sequence.isFinished()).count();
    progress.drawn(0, cut);
  }

  @Override
  public void close() {
    scope.close();
  }

  private int positionsPerCall() {
    double each = (double) model.parameterCount() * live;
    return (int) Math.clamp(CALL_OPERATIONS / each, 1, MOST_POSITIONS);
  }

  /**
   * The prompts' cache and last hidden states, one copy for each sequence; prompts are padded on
   * the left.
   */
  @SuppressWarnings("ReferenceEquality") // samples of one question share the object
  private NDList prefill() {
    int[] rows = new int[sequences.size()];
    int prompts = 0;
    for (int i = 0; i < rows.length; i++) {
      boolean same = i > 0 && sequences.get(i).prompt() == sequences.get(i - 1).prompt();
      rows[i] = same ? prompts - 1 : prompts++;
    }
    int[] tokens = new int[prompts * longest];
    int[] offsets = new int[prompts];
    for (int i = 0; i < rows.length; i++) {
      int[] prompt = sequences.get(i).prompt().tokens();
      offsets[rows[i]] = longest - prompt.length;
      System.arraycopy(prompt, 0, tokens, (rows[i] + 1) * longest - prompt.length, prompt.length);
    }
    try (NDArray tokenArray = scope.create(tokens, new Shape(prompts, longest));
        NDArray offsetArray = scope.create(offsets);
        NDArray rowArray = scope.create(rows)) {
      NDList arguments = new NDList(tokenArray, offsetArray, rowArray, fixed.get(0));
      return script.call("prefill", scope, model.parameters(), rotaryTables(), arguments);
    }
  }

  private NDList rotaryTables() {
    return model.rotaryTables(longest + decoding.maxNewTokens());
  }

  private NDList decode(NDList state, int drawn, int positions, SamplingProgress progress) {
    try (NDArray uniformArray =
            scope.create(uniforms(drawn, positions), new Shape(positions, sequences.size()));
        NDArray settingArray = scope.create(settings(drawn, positions))) {
      NDList result =
          script.call(
              "decode",
              scope,
              model.parameters(),
              rotaryTables(),
              state,
              fixed,
              new NDList(uniformArray),
              new NDList(settingArray));
      state.close();
      try (NDArray tokens = result.get(0);
          NDArray logProbabilities = result.get(1)) {
        append(tokens.toIntArray(), logProbabilities.toDoubleArray(), positions, progress);
      }
      NDList next = result.subNDList(2);
      return sequences.stream().anyMatch(SequenceInProgress::isStopped)
          ? withoutStopped(next)
          : next;
    }
  }

  /** The settings of one call, in the script's order. */
  private double[] settings(int drawn, int positions) {
    boolean last = drawn + positions == decoding.maxNewTokens();
    return new double[] {
      decoding.temperature(),
      Math.min(decoding.topK(), model.config().vocabulary()),
      decoding.topP(),
      longest + drawn,
      last ? 1 : 0,
      padded ? 1 : 0,
      request.logProbabilities() ? 1 : 0
    };
  }

  /**
   * The script handles end tokens only: rows ended by a stop text are removed from the active ones,
   * so that they leave the batch like others.
   */
  private NDList withoutStopped(NDList state) {
    long[] rows = state.get(ACTIVE).toLongArray();
    boolean[] stillLive = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      stillLive[i] = !sequences.get(Math.toIntExact(rows[i])).isFinished();
    }
    state.get(LIVE).close();
    state.set(LIVE, scope.create(stillLive));
    return state;
  }

  private double[] uniforms(int drawn, int positions) {
    double[] uniforms = new double[positions * sequences.size()];
    if (decoding.temperature() == 0) {
      return uniforms;
    }
    for (int row = 0; row < sequences.size(); row++) {
      SequenceInProgress sequence = sequences.get(row);
      for (int t = 0; t < positions && !sequence.isFinished(); t++) {
        uniforms[t * sequences.size() + row] =
            CounterRandom.uniform(
                request.seed(),
                CounterRandom.SAMPLING,
                sequence.prompt().question(),
                sequence.sample(),
                drawn + t);
      }
    }
    return uniforms;
  }

  /**
   * Takes over tokens [positions, sequences], −1 where a sequence had ended, and the two numbers
   * that follow them.
   */
  private void append(
      int[] tokens, double[] logProbabilities, int positions, SamplingProgress progress) {
    if (tokens[tokens.length - 2] == 0) {
      throw DamagedModelException.overflow(model.folder());
    }
    int drawn = 0;
    int ended = 0;
    for (int row = 0; row < sequences.size(); row++) {
      SequenceInProgress sequence = sequences.get(row);
      // What was drawn in the same call after a stop text is dropped.
      for (int t = 0;
          t < positions && !sequence.isFinished() && tokens[t * sequences.size() + row] >= 0;
          t++) {
        int token = tokens[t * sequences.size() + row];
        sequence.append(
            token,
            logProbabilities[t * sequences.size() + row],
            Arrays.stream(request.endTokens()).anyMatch(end -> end == token));
        drawn++;
        ended += sequence.isFinished() ? 1 : 0;
      }
    }
    live -= ended;
    progress.drawn(drawn, ended);
  }
}
