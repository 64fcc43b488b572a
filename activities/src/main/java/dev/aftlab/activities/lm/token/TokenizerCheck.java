package dev.aftlab.activities.lm.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks a {@code tokenizer.json} through before the native library sees it.
 *
 * <p>The library answers most mistakes with an error, but some with a panic, in loading or only
 * when text is encoded, and a panic ends the whole process. So only parts that are known to be safe
 * are let through, and of those the fields that a panic can come from are checked: references of a
 * template, lengths that are cut off, prefixes of merges, expressions whose matching may explode.
 */
final class TokenizerCheck {
  private static final int LARGEST_ID = 1 << 24;
  private static final Set<String> MODELS = Set.of("BPE", "WordLevel");
  private static final Map<String, Set<String>> PARTS =
      Map.of(
          "normalizer",
              Set.of(
                  "Sequence",
                  "NFC",
                  "NFD",
                  "NFKC",
                  "NFKD",
                  "Lowercase",
                  "Strip",
                  "StripAccents",
                  "Prepend",
                  "Replace",
                  "ByteLevel"),
          "pre_tokenizer",
              Set.of(
                  "Sequence",
                  "ByteLevel",
                  "Digits",
                  "Split",
                  "Whitespace",
                  "WhitespaceSplit",
                  "Punctuation",
                  "Metaspace"),
          "post_processor", Set.of("Sequence", "ByteLevel", "TemplateProcessing"),
          "decoder",
              Set.of(
                  "Sequence",
                  "ByteLevel",
                  "ByteFallback",
                  "Fuse",
                  "Strip",
                  "Replace",
                  "Metaspace",
                  "WordPiece"));
  private static final Map<String, String> CHILDREN =
      Map.of(
          "normalizer",
          "normalizers",
          "pre_tokenizer",
          "pretokenizers",
          "post_processor",
          "processors",
          "decoder",
          "decoders");

  /**
   * A group repeated without bound, or a call of a group: matching may take exponential time, which
   * the library ends by a panic.
   */
  private static final Pattern EXPLOSIVE =
      Pattern.compile("\\)(?:[*+]|\\{\\d*,\\})|\\\\g[<']|\\(\\?(?:R|P>|&|[0-9])");

  private static final int LONGEST_EXPRESSION = 2000;

  private final Path file;

  TokenizerCheck(Path file) {
    this.file = file;
  }

  /** Refuses what the native library must not see. */
  void check(JsonNode root) {
    if (!root.isObject()) {
      throw damaged("top level", "a JSON object is expected");
    }
    checkModel(root.path("model"));
    checkAddedTokens(root.path("added_tokens"));
    PARTS.keySet().stream().sorted().forEach(part -> checkPart(root.path(part), part, part, 0));
    for (String field : List.of("truncation", "padding")) {
      checkLimits(root.path(field), field);
    }
  }

  private void checkModel(JsonNode model) {
    String type = type(model, "model");
    if (!MODELS.contains(type)) {
      throw unsupported("model.type", type, "BPE and WordLevel are read");
    }
    JsonNode vocabulary = model.path("vocab");
    if (!vocabulary.isObject() || vocabulary.isEmpty()) {
      throw damaged("model.vocab", "an object of tokens and ids is expected");
    }
    vocabulary
        .properties()
        .forEach(token -> checkId(token.getValue(), "model.vocab." + token.getKey()));
    if (type.equals("BPE")) {
      checkByteModel(model, vocabulary);
    }
  }

  private void checkByteModel(JsonNode model, JsonNode vocabulary) {
    if (model.path("dropout").asDouble(0) != 0) {
      throw unsupported(
          "model.dropout",
          model.get("dropout"),
          "the same text must always have the same tokens: only null is read");
    }
    if (!model.path("continuing_subword_prefix").asText("").isEmpty()
        && !model.path("continuing_subword_prefix").isNull()) {
      throw unsupported(
          "model.continuing_subword_prefix",
          model.get("continuing_subword_prefix"),
          "only null is read");
    }
    JsonNode unknown = model.path("unk_token");
    if (unknown.isTextual() && !vocabulary.has(unknown.textValue())) {
      throw damaged("model.unk_token", unknown + " is not in model.vocab");
    }
  }

