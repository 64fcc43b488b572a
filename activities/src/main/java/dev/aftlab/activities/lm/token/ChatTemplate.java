package dev.aftlab.activities.lm.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The chat template of a model folder: {@code chat_template.jinja}, else {@code chat_template} of {@code tokenizer_config.json}.
 *
 * <p>Rendered as transformers does: blocks trimmed, {@code messages}, {@code add_generation_prompt} and the tokenizer's special tokens at hand,
 * {@code raise_exception} an error. What would make the text depend on anything else (the date, other files) is not there. The only class that
 * knows the template language's library. Safe for concurrent use.
 */
public final class ChatTemplate {
  /** Name of the file that holds a template by itself. */
  public static final String FILE = "chat_template.jinja";

  private static final String CONFIG = "tokenizer_config.json";
  private static final long MOST_CHARACTERS = 4_000_000;
  private static final List<String> SPECIAL_TOKENS =
      List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

  private final Path file;
  private final String template;
  private final Map<String, String> specialTokens;
  private final Jinjava jinja;

  private ChatTemplate(Path file, String template, Map<String, String> specialTokens) {
    this.file = file;
    this.template = template;
    this.specialTokens = Map.copyOf(specialTokens);
    this.jinja = language();
  }

  /**
   * Reads the template of a model folder.
   *
   * @throws UnsupportedModelException when the folder has none
   * @throws DamagedModelException when a file breaks its format
   */
  public static ChatTemplate load(Path folder) {
    Path config = folder.resolve(CONFIG);
    Path own = folder.resolve(FILE);
    JsonNode settings = Files.isRegularFile(config) ? TokenizerFiles.read(config) : TokenizerFiles.nothing();
    if (Files.isRegularFile(own)) {
      return new ChatTemplate(own, text(own), specialTokens(settings));
    }
    String template = inSettings(config, settings.path("chat_template"))
        .orElseThrow(() -> new UnsupportedModelException(config, "chat_template", "missing", "use another prompt, or a checkpoint with a chat template"));
    return new ChatTemplate(config, template, specialTokens(settings));
  }

  /** The tokenizer's own end token as text, which ends the assistant's turns; empty when it names none. */
  public Optional<String> endToken() {
    return Optional.ofNullable(specialTokens.get("eos_token"));
  }

  /**
   * The text up to where the assistant begins to write.
   *
   * @param system the system's message; empty for none
   * @param user the user's message
   * @throws UnsupportedModelException when the template cannot be rendered, or leaves the user's message out
   */
  public String render(String system, String user) {
    List<Map<String, String>> messages = new ArrayList<>();
    if (!system.isEmpty()) {
      messages.add(Map.of("role", "system", "content", system));
    }
    messages.add(Map.of("role", "user", "content", user));
    Map<String, Object> values = new HashMap<>(specialTokens);
    values.put("messages", messages);
    values.put("add_generation_prompt", true);
    String rendered = render(values);
    if (!rendered.contains(user.strip())) {
      throw unsupported("it leaves the user's message out");
    }
    return rendered;
  }

  /** Called by templates, so it must be public. */
  public static String raiseException(String message) {
    throw new Raised(message);
  }

  private String render(Map<String, Object> values) {
    RenderResult result;
    try {
      result = jinja.renderForResult(template, values);
    } catch (RuntimeException failure) {
      throw unsupported(String.valueOf(failure.getMessage()));
    }
    if (result.hasErrors()) {
      TemplateError error = result.getErrors().getFirst();
      throw unsupported("line " + error.getLineno() + ": " + error.getMessage() + cause(error.getException()));
    }
    return result.getOutput();
  }

  /** What a template itself said with {@code raise_exception}. */
  private static String cause(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof Raised) {
        return ": " + at.getMessage();
      }
    }
    return "";
  }

  private static final class Raised extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Raised(String message) {
      super(message);
    }
  }

  private UnsupportedModelException unsupported(String reason) {
    return new UnsupportedModelException(file, "chat_template", "a template that cannot be rendered (" + reason + ")", "use another prompt");
  }

  private static Jinjava language() {
    JinjavaConfig config = JinjavaConfig.newBuilder()
        .withTrimBlocks(true)
        .withLstripBlocks(true)
        .withNestedInterpretationEnabled(false)
        .withMaxOutputSize(MOST_CHARACTERS)
        .withLegacyOverrides(asJinja2())
        .withDisabled(Map.of(Library.TAG, Set.of("include", "import", "from", "extends"), Library.FUNCTION, Set.of("today", "unixtimestamp")))
        .build();
    Jinjava jinja = new Jinjava(config);
    jinja.setResourceLocator((name, encoding, interpreter) -> {
      throw new IOException("a chat template reads no files: " + name);
    });
    jinja.registerFunction(new ELFunctionDefinition("", "raise_exception", ChatTemplate.class, "raiseException", String.class));
    return jinja;
  }

  /** The switches under which the library follows Jinja2 rather than its own older ways. */
  private static LegacyOverrides asJinja2() {
    return LegacyOverrides.newBuilder()
        .withEvaluateMapKeys(true)
        .withIterateOverMapKeys(true)
        .withUsePyishObjectMapper(true)
        .withUseNaturalOperatorPrecedence(true)
        .withParseWhitespaceControlStrictly(true)
        .withAllowAdjacentTextNodes(true)
        .withUseTrimmingForNotesAndExpressions(true)
        .withKeepNullableLoopValues(true)
        .build();
  }

  private static Optional<String> inSettings(Path config, JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(node.textValue());
    }
    for (JsonNode named : node) {
      if (named.path("name").asText().equals("default") && named.path("template").isTextual()) {
        return Optional.of(named.get("template").textValue());
      }
    }
    if (!node.isMissingNode() && !node.isNull()) {
      throw new DamagedModelException(config, "chat_template", "neither text nor a list with a template named default");
    }
    return Optional.empty();
  }

  private static Map<String, String> specialTokens(JsonNode settings) {
    Map<String, String> tokens = new HashMap<>();
    for (String name : SPECIAL_TOKENS) {
      JsonNode token = settings.path(name).isObject() ? settings.path(name).path("content") : settings.path(name);
      if (token.isTextual()) {
        tokens.put(name, token.textValue());
      }
    }
    return tokens;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new DamagedModelException(file, "text", "not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }
}
