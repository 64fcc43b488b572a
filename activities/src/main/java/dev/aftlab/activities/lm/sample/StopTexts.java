package dev.aftlab.activities.lm.sample;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Texts at which completions end.
 *
 * @param texts at least one, none of them empty
 * @param decoder the text of token ids, special tokens written out
 */
record StopTexts(List<String> texts, Function<int[], String> decoder) {

  /** What is left of a completion: the number of tokens, and the text before the stop text. */
  record Cut(int tokens, String text) {}

  /** Where the first of them begins in a text, at the leftmost place; -1 where there is none. */
  int in(String text) {
    return texts.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min().orElse(-1);
  }

  /** Characters of the longest one. */
  int longest() {
    return texts.stream().mapToInt(String::length).max().orElseThrow();
  }

  /** The text of the tokens between two places. */
  String decoded(int[] tokens, int from, int to) {
    return from == to ? "" : decoder.apply(Arrays.copyOfRange(tokens, from, to));
  }

  /**
   * Cuts a completion right before its first stop text. Tokens are kept whole: those whose text
   * ends before the stop text, and the one that reaches into it, if all that it has of it is white
   * space (a closing bracket with the line break of {@code \nQuestion:}), so that no part of an
   * answer is dropped. A token that has more of it is cut off with all that it has, and so is its
   * part of the text.
   *
   * @param length how many of the tokens there are; their text has a stop text
   */
  Cut before(int[] tokens, int length) {
    String whole = decoded(tokens, 0, length);
    int start = in(whole);
    int kept = length;
    String text = whole;
    while (text.length() > start || !whole.startsWith(text)) {
      text = decoded(tokens, 0, --kept);
    }
    int next = kept + 1;
    // Half a character is no beginning of the whole text.
    while (next < length && !whole.startsWith(decoded(tokens, 0, next))) {
      next++;
    }
    boolean reaching =
        text.length() < start
            && whole.substring(start, decoded(tokens, 0, next).length()).isBlank();
    return reaching ? new Cut(next, whole.substring(0, start)) : new Cut(kept, text);
  }
}
