package dev.aftlab.activities.model;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.lm.token.ChatTemplate;
import dev.aftlab.activities.lm.token.TokenizedCompletion;
import dev.aftlab.activities.lm.token.Tokenizer;
import dev.aftlab.activities.lm.token.TokenizerLayout;
import dev.aftlab.experiments.result.PromptRecord;
import dev.aftlab.experiments.spec.PromptSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Turns questions and completions into tokens and back, in one experiment's words. */
public final class Prompts implements AutoCloseable {
  private final Tokenizer tokenizer;
  private final UnaryOperator<String> words;
  private final boolean special;
  private final String separator;
  private final int[] endTokens;
  private final boolean joined;

  /**
   * @param special whether the tokenizer adds its own begin token; a chat template writes it itself
   */
  private Prompts(
      Tokenizer tokenizer,
      UnaryOperator<String> words,
      boolean special,
      String separator,
      int[] endTokens,
      boolean joined) {
    this.tokenizer = tokenizer;
    this.words = words;
    this.special = special;
    this.separator = separator;
    this.endTokens = endTokens;
    this.joined = joined;
  }

  /**
   * The prompts of a model folder, with completions tokenized as one text with them; failures as of
   * {@link #load(Path, PromptSpec, boolean)}.
   */
  public static Prompts load(Path folder, PromptSpec spec) {
    return load(folder, spec, true);
  }

  /**
   * The prompts of a model folder.
   *
   * @param joined whether a completion is tokenized as one text with its prompt; false where {@link
   *     #check} found that it makes no difference
   * @throws UnusableInputException when the model names no end token
   * @throws dev.aftlab.activities.lm.DamagedModelException when a file of the tokenizer is missing
   *     or cannot be understood
   * @throws dev.aftlab.activities.lm.UnsupportedModelException when it has parts that are not read
   */
  public static Prompts load(Path folder, PromptSpec spec, boolean joined) {
    Prompts prompts = of(folder, spec, joined);
    if (prompts.endTokens.length == 0) {
      prompts.close();
      throw new UnusableInputException(
          "the base model names no end token; add eos_token_id to its config.json or"
              + " generation_config.json");
    }
    return prompts;
  }

  /**
   * The prompts of a folder that may hold only a tokenizer, for display: completions have no end
   * token there.
   */
  public static Prompts toLookAt(Path folder, PromptSpec spec) {
    check(folder, spec);
    return of(folder, spec, true);
  }

  private static Prompts of(Path folder, PromptSpec spec, boolean joined) {
    Tokenizer tokenizer = Tokenizer.load(folder);
    return switch (spec) {
      case PromptSpec.Plain plain ->
          new Prompts(
              tokenizer, plain::render, true, plain.separator(), tokenizer.endTokens(), joined);
      case PromptSpec.Alpaca alpaca ->
          new Prompts(
              tokenizer, alpaca::render, true, alpaca.separator(), tokenizer.endTokens(), joined);
      case PromptSpec.Chat chat -> {
        ChatTemplate template = ChatTemplate.load(folder);
        UnaryOperator<String> words =
            question -> template.render(chat.system(), question, chat.today());
        yield new Prompts(
            tokenizer, words, false, chat.separator(), turnEnds(tokenizer, template), joined);
      }
    };
  }

  /**
   * What {@link #load} would refuse, as far as it shows without the tokenizer's native library.
   *
   * @return whether prompt and completion must be tokenized as one text; false where they certainly
   *     have the same tokens separately
   */
  public static boolean check(Path folder, PromptSpec spec) {
    TokenizerLayout layout = Tokenizer.check(folder);
    return switch (spec) {
      case PromptSpec.Plain plain -> !layout.cutsAfter(plain.end());
      case PromptSpec.Alpaca alpaca -> true;
      case PromptSpec.Chat chat -> {
        ChatTemplate.load(folder).render(chat.system(), "What is 3 + 4?", chat.today());
        yield true;
      }
    };
  }

