package dev.aftlab.activities.lm.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The special tokens that a folder's files give names to, as transformers passes them to a chat
 * template: {@code bos_token} and its like, and those of the model's own whose names end with
 * {@code _token}. A token that is null has no name there, so that a template finds it undefined.
 *
 * @param tokens texts by name
 * @param unknown names that no file mentions though the tokenizer's class may have a text for them,
 *     each with what to do
 */
record SpecialTokens(Map<String, String> tokens, Map<String, String> unknown) {
  /**
   * Read as well when {@code tokenizer_config.json} does not list its added tokens: the older way
   * of saving a tokenizer.
   */
  static final String OLDER_FILE = "special_tokens_map.json";

  private static final List<String> STANDARD =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  /** Tokenizer classes that name no token by themselves. */
  private static final Set<String> WITHOUT_DEFAULTS =
      Set.of("PreTrainedTokenizerFast", "PreTrainedTokenizer", "TokenizersBackend");

  SpecialTokens {
    tokens = Map.copyOf(tokens);
    unknown = Map.copyOf(unknown);
  }

  /**
   * @param settings what {@code tokenizer_config.json} holds; missing for none
   */
  static SpecialTokens of(Path folder, JsonNode settings) {
    Map<String, JsonNode> named = new HashMap<>();
    settings.properties().forEach(field -> named.put(field.getKey(), field.getValue()));
    if (readsOlderFile(folder, settings)) {
      TokenizerFiles.read(folder.resolve(OLDER_FILE))
          .properties()
          .forEach(field -> named.put(field.getKey(), field.getValue()));
    }
    Map<String, String> tokens = new HashMap<>();
    named.forEach((name, value) -> text(name, value).ifPresent(token -> tokens.put(name, token)));
    named
        .getOrDefault("extra_special_tokens", TokenizerFiles.nothing())
        .properties()
        .forEach(
            field ->
                content(field.getValue()).ifPresent(token -> tokens.put(field.getKey(), token)));
    Map<String, String> unknown = new HashMap<>();
    if (!WITHOUT_DEFAULTS.contains(settings.path("tokenizer_class").asText())) {
      STANDARD.stream()
          .filter(name -> !named.containsKey(name))
          .forEach(name -> unknown.put(name, remedy(name)));
    }
    return new SpecialTokens(tokens, unknown);
  }

  static boolean readsOlderFile(Path folder, JsonNode settings) {
    return !settings.has("added_tokens_decoder") && Files.isRegularFile(folder.resolve(OLDER_FILE));
  }

  private static Optional<String> text(String name, JsonNode value) {
    return name.endsWith("_token") ? content(value) : Optional.empty();
  }

  private static Optional<String> content(JsonNode value) {
    JsonNode content = value.isObject() ? value.path("content") : value;
    return Optional.of(content).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  private static String remedy(String name) {
    return "tokenizer_config.json does not name it, and the tokenizer's class may; write \""
        + name
        + "\" with its text, or null, into that file";
  }
}
