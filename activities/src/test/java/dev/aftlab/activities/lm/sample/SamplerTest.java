package dev.aftlab.activities.lm.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.aftlab.activities.lm.MiniatureModel;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.SharedData;
import dev.aftlab.activities.lm.TooLongException;
import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.SamplingPrompt;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.random.CounterRandom;
import dev.aftlab.activities.lm.token.Tokenizer;
import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.StoppedException;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DecodingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SamplerTest {
  private static final long SEED = 20;
  private static final int LONGEST = 60;

  /**
   * A uniform number this close to a bound of the cumulative sum may fall on either side of it in
   * 32-bit arithmetic.
   */
  private static final double ROUNDING = 1e-4;

  private static CausalModel model;
  private static TestSampler sampler;
  private static List<SamplingPrompt> prompts;

  @BeforeAll
  static void load() {
    model = CausalModel.load(MiniatureModel.folder(), "cpu");
    sampler = new TestSampler(model, MiniatureModel.END);
    prompts = new ArrayList<>();
    try (Tokenizer tokenizer = Tokenizer.load(MiniatureModel.folder())) {
      for (String text : MiniatureModel.questions(40)) {
        prompts.add(new SamplingPrompt(100 + prompts.size(), tokenizer.encode(text, false)));
      }
    }
  }

  @AfterAll
  static void close() {
    sampler.close();
    model.close();
  }

  @Test
  void greedy_pretrainedModel_givesThePublishedTokens() throws Exception {
    int[] expected =
        ReferenceModel.ints(
            Json.mapper()
                .readTree(SharedData.path("data/models/stories260K/expected.json").toFile())
                .get("greedy_ids"));
    try (CausalModel stories =
            CausalModel.load(SharedData.path("data/models/stories260K-hf"), "cpu");
        TestSampler storyteller = new TestSampler(stories)) {
      List<SamplingPrompt> begin = List.of(new SamplingPrompt(0, new int[] {1}));
      Completion story =
          storyteller.sample(begin, 0, 1, greedy(200, 1), SEED, ProgressListener.NONE).getFirst();
      assertArrayEquals(
          tail(expected, story.tokens().length),
          Arrays.copyOf(story.tokens(), Math.min(200, expected.length - 1)));
      assertEquals(200, story.tokens().length);
      assertFalse(story.finished());
    }
  }

  @Test
  void greedy_questionsOfManyLengths_followTheFullForwardPass() {
    for (Completion completion : draw(prompts, 0, 1, greedy(LONGEST, 16))) {
      int[] prompt = promptOf(completion);
      int[] whole = concatenate(prompt, completion.tokens());
      double[][] logits = logits(whole);
      for (int i = prompt.length; i < whole.length; i++) {
        assertEquals(
            largest(logits[i - 1]),
            whole[i],
            "question " + completion.question() + " position " + i);
      }
    }
  }

  @Test
  void greedyWithGroupedQueries_randomModel_followsTheFullForwardPass() throws Exception {
    try (CausalModel random = CausalModel.load(ReferenceModel.folder(), "cpu");
        TestSampler grouped = new TestSampler(random)) {
      assertNotEquals(random.config().heads(), random.config().keyHeads());
      List<SamplingPrompt> two =
          List.of(
              new SamplingPrompt(0, new int[] {1, 2, 3, 4, 5}),
              new SamplingPrompt(1, new int[] {7, 3}));
      for (Completion completion :
          grouped.sample(two, 0, 1, greedy(8, 2), SEED, ProgressListener.NONE)) {
        int[] prompt = two.get((int) completion.question()).tokens();
        int[] whole = concatenate(prompt, completion.tokens());
        double[][] logits = logits(random, whole);
        for (int i = prompt.length; i < whole.length; i++) {
          assertEquals(largest(logits[i - 1]), whole[i]);
        }
      }
    }
  }

  @Test
  void sampling_plain_invertsTheCumulativeSum() {
    assertTokensFollowTheNoise(new DecodingSpec(1, 0, 1, LONGEST, 64, Optional.empty()));
  }

  @Test
  void sampling_hotWithTopK_invertsTheCumulativeSum() {
    assertTokensFollowTheNoise(new DecodingSpec(1.7, 5, 1, LONGEST, 64, Optional.empty()));
  }

  @Test
  void sampling_hotWithTopP_invertsTheCumulativeSum() {
    assertTokensFollowTheNoise(new DecodingSpec(1.5, 0, 0.8, LONGEST, 64, Optional.empty()));
  }

  @Test
  void sampling_coldWithTopKThenTopP_invertsTheCumulativeSum() {
    assertTokensFollowTheNoise(new DecodingSpec(0.7, 8, 0.9, LONGEST, 64, Optional.empty()));
  }

  @Test
  void sampling_threeSamples_areThePrefixOfSix() {
    List<Completion> six = draw(prompts, 0, 6, plain(64));
    List<Completion> three = draw(prompts, 0, 3, plain(64));
    assertSame(six.stream().filter(completion -> completion.sample() < 3).toList(), three);
  }

  @Test
  void sampling_laterRange_equalsThatPartOfAllSamples() {
    List<Completion> six = draw(prompts, 0, 6, plain(64));
    assertSame(
        six.stream().filter(completion -> completion.sample() >= 3).toList(),
        draw(prompts, 3, 3, plain(64)));
  }

  @Test
  void sampling_anyBatchSize_givesTheSameSamples() {
    List<Completion> expected = draw(prompts, 0, 3, plain(256));
    for (int rows : new int[] {1, 2, 7, 32}) {
      assertSame(expected, draw(prompts, 0, 3, plain(rows)));
    }
  }

  @Test
  void sampling_inShards_givesTheSameSamples() {
    List<Completion> expected = draw(prompts, 0, 3, plain(64));
    for (int shards : new int[] {2, 5, 40}) {
      List<Completion> found = new ArrayList<>();
      for (int shard = 0; shard < shards; shard++) {
        found.addAll(
            draw(prompts.subList(shard * 40 / shards, (shard + 1) * 40 / shards), 0, 3, plain(64)));
      }
      assertSame(expected, found);
    }
  }

  @Test
  void sampling_otherSeed_givesOtherSamples() {
    List<Completion> other =
        sampler.sample(prompts, 0, 1, plain(64), SEED + 1, ProgressListener.NONE);
    assertNotEquals(texts(draw(prompts, 0, 1, plain(64))), texts(other));
  }

  @Test
  void topOne_hot_equalsGreedy() {
    assertSame(
        draw(prompts, 0, 1, greedy(LONGEST, 64)),
        draw(prompts, 0, 1, new DecodingSpec(5, 1, 1, LONGEST, 64, Optional.empty())));
  }

  @Test
  void tinyTopP_hot_equalsGreedy() {
    assertSame(
        draw(prompts, 0, 1, greedy(LONGEST, 64)),
        draw(prompts, 0, 1, new DecodingSpec(1, 0, 1e-9, LONGEST, 64, Optional.empty())));
  }

  @Test
  void topKBeyondTheVocabulary_changesNothing() {
    assertSame(
        draw(prompts, 0, 1, plain(64)),
        draw(prompts, 0, 1, new DecodingSpec(1, 1000, 1, LONGEST, 64, Optional.empty())));
  }

  @Test
  void completions_end_onlyAtTheEndTokenOrTheLimit() {
    List<Completion> completions =
        draw(prompts, 0, 3, new DecodingSpec(1, 0, 1, 25, 64, Optional.empty()));
    for (Completion completion : completions) {
      int[] tokens = completion.tokens();
      int end = (int) IntStream.of(tokens).takeWhile(token -> token != MiniatureModel.END).count();
      assertEquals(completion.finished() ? tokens.length - 1 : 25, end);
      assertEquals(completion.finished() ? end + 1 : 25, tokens.length);
    }
    assertTrue(
        completions.stream().anyMatch(Completion::finished)
            && !completions.stream().allMatch(Completion::finished));
  }

  /**
   * What a completion drawn without stop texts becomes by the definition: the first token after
   * which its text has one, then the cut.
   */
  private static Completion cut(Completion whole, List<String> stops, Tokenizer tokenizer) {
    int[] tokens = whole.tokens();
    StopTexts texts = new StopTexts(stops, some -> tokenizer.decode(some, false));
    int most = whole.finished() ? tokens.length - 1 : tokens.length;
    int drawn =
        IntStream.rangeClosed(1, most)
            .filter(n -> texts.in(texts.decoded(tokens, 0, n)) >= 0)
            .findFirst()
            .orElse(0);
    if (drawn == 0) {
      return whole;
    }
    StopTexts.Cut cut = texts.before(tokens, drawn);
    return new Completion(
        whole.question(),
        whole.sample(),
        Arrays.copyOf(tokens, cut.tokens()),
        true,
        drawn,
        Optional.of(cut.text()),
        new double[0]);
  }

  private static void assertSameCut(List<Completion> expected, List<Completion> actual) {
    assertSame(expected, actual);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).drawn(), actual.get(i).drawn());
      assertEquals(expected.get(i).stopped(), actual.get(i).stopped());
    }
  }

  @ParameterizedTest
  @CsvSource({"1,64", "1,16", "1,1", "0,40", "1.3,7"})
  void stopTexts_ofAnyBatch_cutWhatIsDrawnWithoutThem(double temperature, int rows) {
    List<String> stops = List.of("####", "+ 3", " so");
    DecodingSpec free = new DecodingSpec(temperature, 0, 1, LONGEST, 64, Optional.empty());
    try (Tokenizer tokenizer = Tokenizer.load(MiniatureModel.folder());
        TestSampler stopping =
            new TestSampler(model, tokens -> tokenizer.decode(tokens, false), MiniatureModel.END)) {
      List<Completion> expected =
          draw(prompts, 0, 3, free).stream().map(whole -> cut(whole, stops, tokenizer)).toList();
      DecodingSpec decoding =
          new DecodingSpec(temperature, 0, 1, LONGEST, rows, Optional.of(stops));
      assertSameCut(
          expected, stopping.sample(prompts, 0, 3, decoding, SEED, ProgressListener.NONE));
      assertTrue(
          expected.stream().filter(completion -> completion.stopped().isPresent()).count() > 100);
      assertTrue(
          stopping.sample(prompts, 1, 1, decoding, SEED, ProgressListener.NONE).stream()
              .allMatch(Completion::finished));
    }
  }

  @Test
  void stopText_everywhere_endsTheBatchAndFreesItsArrays() {
    AtomicInteger asked = new AtomicInteger();
    AtomicLong tokens = new AtomicLong();
    ProgressListener counting =
        new ProgressListener() {
          @Override
          public void onProgress(Progress progress) {
            tokens.set(progress.metrics().get("tokens").longValue());
          }

          @Override
          public boolean stopRequested() {
            asked.incrementAndGet();
            return false;
          }
        };
    try (TestSampler stopping =
        new TestSampler(model, some -> "x".repeat(some.length), MiniatureModel.END)) {
      DecodingSpec decoding = new DecodingSpec(1, 0, 1, 200, 64, Optional.of(List.of("xxx")));
      int before = liveArrays();
      List<Completion> drawn = stopping.sample(prompts, 0, 1, decoding, SEED, counting);
      assertEquals(before, liveArrays());
      assertTrue(
          drawn.stream()
              .allMatch(
                  completion ->
                      completion.finished()
                          && completion.tokens().length == 0
                          && completion.drawn() == 3));
      assertEquals(3 * 40, tokens.get());
      // Once before the prompts and once before the only call of sixteen positions.
      assertEquals(2, asked.get());
    }
  }

  @Test
  void stopTexts_withoutADecoder_areRefused() {
    assertThrows(
        IllegalStateException.class,
        () ->
            draw(prompts, 0, 1, new DecodingSpec(1, 0, 1, LONGEST, 8, Optional.of(List.of("x")))));
  }

  @Test
  void severalEndTokens_first_endsTheCompletion() {
    // 18 is the full stop, which closes the first step of every chain; 17 is the cue of the answer.
    try (TestSampler short1 = new TestSampler(model, MiniatureModel.END, 18, 17)) {
      List<Completion> cut =
          short1.sample(prompts, 0, 1, greedy(LONGEST, 64), SEED, ProgressListener.NONE);
      List<Completion> whole = draw(prompts, 0, 1, greedy(LONGEST, 64));
      for (int i = 0; i < cut.size(); i++) {
        int[] tokens = cut.get(i).tokens();
        assertTrue(
            cut.get(i).finished()
                && (tokens[tokens.length - 1] == 18 || tokens[tokens.length - 1] == 17));
        assertArrayEquals(Arrays.copyOf(whole.get(i).tokens(), tokens.length), tokens);
      }
    }
  }

  @Test
  void completions_order_isThatOfPromptsThenSamples() {
    List<SamplingPrompt> reversed = prompts.reversed();
    List<Completion> completions = draw(reversed, 4, 2, plain(16));
    for (int i = 0; i < completions.size(); i++) {
      assertEquals(reversed.get(i / 2).question(), completions.get(i).question());
      assertEquals(4 + i % 2, completions.get(i).sample());
    }
  }

  @Test
  void observer_atTheEnd_hasSeenEveryTokenWithEveryCompletion() {
    AtomicLong completions = new AtomicLong();
    AtomicLong tokens = new AtomicLong();
    List<Completion> drawn =
        sampler.sample(
            prompts,
            0,
            2,
            new DecodingSpec(1, 0, 1, 25, 16, Optional.empty()),
            SEED,
            progress -> {
              completions.set(progress.done());
              tokens.set(progress.metrics().get("tokens").longValue());
              assertEquals(2 * prompts.size(), progress.total());
            });
    assertEquals(drawn.size(), completions.get());
    assertEquals(
        drawn.stream().mapToLong(completion -> completion.tokens().length).sum(), tokens.get());
  }

  @Test
  void listener_thatRequestsAStop_endsTheCall() {
    AtomicInteger asked = new AtomicInteger();
    ProgressListener impatient = ProgressListener.stoppingWhen(() -> asked.incrementAndGet() == 3);
    assertThrows(
        StoppedException.class, () -> sampler.sample(prompts, 0, 2, plain(16), SEED, impatient));
    assertEquals(3, asked.get());
  }

  @Test
  void liveArrays_afterManyCalls_areThoseFromBefore() {
    draw(prompts, 0, 1, plain(16));
    int before = liveArrays();
    for (int i = 0; i < 5; i++) {
      draw(prompts, 0, 1, plain(16));
      assertThrows(
          StoppedException.class,
          () ->
              sampler.sample(
                  prompts, 0, 1, plain(16), SEED, ProgressListener.stoppingWhen(() -> true)));
    }
    assertEquals(before, liveArrays());
  }

  @Test
  void prompt_tooLongForThePositions_isRefusedWithNumbers() {
    TooLongException failure =
        assertThrows(TooLongException.class, () -> draw(prompts, 0, 1, greedy(512, 8)));
    assertTrue(
        failure.getMessage().contains("question 100")
            && failure.getMessage().contains("512 positions"),
        failure.getMessage());
  }

  @Test
  void prompt_tokenOutsideOfTheVocabulary_isRefused() {
    List<SamplingPrompt> bad = List.of(new SamplingPrompt(3, new int[] {75}));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> draw(bad, 0, 1, plain(1)))
            .getMessage()
            .contains("0..74"));
  }

  @Test
  void prompt_withoutTokens_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SamplingPrompt(3, new int[0]));
  }

  @Test
  void sample_noPrompts_isEmpty() {
    assertEquals(List.of(), draw(List.of(), 0, 3, plain(8)));
  }

  /**
   * Checks each drawn token against the distribution of the full forward pass, the limits of the
   * spec, and its own noise.
   */
  private static void assertTokensFollowTheNoise(DecodingSpec decoding) {
    int checked = 0;
    for (Completion completion : draw(prompts.subList(0, 12), 2, 2, decoding)) {
      int[] prompt = promptOf(completion);
      int[] whole = concatenate(prompt, completion.tokens());
      double[][] logits = logits(whole);
      for (int i = prompt.length; i < whole.length; i++) {
        double[] chance = limited(logits[i - 1], decoding);
        double uniform =
            CounterRandom.uniform(
                SEED,
                CounterRandom.SAMPLING,
                completion.question(),
                completion.sample(),
                i - prompt.length);
        double below = Arrays.stream(chance, 0, whole[i]).sum();
        assertTrue(
            uniform >= below - ROUNDING && uniform <= below + chance[whole[i]] + ROUNDING,
            () -> "token outside of its interval, question " + completion.question());
        checked++;
      }
    }
    assertTrue(checked > 200);
  }

  /**
   * The distribution by the definition: divide by the temperature, keep the k likeliest, then the
   * likeliest that make up p.
   */
  private static double[] limited(double[] logits, DecodingSpec decoding) {
    double[] weight =
        Arrays.stream(logits)
            .map(logit -> Math.exp((logit - logits[largest(logits)]) / decoding.temperature()))
            .toArray();
    List<Integer> ranked =
        IntStream.range(0, weight.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -weight[i]))
            .toList();
    if (decoding.topK() > 0) {
      ranked.subList(decoding.topK(), weight.length).forEach(i -> weight[i] = 0);
    }
    double all = Arrays.stream(weight).sum();
    double before = 0;
    double[] kept = new double[weight.length];
    for (int i : ranked) {
      kept[i] = before < decoding.topP() ? weight[i] : 0;
      before += weight[i] / all;
    }
    double total = Arrays.stream(kept).sum();
    return Arrays.stream(kept).map(value -> value / total).toArray();
  }

  private static List<Completion> draw(
      List<SamplingPrompt> from, int first, int count, DecodingSpec decoding) {
    return sampler.sample(from, first, count, decoding, SEED, ProgressListener.NONE);
  }

  private static DecodingSpec plain(int rows) {
    return new DecodingSpec(1, 0, 1, LONGEST, rows, Optional.empty());
  }

  private static DecodingSpec greedy(int longest, int rows) {
    return new DecodingSpec(0, 0, 1, longest, rows, Optional.empty());
  }

  private static int[] promptOf(Completion completion) {
    return prompts.get((int) completion.question() - 100).tokens();
  }

  private static double[][] logits(int[] tokens) {
    return logits(model, tokens);
  }

  private static double[][] logits(CausalModel of, int[] tokens) {
    try (NDManager scope = of.manager().newSubManager()) {
      NDArray row = scope.create(tokens, new Shape(1, tokens.length));
      NDList input = new NDList(of.rotaryTables(tokens.length));
      input.add(row);
      float[] flat =
          of.script().call("logits", scope, of.parameters(), input).getFirst().toFloatArray();
      int vocabulary = of.config().vocabulary();
      double[][] rows = new double[tokens.length][vocabulary];
      for (int i = 0; i < flat.length; i++) {
        rows[i / vocabulary][i % vocabulary] = flat[i];
      }
      return rows;
    }
  }

  private static int largest(double[] values) {
    return IntStream.range(0, values.length).reduce(0, (a, b) -> values[b] > values[a] ? b : a);
  }

  private static int[] concatenate(int[] first, int[] second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }

  private static int[] tail(int[] ids, int count) {
    return Arrays.copyOfRange(ids, 1, Math.min(ids.length, 1 + count));
  }

  private static void assertSame(List<Completion> expected, List<Completion> found) {
    assertEquals(texts(expected), texts(found));
  }

  private static List<String> texts(List<Completion> completions) {
    return completions.stream()
        .map(
            c ->
                c.question()
                    + "/"
                    + c.sample()
                    + (c.finished() ? " " : " cut ")
                    + Arrays.toString(c.tokens()))
        .toList();
  }

  private static int liveArrays() {
    return model.manager().getManagedArrays().size();
  }
}
