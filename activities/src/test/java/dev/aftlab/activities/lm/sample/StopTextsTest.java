package dev.aftlab.activities.lm.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.lm.MiniatureModel;
import dev.aftlab.activities.lm.engine.Completion;
import dev.aftlab.activities.lm.engine.SamplingPrompt;
import dev.aftlab.activities.lm.random.CounterRandom;
import dev.aftlab.activities.lm.token.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StopTextsTest {
  private static final SamplingPrompt PROMPT = new SamplingPrompt(0, new int[] {1});
  private static final int END = -2;

  @TempDir Path folder;

  /** Tokens are pieces of text. */
  private static Completion grown(List<String> stops, String... pieces) {
    Function<int[], String> decoder =
        tokens ->
            Arrays.stream(tokens).mapToObj(token -> pieces[token]).collect(Collectors.joining());
    return grown(new StopTexts(stops, decoder), IntStream.range(0, pieces.length).toArray());
  }

  /** Bytes are tokens, and bytes that are no characters yet are U+FFFD. */
  private static Completion grownByBytes(String stop, byte[] bytes) {
    Function<int[], String> decoder =
        tokens -> {
          byte[] some = new byte[tokens.length];
          IntStream.range(0, some.length).forEach(i -> some[i] = (byte) tokens[i]);
          return new String(some, StandardCharsets.UTF_8);
        };
    return grown(
        new StopTexts(List.of(stop), decoder),
        IntStream.range(0, bytes.length).map(i -> bytes[i]).toArray());
  }

  private static Completion grown(StopTexts stops, int[] tokens) {
    SequenceInProgress sequence = new SequenceInProgress(PROMPT, 0, Optional.of(stops));
    for (int i = 0; i < tokens.length && !sequence.isFinished(); i++) {
      sequence.append(tokens[i], -0.5, tokens[i] == END);
    }
    return sequence.completion(false);
  }

  private static void assertCut(Completion completion, int tokens, int drawn, String text) {
    assertTrue(completion.finished());
    assertEquals(tokens, completion.tokens().length);
    assertEquals(drawn, completion.drawn());
    assertEquals(Optional.of(text), completion.stopped());
  }

  @Test
  void stopText_acrossTokens_isCutOffWithThem() {
    assertCut(
        grown(List.of("\nQuestion:"), " 4", "2", ".", "\n", "Quest", "ion", ": who", " else"),
        3,
        7,
        " 42.");
    assertCut(grown(List.of("\nQuestion:"), " 42", "\n\nQuestion", ": who"), 1, 3, " 42");
  }

  @Test
  void stopText_withinAToken_cutsTheTokenOff() {
    // The token's own beginning is lost, of tokens and text alike.
    assertCut(grown(List.of("Question:"), " 42", ". Question: who"), 1, 2, " 42");
  }

  @Test
  void tokenThatHasSpaceOfTheStopTextOnly_stays() {
    // Without the bracket there would be no answer.
    assertCut(
        grown(List.of("\nQuestion:"), " \\boxed{", "42", "}\n", "Question", ":"),
        3,
        5,
        " \\boxed{42}");
    assertCut(grown(List.of("\n\n"), "42", ".\n\n", "Next"), 2, 2, "42.");
    assertCut(grown(List.of("\n\n"), "42.", "\n", "\n"), 1, 3, "42.");
  }

  @Test
  void severalStopTexts_leftmostBeginning_decides() {
    assertCut(grown(List.of("b", "abc", "c"), "x", "a", "b", "c"), 2, 3, "xa");
    assertCut(grown(List.of("bc", "abc"), "x", "a", "b", "c"), 1, 4, "x");
    assertCut(grown(List.of("abc", "bc"), "x", "a", "b", "c"), 1, 4, "x");
  }

  @Test
  void stopTextAtTheBeginning_leavesNothing() {
    Completion completion = grown(List.of("\nQ:"), "\n", "Q", ":");
    assertCut(completion, 0, 3, "");
    assertArrayEquals(new int[0], completion.tokens());
  }

  @Test
  void completionWithoutIt_isWhole() {
    Completion completion = grown(List.of("\nQ:"), "x", "\n", "Q", ".");
    assertFalse(completion.finished());
    assertEquals(4, completion.tokens().length);
    assertEquals(Optional.empty(), completion.stopped());
  }

  @Test
  void endToken_stopsBeforeItsOwnTextIsScanned() {
    StopTexts stops =
        new StopTexts(
            List.of("</s>"),
            tokens ->
                IntStream.of(tokens)
                    .mapToObj(t -> t == END ? "</s>" : "x")
                    .collect(Collectors.joining()));
    Completion completion = grown(stops, new int[] {1, 1, END});
    assertTrue(completion.finished());
    assertArrayEquals(new int[] {1, 1, END}, completion.tokens());
    assertEquals(Optional.empty(), completion.stopped());
  }

  @Test
  void characterOfSeveralTokens_beforeTheStopText_staysWhole() {
    byte[] bytes = "caf\u00e9\u6c34?".getBytes(StandardCharsets.UTF_8);
    assertCut(grownByBytes("?", bytes), bytes.length - 1, bytes.length, "caf\u00e9\u6c34");
    assertCut(grownByBytes("\u6c34", bytes), 5, 8, "caf\u00e9");
    // The first two bytes of the other character are those of the stop text, which is none of it.
    assertFalse(grownByBytes("\u6c34", "\u6c33\u6c35".getBytes(StandardCharsets.UTF_8)).finished());
  }

  @Test
  void tokenThatEndsACharacterAndBeginsTheStopText_isNotCutInHalf() {
    // Tokens: "a", the first byte of é, its second byte with the stop text behind it. What is left
    // is whole characters.
    byte[][] parts = {{'a'}, {(byte) 0xc3}, {(byte) 0xa9, '#'}};
    Function<int[], String> decoder =
        tokens -> {
          java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
          IntStream.of(tokens).forEach(token -> out.writeBytes(parts[token]));
          return out.toString(StandardCharsets.UTF_8);
        };
    assertCut(grown(new StopTexts(List.of("#"), decoder), new int[] {0, 1, 2}), 1, 3, "a");
  }

  /**
   * The scan decodes a tail; by the definition it is the whole text that has to have the stop text.
   */
  private static void assertScanIsThatOfTheWholeText(
      Function<int[], String> decoder, int vocabulary, int seed, List<String> more) {
    int[] tokens =
        IntStream.range(0, 160)
            .map(i -> CounterRandom.below(vocabulary, seed, CounterRandom.SAMPLING, i))
            .toArray();
    String text = decoder.apply(tokens);
    Set<String> stops = new HashSet<>(more);
    for (int i = 0; i < 6; i++) {
      int at = CounterRandom.below(text.length() - 12, seed, CounterRandom.SAMPLING, 1000 + i);
      stops.add(
          text.substring(
              at, at + 1 + CounterRandom.below(12, seed, CounterRandom.SAMPLING, 2000 + i)));
    }
    for (String stop : stops.stream().filter(one -> one.indexOf('\uFFFD') < 0).toList()) {
      StopTexts texts = new StopTexts(List.of(stop), decoder);
      int expected =
          IntStream.rangeClosed(1, tokens.length)
              .filter(n -> texts.decoded(tokens, 0, n).contains(stop))
              .findFirst()
              .orElse(tokens.length);
      Completion completion = grown(texts, tokens);
      assertEquals(expected, completion.drawn(), "seed " + seed + ", stop text '" + stop + "'");
      String kept = texts.decoded(completion.tokens(), 0, completion.tokens().length);
      assertTrue(
          completion
              .stopped()
              .map(cut -> cut.strip().equals(kept.strip()) && !cut.contains(stop))
              .orElse(true),
          () -> stop + " in " + kept);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"byte-fallback.json", "bytelevel.json"})
  void scan_realTokenizer_findsWhatTheWholeTextHas(String name) throws IOException {
    try (InputStream in = Tokenizer.class.getResourceAsStream(name)) {
      Files.write(folder.resolve(Tokenizer.FILE), in.readAllBytes());
    }
    Files.writeString(folder.resolve("config.json"), "{}");
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      int vocabulary =
          IntStream.iterate(1, id -> id * 2)
              .takeWhile(id -> !tokenizer.decode(new int[] {id}, false).isEmpty())
              .max()
              .orElseThrow();
      for (int seed = 0; seed < 40; seed++) {
        assertScanIsThatOfTheWholeText(
            tokens -> tokenizer.decode(tokens, false),
            vocabulary,
            seed,
            List.of("\n", "\u6c34", " a"));
      }
    }
  }

  @Test
  void scan_textWithManyBytes_findsWhatTheWholeTextHas() throws IOException {
    // A run of bytes that are tokens: of each character of it the bytes come one by one, with stop
    // texts within the run and behind it.
    try (InputStream in = Tokenizer.class.getResourceAsStream("byte-fallback.json")) {
      Files.write(folder.resolve(Tokenizer.FILE), in.readAllBytes());
    }
    Files.writeString(folder.resolve("config.json"), "{}");
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      String text =
          "\ud83d\ude00\u0e01\u6c34".repeat(40)
              + "\n\u6c34\u6c34"
              + "\ud83d\ude00".repeat(10)
              + "\nend";
      int[] tokens = tokenizer.encode(text, false);
      assertEquals(text, tokenizer.decode(tokens, false).strip());
      for (String stop :
          List.of(
              "\n\u6c34",
              "\u6c34\u6c34",
              "\ud83d\ude00\n",
              "\ud83d\ude00\ud83d\ude00\ud83d\ude00")) {
        Completion completion =
            grown(new StopTexts(List.of(stop), some -> tokenizer.decode(some, false)), tokens);
        assertEquals(
            text.substring(0, text.indexOf(stop)),
            completion.stopped().orElseThrow().stripLeading());
      }
    }
  }

  @Test
  void scan_wordsOfTheMiniature_findsWhatTheWholeTextHas() {
    try (Tokenizer tokenizer = Tokenizer.load(MiniatureModel.folder())) {
      for (int seed = 0; seed < 40; seed++) {
        assertScanIsThatOfTheWholeText(
            tokens -> tokenizer.decode(tokens, false), 75, seed, List.of("<a>", "####", "9 "));
      }
    }
  }
}
