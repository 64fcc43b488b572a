package dev.aftlab.activities.lm.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a {@code tokenizer.json} says about the ends of a text: the tokens that it adds after one,
 * and after which texts it always cuts.
 *
 * <p>The library splits at added tokens first, the leftmost and of those the longest, and processes
 * the pieces between them separately. So a prompt that ends in an added token has the same tokens
 * alone and with a completion behind it, and so has the completion, if no other added token can
 * match over that place or end within the token, if the token takes no blanks from what follows,
 * and if nothing depends on whether a piece is the first one. The last is known of whole words that
 * are found by expressions, without a normalizer; of other tokenizers nothing is claimed.
 */
public final class TokenizerLayout {
  /** Pre-tokenizers that depend only on their own piece and add nothing to it. */
  private static final Set<String> LOCAL =
      Set.of("Split", "Whitespace", "WhitespaceSplit", "Punctuation", "Digits");

  private final JsonNode root;

  TokenizerLayout(JsonNode root) {
    this.root = root;
  }

  /** How many tokens are added after a text. */
  int addedAtTheEnd() {
    return addedAtTheEnd(root.path("post_processor"));
  }

  private static int addedAtTheEnd(JsonNode processor) {
    int added = 0;
    for (JsonNode child : processor.path("processors")) {
      added += addedAtTheEnd(child);
    }
    boolean behind = false;
    for (JsonNode piece : processor.path("single")) {
      if (behind) {
        added +=
            processor
                .path("special_tokens")
                .path(piece.path("SpecialToken").path("id").asText())
                .path("ids")
                .size();
      }
      behind |= piece.has("Sequence");
    }
    return added;
  }

  /**
   * Whether texts that end so have the same tokens alone and with any text behind them, and that
   * text, too. False when it is not known.
   *
   * @param end what the texts end in
   */
  public boolean cutsAfter(String end) {
    return dependsOnPiecesAlone()
        && added("content").stream()
            .anyMatch(token -> end.endsWith(token) && cutsAfterToken(token));
  }

  private boolean dependsOnPiecesAlone() {
    boolean plain =
        isNothing("normalizer")
            && isNothing("post_processor")
            && root.path("model").path("type").asText().equals("WordLevel");
    return plain && (isNothing("pre_tokenizer") || isLocal(root.path("pre_tokenizer")));
  }

  private static boolean isLocal(JsonNode preTokenizer) {
    if (!preTokenizer.path("type").asText().equals("Sequence")) {
      return LOCAL.contains(preTokenizer.path("type").asText());
    }
    boolean local = true;
    for (JsonNode child : preTokenizer.path("pretokenizers")) {
      local &= LOCAL.contains(child.path("type").asText());
    }
    return local;
  }

  private boolean cutsAfterToken(String token) {
    for (JsonNode other : root.path("added_tokens")) {
      String content = other.path("content").asText();
      boolean looksBeyond =
          content.endsWith(token)
              && (other.path("rstrip").asBoolean() || other.path("single_word").asBoolean());
      if (looksBeyond || reachesOver(content, token) || endsWithin(content, token)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text can match from before or within the end of a token to beyond it. */
  private static boolean reachesOver(String content, String token) {
    for (int length = 1; length < content.length(); length++) {
      String begin = content.substring(0, length);
      if (token.endsWith(begin) || begin.endsWith(token)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a match of a text can end within a token, so that the token is not found there. */
  private static boolean endsWithin(String content, String token) {
    for (int length = 1; length < token.length(); length++) {
      if (content.endsWith(token.substring(0, length))) {
        return true;
      }
    }
    return false;
  }

  private boolean isNothing(String part) {
    return root.path(part).isMissingNode() || root.path(part).isNull();
  }

  private List<String> added(String field) {
    List<String> found = new ArrayList<>();
    root.path("added_tokens").forEach(token -> found.add(token.path(field).asText()));
    return found;
  }
}