  private void checkAddedTokens(JsonNode tokens) {
    for (JsonNode token : tokens) {
      checkId(token.path("id"), "added_tokens.id");
      if (token.path("content").asText("").isEmpty()) {
        throw damaged("added_tokens.content", "empty or missing for id " + token.path("id"));
      }
    }
  }

  private void checkPart(JsonNode node, String part, String place, int depth) {
    if (node.isMissingNode() || node.isNull()) {
      return;
    }
    String type = type(node, place);
    Set<String> read = PARTS.getOrDefault(part, Set.of());
    if (!read.contains(type)) {
      throw unsupported(
          place + ".type", type, "read are " + String.join(", ", read.stream().sorted().toList()));
    }
    switch (type) {
      case "Sequence" ->
          checkChildren(
              node.path(CHILDREN.get(part)), part, place + "." + CHILDREN.get(part), depth);
      case "Split", "Replace" -> checkPattern(node.path("pattern"), place + ".pattern");
      case "TemplateProcessing" -> checkTemplates(node, place);
      case "Strip" -> checkStrip(node, place);
      default -> {
        // Nothing of it can harm.
      }
    }
  }

  private void checkChildren(JsonNode children, String part, String place, int depth) {
    if (!children.isArray() || depth > 0) {
      throw damaged(place, depth > 0 ? "a sequence within a sequence" : "a list is expected");
    }
    for (int i = 0; i < children.size(); i++) {
      checkPart(children.get(i), part, place + "[" + i + "]", depth + 1);
    }
  }

  private void checkPattern(JsonNode pattern, String place) {
    String expression = pattern.path("Regex").asText("");
    if (expression.length() > LONGEST_EXPRESSION || EXPLOSIVE.matcher(expression).find()) {
      throw unsupported(
          place,
          pattern,
          "an expression that repeats a group without bound, calls one, or has over "
              + LONGEST_EXPRESSION
              + " characters may never end");
    }
  }

  private void checkTemplates(JsonNode node, String place) {
    for (String template : List.of("single", "pair")) {
      for (JsonNode piece : node.path(template)) {
        String sequence = piece.path("Sequence").path("id").asText("A");
        if (template.equals("single") && !sequence.equals("A")) {
          throw damaged(
              place + ".single", "the sequence " + sequence + " in the template of a single one");
        }
        String token = piece.path("SpecialToken").path("id").asText("");
        if (piece.has("SpecialToken") && !node.path("special_tokens").has(token)) {
          throw damaged(
              place + "." + template, "the token '" + token + "' is not among its special_tokens");
        }
      }
    }
    node.path("special_tokens")
        .properties()
        .forEach(
            token ->
                token
                    .getValue()
                    .path("ids")
                    .forEach(id -> checkId(id, place + ".special_tokens." + token.getKey())));
  }

  private void checkStrip(JsonNode node, String place) {
    if (node.path("stop").asInt(0) != 0) {
      throw unsupported(place + ".stop", node.get("stop"), "only 0 is read");
    }
  }

  private void checkLimits(JsonNode node, String field) {
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      throw damaged(field, node + " is neither null nor an object");
    }
  }

  private void checkId(JsonNode id, String place) {
    if (!id.isIntegralNumber()
        || !id.canConvertToInt()
        || id.intValue() < 0
        || id.intValue() > LARGEST_ID) {
      throw damaged(
          place,
          (id.isMissingNode() ? "missing" : id.toString())
              + "; a token id in 0.."
              + LARGEST_ID
              + " is expected");
    }
  }

  private String type(JsonNode node, String place) {
    if (!node.path("type").isTextual()) {
      throw damaged(place + ".type", "missing or not text");
    }
    return node.get("type").textValue();
  }

  private DamagedModelException damaged(String place, String problem) {
    return new DamagedModelException(file, place, problem);
  }

  private UnsupportedModelException unsupported(String field, Object value, String remedy) {
    return new UnsupportedModelException(file, field, value, remedy);
  }
}
