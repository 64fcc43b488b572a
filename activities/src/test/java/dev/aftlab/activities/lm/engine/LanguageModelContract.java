package dev.aftlab.activities.lm.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.lm.TooLongException;
import dev.aftlab.activities.lm.data.Packer;
import dev.aftlab.activities.lm.data.PromptGroup;
import dev.aftlab.activities.lm.score.ScoreRequest;
import dev.aftlab.activities.lm.score.Scorer;
import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.StoppedException;
import dev.aftlab.experiments.spec.DecodingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine's model must do; the model has at least 20 tokens and 40 positions. */
public abstract class LanguageModelContract {
  /** Single-precision sums over some ten tokens. */
  private static final double SUMS = 1e-4;

  private static final int LONGEST = 10;
  private static final List<SamplingPrompt> PROMPTS =
      List.of(
          new SamplingPrompt(7, new int[] {3, 4, 5}),
          new SamplingPrompt(2, new int[] {6}),
          new SamplingPrompt(9, new int[] {3, 8, 5, 11, 4}));

  private LanguageModel model;

  /** A model of the engine under test. */
  protected abstract LanguageModel open() throws Exception;

  @BeforeEach
  void load() throws Exception {
    model = open();
  }

  @AfterEach
  void close() {
    model.close();
  }

  private static GenerationRequest request(int first, int count, boolean logProbabilities) {
    return new GenerationRequest(
        PROMPTS,
        first,
        count,
        new DecodingSpec(1, 0, 1, LONGEST, 4, Optional.empty()),
        5,
        new int[] {10, 12},
        tokens -> {
          throw new IllegalStateException("nothing is to be decoded without stop texts");
        },
        logProbabilities);
  }

  private List<Completion> generate(int first, int count) {
    return model.generate(request(first, count, false), ProgressListener.NONE);
  }

  @Test
  void generate_sameRequest_givesSameTokens() {
    List<Completion> first = generate(0, 2);
    List<Completion> second = generate(0, 2);
    for (int i = 0; i < first.size(); i++) {
      assertArrayEquals(first.get(i).tokens(), second.get(i).tokens());
    }
  }

  @Test
  void generate_partOfARange_givesItsSamples() {
    List<Completion> all = generate(0, 4);
    List<Completion> part = generate(1, 2);
    for (int prompt = 0; prompt < PROMPTS.size(); prompt++) {
      for (int sample = 0; sample < 2; sample++) {
        assertArrayEquals(
            all.get(4 * prompt + 1 + sample).tokens(), part.get(2 * prompt + sample).tokens());
      }
    }
  }

  @Test
  void generate_order_isThatOfPromptsThenSamples() {
    List<Completion> drawn = generate(3, 2);
    assertEquals(
        List.of(7L, 7L, 2L, 2L, 9L, 9L), drawn.stream().map(Completion::question).toList());
    assertEquals(List.of(3, 4, 3, 4, 3, 4), drawn.stream().map(Completion::sample).toList());
  }

  @Test
  void generate_completions_endAtEndTokensOrTheLongestLength() {
    for (Completion completion : generate(0, 20)) {
      int[] tokens = completion.tokens();
      assertEquals(tokens.length, completion.drawn());
      assertTrue(Arrays.stream(tokens).allMatch(token -> 0 <= token && token < model.vocabulary()));
      boolean ended = tokens[tokens.length - 1] == 10 || tokens[tokens.length - 1] == 12;
      assertEquals(ended, completion.finished());
      assertTrue(ended || tokens.length == LONGEST);
    }
  }

  @Test
  void generate_withLogProbabilities_sumToTheScores() {
    List<Completion> drawn = model.generate(request(0, 3, true), ProgressListener.NONE);
    for (int i = 0; i < drawn.size(); i++) {
      Completion completion = drawn.get(i);
      assertEquals(completion.tokens().length, completion.logProbabilities().length);
      ScoreRequest alone =
          new ScoreRequest(PROMPTS.get(i / 3).tokens(), List.of(completion.tokens()));
      double score = new Scorer(model, 1_000).score(List.of(alone)).getFirst().getFirst().sum();
      assertEquals(score, Arrays.stream(completion.logProbabilities()).sum(), SUMS);
    }
  }

  @Test
  void generate_withLogProbabilities_givesSameTokens() {
    List<Completion> plain = generate(0, 3);
    List<Completion> measured = model.generate(request(0, 3, true), ProgressListener.NONE);
    for (int i = 0; i < plain.size(); i++) {
      assertArrayEquals(plain.get(i).tokens(), measured.get(i).tokens());
      assertEquals(0, plain.get(i).logProbabilities().length);
    }
  }

  @Test
  void generate_progress_endsWithAllCompletionsAndTokens() {
    List<Progress> reports = new ArrayList<>();
    List<Completion> drawn = model.generate(request(0, 2, false), reports::add);
    Progress last = reports.getLast();
    assertEquals(6, last.done());
    assertEquals(6, last.total());
    assertEquals(
        drawn.stream().mapToLong(Completion::drawn).sum(), last.metrics().get("tokens"), 0);
  }

  @Test
  void generate_stopRequested_throws() {
    ProgressListener stop = ProgressListener.stoppingWhen(() -> true);
    assertThrows(StoppedException.class, () -> model.generate(request(0, 1, false), stop));
  }

  @Test
  void generate_promptTooLong_isRefused() {
    SamplingPrompt tooLong = new SamplingPrompt(0, new int[model.maxPositions() - LONGEST + 1]);
    GenerationRequest request =
        new GenerationRequest(
            List.of(tooLong),
            0,
            1,
            new DecodingSpec(1, 0, 1, LONGEST, 4, Optional.empty()),
            5,
            new int[0],
            tokens -> "");
    assertThrows(TooLongException.class, () -> model.generate(request, ProgressListener.NONE));
  }

  @Test
  void scores_ofAMicroBatch_areOnePerCompletion() {
    ScoreRequest request =
        new ScoreRequest(new int[] {3, 4}, List.of(new int[] {5}, new int[] {6, 7, 8}));
    double[] scores =
        model.scores(
            new Packer(1_000, model.maxPositions())
                .pack(List.of(new PromptGroup(request.prompt(), request.completions())))
                .getFirst());
    assertEquals(2, scores.length);
    assertTrue(Arrays.stream(scores).allMatch(score -> score < 0));
  }
}
