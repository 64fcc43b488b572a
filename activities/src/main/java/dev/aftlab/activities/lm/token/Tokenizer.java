package dev.aftlab.activities.lm.token;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.util.Utils;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.EngineStartException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tokenizer of a model folder ({@code tokenizer.json}); never truncates, pads or uses the
 * network. Safe for concurrent use.
 */
public final class Tokenizer implements AutoCloseable {
  /** Name of the file in a model folder. */
  public static final String FILE = "tokenizer.json";

  private static final int BRIEF = 60;

  private final Path file;
  private final HuggingFaceTokenizer tokenizer;
  private final int addedAtTheEnd;
  private final int[] endTokens;

  private Tokenizer(Path file, HuggingFaceTokenizer tokenizer, int addedAtTheEnd, int[] endTokens) {
    this.file = file;
    this.tokenizer = tokenizer;
    this.addedAtTheEnd = addedAtTheEnd;
    this.endTokens = endTokens;
  }

  /**
   * Loads the tokenizer of a model folder.
   *
   * @throws DamagedModelException when {@code tokenizer.json} is missing or cannot be understood,
   *     or the end tokens of {@code generation_config.json} or {@code config.json} are no token ids
   * @throws UnsupportedModelException when it has parts that are not read
   */
  public static Tokenizer load(Path folder) {
    Path file = folder.resolve(FILE);
    TokenizerLayout layout = check(folder);
    try {
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(file)
              .optTruncation(false)
              .optPadding(false)
              .optAddSpecialTokens(false)
              .build();
      return new Tokenizer(file, tokenizer, layout.addedAtTheEnd(), endTokens(folder));
    } catch (IOException | IllegalArgumentException | IllegalStateException failure) {
      throw TokenizerFiles.damaged(
          file, "contents", "not a Hugging Face tokenizer: " + failure.getMessage(), failure);
    } catch (DamagedModelException failure) {
      throw failure;
    } catch (LinkageError | EngineException failure) {
      throw EngineStartException.of(
          "the tokenizers library", Utils.getEngineCacheDir("tokenizers").toString(), failure);
    } catch (RuntimeException failure) {
      // The native parser throws no specific exception type.
      throw TokenizerFiles.damaged(
          file, "contents", "not a Hugging Face tokenizer: " + failure.getMessage(), failure);
    }
  }

  /**
   * Checks what can be checked without the native library, with the failures of {@link #load};
   * returns what is known of the ends of texts.
   */
  public static TokenizerLayout check(Path folder) {
    Path file = folder.resolve(FILE);
    JsonNode content = TokenizerFiles.read(file);
    new TokenizerCheck(file).check(content);
    TokenIds.requireWithin(file, content);
    endTokens(folder);
    return new TokenizerLayout(content);
  }

  /**
   * The token ids of a text that is to be continued: an end token is among them only where it is
   * written in the text.
   *
   * @param special whether the tokenizer adds its begin token; special tokens written in the text
   *     are always found
   * @throws UnsupportedModelException when the tokenizer has no tokens for some of it, and none for
   *     the unknown
   */
  public int[] encode(String text, boolean special) {
    long[] ids = encoded(text, special).getIds();
    return Arrays.stream(ids)
        .limit(length(ids.length, special))
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  /** The tokens of {@link #encode} as the vocabulary writes them. */
  public List<String> tokens(String text, boolean special) {
    String[] tokens = encoded(text, special).getTokens();
    return List.of(tokens).subList(0, length(tokens.length, special));
  }

  private int length(int encoded, boolean special) {
    return special ? Math.max(0, encoded - addedAtTheEnd) : encoded;
  }

  /**
   * Tokenizes prompt and completion as one text and cuts it after the tokens that it shares with
   * the prompt alone.
   *
   * @param prompt the prompt's text
   * @param promptTokens what {@link #encode} makes of it
   * @param completion what follows it
   * @throws UnsupportedModelException as {@link #encode}, or when a token reaches from the very
   *     beginning into the completion
   */
  public TokenizedCompletion complete(
      String prompt, int[] promptTokens, String completion, boolean special) {
    int[] joined = encode(prompt + completion, special);
    int mismatch = Arrays.mismatch(promptTokens, joined);
    int shared = mismatch < 0 ? joined.length : mismatch;
    if (shared == 0) {
      throw refusal(
          prompt + completion,
          "its first token reaches from the prompt into the completion, so that there is nothing"
              + " that it follows; let the prompt begin with more");
    }
    return new TokenizedCompletion(shared, Arrays.copyOfRange(joined, shared, joined.length));
  }

  private Encoding encoded(String text, boolean special) {
    try {
      return tokenizer.encode(text, special, false);
    } catch (RuntimeException failure) {
      // The native library throws no specific exception type.
      UnsupportedModelException refusal = refusal(text, String.valueOf(failure.getMessage()));
      refusal.initCause(failure);
      throw refusal;
    }
  }

  private UnsupportedModelException refusal(String text, String why) {
    String brief = text.length() > BRIEF ? text.substring(0, BRIEF) + "…" : text;
    return new UnsupportedModelException(file, "the text", "'" + brief + "'", why);
  }

  /** The text of token ids, with or without the special tokens. */
  public String decode(int[] ids, boolean skipSpecial) {
    return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), skipSpecial);
  }

  /**
   * The tokens that end a completion: those of {@code generation_config.json}, else of {@code
   * config.json}; maybe none.
   */
  public int[] endTokens() {
    return endTokens.clone();
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  private static int[] endTokens(Path folder) {
    for (String name : List.of("generation_config.json", "config.json")) {
      Path file = folder.resolve(name);
      JsonNode ids =
          Files.exists(file)
              ? TokenizerFiles.read(file).path("eos_token_id")
              : TokenizerFiles.nothing();
      if (!ids.isMissingNode() && !ids.isNull()) {
        return tokenIds(file, ids);
      }
    }
    return new int[0];
  }

  private static int[] tokenIds(Path file, JsonNode node) {
    List<JsonNode> elements = new ArrayList<>();
    (node.isArray() ? node : List.of(node)).forEach(elements::add);
    for (JsonNode element : elements) {
      if (!element.canConvertToInt() || !element.isIntegralNumber() || element.intValue() < 0) {
        throw new DamagedModelException(
            file,
            "eos_token_id",
            element + "; a token id, 0 or more, or a list of them is expected");
      }
    }
    int[] ids = elements.stream().mapToInt(JsonNode::intValue).toArray();
    TokenIds.requireWithin(file, ids);
    return ids;
  }
}
