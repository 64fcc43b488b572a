package dev.aftlab.activities.lm.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.activities.lm.template.Template;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The chat template of a model folder, the one that transformers takes when no tools are given:
 * {@code default.jinja} of {@code additional_chat_templates}, else {@code chat_template.jinja},
 * else {@code chat_template} of {@code tokenizer_config.json}, where a list of templates has one
 * named {@code default}.
 *
 * <p>Rendered exactly as transformers does, or refused: see {@link Template}. A template sees
 * {@code messages}, {@code tools} and {@code documents} (both none), {@code add_generation_prompt}
 * (true) and the tokenizer's special tokens. Safe for concurrent use.
 */
public final class ChatTemplate {
  /** Name of the file that holds only a template. */
  public static final String FILE = "chat_template.jinja";

  /**
   * Rises when the same folder's template comes to be rendered otherwise, so that what depends on
   * the text is made again.
   */
  public static final String VERSION = "2";

  private static final String CONFIG = "tokenizer_config.json";
  private static final String ADDITIONAL = "additional_chat_templates";

  private final Path file;
  private final Template template;
  private final SpecialTokens specialTokens;

  private ChatTemplate(Path file, String text, SpecialTokens specialTokens) {
    this.file = file;
    this.specialTokens = specialTokens;
    try {
      this.template = Template.parse(text);
    } catch (TemplateException failure) {
      throw unsupported(file, failure.getMessage());
    }
  }

  /**
   * Reads the template of a model folder.
   *
   * @throws UnsupportedModelException when the folder has none, or one that uses what is not
   *     supported
   * @throws DamagedModelException when a file breaks its format
   */
  public static ChatTemplate load(Path folder) {
    Path config = folder.resolve(CONFIG);
    JsonNode settings = settings(folder);
    SpecialTokens tokens = SpecialTokens.of(folder, settings);
    Optional<Path> own = file(folder);
    if (own.isPresent()) {
      return new ChatTemplate(own.get(), text(own.get()), tokens);
    }
    String template =
        inSettings(config, settings.path("chat_template"))
            .orElseThrow(
                () ->
                    new UnsupportedModelException(
                        config,
                        "chat_template",
                        "missing",
                        "use another prompt, or a checkpoint with a chat template"));
    return new ChatTemplate(config, template, tokens);
  }

  /**
   * The files of a folder beside {@code tokenizer_config.json} that decide on the text, as far as
   * they are there.
   */
  public static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>(file(folder).stream().toList());
    if (SpecialTokens.readsOlderFile(folder, settings(folder))) {
      files.add(folder.resolve(SpecialTokens.OLDER_FILE));
    }
    return files;
  }

  /**
   * The tokenizer's own end token as text, which ends the assistant's turns; empty when it names
   * none.
   */
  public Optional<String> endToken() {
    return Optional.ofNullable(specialTokens.tokens().get("eos_token"));
  }

  /** As {@link #render(String, String, Optional)}, without a date. */
  public String render(String system, String user) {
    return render(system, user, Optional.empty());
  }

  /**
   * The text up to where the assistant begins to write.
   *
   * @param system the system's message; empty for none
   * @param user the user's message
   * @param today the date for templates that ask for today's; without one such a template is
   *     refused
   * @throws UnsupportedModelException when the template cannot be rendered, or leaves the user's
   *     message out
   */
  public String render(String system, String user, Optional<LocalDate> today) {
    ObjectNode variables = Json.mapper().createObjectNode();
    specialTokens.tokens().forEach(variables::put);
    ArrayNode messages = variables.putArray("messages");
    if (!system.isEmpty()) {
      messages.addObject().put("role", "system").put("content", system);
    }
    messages.addObject().put("role", "user").put("content", user);
    variables.putNull("tools").putNull("documents").put("add_generation_prompt", true);
    String rendered = render(variables, today);
    if (!rendered.contains(user.strip())) {
      throw unsupported(file, "it leaves the user's message out");
    }
    return rendered;
  }

  private String render(ObjectNode variables, Optional<LocalDate> today) {
    try {
      return template.render(variables, specialTokens.unknown(), today);
    } catch (TemplateException failure) {
      throw unsupported(file, failure.getMessage());
    }
  }

  private static UnsupportedModelException unsupported(Path file, String reason) {
    return new UnsupportedModelException(
        file,
        "chat_template",
        "a template that cannot be rendered (" + reason + ")",
        "use another prompt");
  }

  private static JsonNode settings(Path folder) {
    Path config = folder.resolve(CONFIG);
    return Files.isRegularFile(config) ? TokenizerFiles.read(config) : TokenizerFiles.nothing();
  }

  private static Optional<Path> file(Path folder) {
    Path additional = folder.resolve(ADDITIONAL);
    Optional<Path> own =
        Stream.of(additional.resolve("default.jinja"), folder.resolve(FILE))
            .filter(Files::isRegularFile)
            .findFirst();
    if (own.isEmpty() && hasTemplates(additional)) {
      throw new UnsupportedModelException(
          additional,
          "templates",
          "without one named default",
          "name one default.jinja, or add " + FILE);
    }
    return own;
  }

  private static boolean hasTemplates(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(path -> path.toString().endsWith(".jinja"));
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be read", e);
    }
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
      throw new DamagedModelException(
          config, "chat_template", "neither text nor a list with a template named default");
    }
    return Optional.empty();
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
