package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/**
 * How tokens are chosen.
 *
 * @param temperature 0 is greedy; 1 samples from the model's distribution
 * @param topK only the k likeliest tokens are drawn from; 0 switches it off
 * @param topP only the likeliest tokens that make up this probability are drawn from, in (0, 1]; 1
 *     switches it off
 * @param maxNewTokens longest completion, in tokens, the end token counted
 * @param batchSequences sequences decoded side by side
 * @param stop texts at whose first appearance a completion ends, cut off right before it; sorted,
 *     each once. When absent it is the default of the prompt, see {@link #resolved}; in a step's
 *     settings it is always there, but for plans of earlier releases, which knew none
 */
public record DecodingSpec(
    @Default("1") @DecimalMin("0") @DecimalMax("100") double temperature,
    @Default("0") @Min(0) int topK,
    @Default("1") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") double topP,
    @Default("256") @Min(1) @Max(131_072) int maxNewTokens,
    @Default("128") @Min(1) @Max(65_536) int batchSequences,
    @FingerprintDefault("[]") @Default("null")
        Optional<
                @Size(max = 64, message = "must have at most 64 texts") List<
                    @Pattern(regexp = STOP, message = STOPS) String>>
            stop) {

  /**
   * What a stop text looks like. U+FFFD stands for what is not yet a character and cannot be looked
   * for.
   */
  static final String STOP = "(?s)[^\\uFFFD]{1,200}";

  /** The same for people. */
  static final String STOPS = "must have 1 to 200 characters, none of them U+FFFD";

  /** Their order means nothing. */
  public DecodingSpec {
    stop =
        stop == null
            ? Optional.empty()
            : stop.map(texts -> texts.stream().distinct().sorted().toList());
  }

  /** Without a word on stop texts. */
  public DecodingSpec(
      double temperature, int topK, double topP, int maxNewTokens, int batchSequences) {
    this(temperature, topK, topP, maxNewTokens, batchSequences, Optional.empty());
  }

  /** The same limits without chance: temperature 0. */
  public DecodingSpec greedy() {
    return new DecodingSpec(0, 0, 1, maxNewTokens, batchSequences, stop);
  }

  /** With the stop texts that hold for a prompt: those that are given, else its default. */
  public DecodingSpec resolved(PromptSpec prompt) {
    return new DecodingSpec(
        temperature,
        topK,
        topP,
        maxNewTokens,
        batchSequences,
        Optional.of(stop.orElseGet(() -> DefaultStop.of(prompt))));
  }

  /** The stop texts; none where nothing was said about them. */
  public List<String> stopTexts() {
    return stop.orElse(List.of());
  }
}
