package dev.aftlab.activities.lm.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.DamagedModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Compares the ids that a tokenizer can give with the vocabulary of its model. More ids of the
 * model are usual, fewer are a fault.
 */
final class TokenIds {
  private static final String CONFIG = "config.json";
  private static final String VOCABULARY = "vocab_size";

  private final Path file;
  private final int vocabulary;

  private TokenIds(Path file, int vocabulary) {
    this.file = file;
    this.vocabulary = vocabulary;
  }

  /**
   * Refuses a tokenizer that gives ids which the model beside it has no embedding for. Does nothing
   * where no config says how many there are.
   *
   * @param file the tokenizer's file
   * @param tokenizer its content, of which the form has been checked
   * @throws DamagedModelException with the token and its id
   */
  static void requireWithin(Path file, JsonNode tokenizer) {
    vocabulary(file).ifPresent(size -> new TokenIds(file, size).check(tokenizer));
  }

  /**
   * Refuses end tokens that the model can never draw.
   *
   * @param file the file that names them
   */
  static void requireWithin(Path file, int[] ends) {
    vocabulary(file)
        .ifPresent(
            size ->
                Arrays.stream(ends)
                    .filter(id -> id >= size)
                    .findFirst()
                    .ifPresent(
                        id -> {
                          throw new DamagedModelException(
                              file,
                              "eos_token_id",
                              id
                                  + ", but "
                                  + VOCABULARY
                                  + " in "
                                  + CONFIG
                                  + " is "
                                  + size
                                  + ": no completion can end with it; a token id in 0.."
                                  + (size - 1)
                                  + " is expected");
                        }));
  }

  private static OptionalInt vocabulary(Path beside) {
    Path config = beside.resolveSibling(CONFIG);
    JsonNode size =
        Files.isRegularFile(config)
            ? TokenizerFiles.read(config).path(VOCABULARY)
            : TokenizerFiles.nothing();
    return size.isIntegralNumber() && size.canConvertToInt()
        ? OptionalInt.of(size.intValue())
        : OptionalInt.empty();
  }

  private void check(JsonNode tokenizer) {
    for (Map.Entry<String, JsonNode> token : tokenizer.path("model").path("vocab").properties()) {
      require("model.vocab", token.getKey(), token.getValue());
    }
    for (JsonNode token : tokenizer.path("added_tokens")) {
      require("added_tokens", token.path("content").asText(), token.path("id"));
    }
    JsonNode processor = tokenizer.path("post_processor");
    processor(processor);
    processor.path("processors").forEach(this::processor);
  }

  private void processor(JsonNode processor) {
    for (Map.Entry<String, JsonNode> token : processor.path("special_tokens").properties()) {
      token
          .getValue()
          .path("ids")
          .forEach(id -> require("post_processor.special_tokens", token.getKey(), id));
    }
  }

  private void require(String place, String token, JsonNode id) {
    if (id.isIntegralNumber() && id.longValue() >= vocabulary) {
      throw new DamagedModelException(
          file,
          place,
          "the tokenizer gives '"
              + token
              + "' the id "
              + id
              + ", but the model's vocabulary ends before: "
              + VOCABULARY
              + " in "
              + CONFIG
              + " is "
              + vocabulary
              + ", so that ids are 0.."
              + (vocabulary - 1)
              + "; use the tokenizer that belongs to this model, or one without the tokens that"
              + " were added");
    }
  }
}