  /** The tokens that end a completion, at least one; the first one is written after references. */
  public int[] endTokens() {
    return endTokens.clone();
  }

  /** The prompt of a question, with the tokenizer's own begin token if it has one. */
  public TokenizedPrompt prompt(String question) {
    return tokenized(words.apply(question), separator);
  }

  /**
   * A text that is a prompt already, with the tokenizer's own begin token where {@link #prompt} has
   * it; nothing is between it and completions.
   */
  public TokenizedPrompt verbatimPrompt(String text) {
    return tokenized(text, "");
  }

  private TokenizedPrompt tokenized(String text, String between) {
    return new TokenizedPrompt(text, tokenizer.encode(text, special), between);
  }

  /**
   * The tokens of a text as the vocabulary writes them, those of {@link TokenizedPrompt#tokens} for
   * a prompt's.
   */
  public List<String> tokens(String text) {
    return tokenizer.tokens(text, special);
  }

  /** The prompt of a question as an artifact keeps it. */
  public PromptRecord record(Question question) {
    return prompt(question.asked()).record(question.id());
  }

  /** A completion of a question's prompt with its end token; empty text gives no tokens at all. */
  public TokenizedCompletion completion(TokenizedPrompt prompt, String text) {
    return text.isEmpty()
        ? TokenizedCompletion.none(prompt.tokens().length)
        : completion(prompt, text, true);
  }

  /**
   * A completion after its prompt; maybe no tokens at all.
   *
   * @param ends whether the end token belongs to it
   */
  public TokenizedCompletion completion(TokenizedPrompt prompt, String text, boolean ends) {
    String rest = prompt.separator() + text;
    TokenizedCompletion completion =
        joined
            ? tokenizer.complete(prompt.text(), prompt.tokens(), rest, special)
            : new TokenizedCompletion(prompt.tokens().length, tokenizer.encode(rest, false));
    return ends
        ? new TokenizedCompletion(completion.promptTokens(), ended(completion.tokens()))
        : completion;
  }

  private int[] ended(int[] tokens) {
    int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
    ended[tokens.length] = endTokens[0];
    return ended;
  }

  /** The text of a completion, without end token and surrounding space. */
  public String text(int[] completion) {
    return verbatimText(completion).strip();
  }

  /** The text of a completion, without end token. */
  public String verbatimText(int[] completion) {
    return tokenizer.decode(withoutEnd(completion), false);
  }

  /**
   * What a completion adds to the text of its prompt, without end token: some tokenizers write a
   * first token otherwise than a later one.
   */
  public String addedText(TokenizedPrompt prompt, int[] completion) {
    int[] own = withoutEnd(completion);
    String before = tokenizer.decode(prompt.tokens(), false);
    String whole =
        tokenizer.decode(
            IntStream.concat(Arrays.stream(prompt.tokens()), Arrays.stream(own)).toArray(), false);
    return whole.startsWith(before)
        ? whole.substring(before.length())
        : tokenizer.decode(own, false);
  }

  private int[] withoutEnd(int[] completion) {
    int length = completion.length;
    return length > 0 && ends(completion[length - 1])
        ? Arrays.copyOf(completion, length - 1)
        : completion;
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  private boolean ends(int token) {
    return Arrays.stream(endTokens).anyMatch(end -> end == token);
  }

  /**
   * The model's end tokens with the tokenizer's own in front: of several, it is the one that ends a
   * turn.
   */
  private static int[] turnEnds(Tokenizer tokenizer, ChatTemplate template) {
    int[] own =
        template
            .endToken()
            .map(token -> tokenizer.encode(token, false))
            .filter(ids -> ids.length == 1)
            .orElse(new int[0]);
    return IntStream.concat(Arrays.stream(own), Arrays.stream(tokenizer.endTokens()))
        .distinct()
        .toArray();
  }
}
