package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.spec.annotation.FingerprintDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/**
 * The decoding settings.
 *
 * @param temperature 0 is greedy; 1 samples from the model's distribution
 * @param topK samples only from the k most likely tokens; 0 disables it
 * @param topP samples only from the most likely tokens with this total probability, in (0, 1]; 1
 *     disables it
 * @param maxNewTokens maximum length of a completion in tokens, including the end token
 * @param batchSequences batch size of decoding in sequences
 * @param stop texts before whose first occurrence a completion is cut off; sorted, each once. When
 *     absent the prompt's default applies, see {@link #resolved}; always present in a step's
 *     settings
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

  /** The pattern of a stop text. U+FFFD marks incomplete characters and cannot be matched. */
  static final String STOP = "(?s)[^\\uFFFD]{1,200}";

  /** The pattern's description for messages. */
  static final String STOPS = "must have 1 to 200 characters, none of them U+FFFD";

  /** Sorts the stop texts, whose order has no meaning. */
  public DecodingSpec {
    stop = stop.map(texts -> texts.stream().distinct().sorted().toList());
  }

  /** A greedy copy with the same limits: temperature 0. */
  public DecodingSpec greedy() {
    return new DecodingSpec(0, 0, 1, maxNewTokens, batchSequences, stop);
  }

  /** A copy with the stop texts for a prompt: the given ones, else its default. */
  public DecodingSpec resolved(PromptSpec prompt) {
    return new DecodingSpec(
        temperature,
        topK,
        topP,
        maxNewTokens,
        batchSequences,
        Optional.of(stop.orElseGet(() -> DefaultStop.of(prompt))));
  }

  /** The stop texts; empty when absent. */
  public List<String> stopTexts() {
    return stop.orElse(List.of());
  }
}
