package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.lm.token.ChatTemplate;
import dev.aftlab.activities.lm.token.Tokenizer;
import dev.aftlab.experiments.result.PromptRecord;
import dev.aftlab.experiments.spec.PromptSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Turns questions and completions into tokens and back, in one experiment's words. */
public final class Prompts implements AutoCloseable {
  private final Tokenizer tokenizer;
  private final UnaryOperator<String> words;
  private final boolean special;
  private final String separator;
  private final int[] endTokens;

  /** @param special whether the tokenizer adds its own begin token; a chat template writes it itself */
  private Prompts(Tokenizer tokenizer, UnaryOperator<String> words, boolean special, String separator, int[] endTokens) {
    this.tokenizer = tokenizer;
    this.words = words;
    this.special = special;
    this.separator = separator;
    this.endTokens = endTokens;
    if (endTokens.length == 0) {
      throw new WrongSpecException("the base model names no end token; add eos_token_id to its config.json or generation_config.json");
    }
  }

  /**
   * The prompts of a model folder.
   *
   * @throws WrongSpecException when the model names no end token
   * @throws dev.aftlab.activities.lm.DamagedModelException when a file of the tokenizer is missing or cannot be understood
   * @throws dev.aftlab.activities.lm.UnsupportedModelException when it has parts that are not read
   */
  public static Prompts load(Path folder, PromptSpec spec) {
    Tokenizer tokenizer = Tokenizer.load(folder);
    return switch (spec) {
      case PromptSpec.Plain plain -> new Prompts(tokenizer, plain::render, true, plain.separator(), tokenizer.endTokens());
      case PromptSpec.Alpaca alpaca -> new Prompts(tokenizer, alpaca::render, true, alpaca.separator(), tokenizer.endTokens());
      case PromptSpec.Chat chat -> {
        ChatTemplate template = ChatTemplate.load(folder);
        yield new Prompts(tokenizer, question -> template.render(chat.system(), question), false, chat.separator(), turnEnds(tokenizer, template));
      }
    };
  }

  /** What {@link #load} would refuse, as far as it shows without the tokenizer's native library. */
  public static void check(Path folder, PromptSpec spec) {
    Tokenizer.check(folder);
    if (spec instanceof PromptSpec.Chat chat) {
      ChatTemplate.load(folder).render(chat.system(), "What is 3 + 4?");
    }
  }

  /** The tokens that end a completion, at least one; the first one is written after references. */
  public int[] endTokens() {
    return endTokens.clone();
  }

  /** The prompt of a question, with the tokenizer's own begin token if it has one. */
  public int[] prompt(String question) {
    return tokenizer.encode(words.apply(question), special);
  }

  /** A text that is a prompt already, with the tokenizer's own begin token where {@link #prompt} has it. */
  public int[] verbatimPrompt(String text) {
    return tokenizer.encode(text, special);
  }

  /** The prompt of a question as an artifact keeps it. */
  PromptRecord record(Question question) {
    return new PromptRecord(question.id(), words.apply(question.asked()), prompt(question.asked()));
  }

  /** A completion with its end token; empty text gives no tokens at all. */
  int[] completion(String text) {
    return text.isEmpty() ? new int[0] : ended(tokenizer.encode(separator + text, false));
  }

  /**
   * A completion to be scored; maybe no tokens at all.
   *
   * @param verbatim whether it follows a {@link #verbatimPrompt}, so that nothing stands between the two
   * @param ends whether the end token belongs to it
   */
  public int[] completion(String text, boolean verbatim, boolean ends) {
    int[] tokens = tokenizer.encode(verbatim ? text : separator + text, false);
    return ends ? ended(tokens) : tokens;
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
    int end = completion.length;
    if (end > 0 && ends(completion[end - 1])) {
      end--;
    }
    return tokenizer.decode(Arrays.copyOf(completion, end), false);
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  private boolean ends(int token) {
    return Arrays.stream(endTokens).anyMatch(end -> end == token);
  }

  /** The model's end tokens with the tokenizer's own in front: of several, it is the one that ends a turn. */
  private static int[] turnEnds(Tokenizer tokenizer, ChatTemplate template) {
    int[] own = template.endToken().map(token -> tokenizer.encode(token, false)).filter(ids -> ids.length == 1).orElse(new int[0]);
    return IntStream.concat(Arrays.stream(own), Arrays.stream(tokenizer.endTokens())).distinct().toArray();
  }
}
