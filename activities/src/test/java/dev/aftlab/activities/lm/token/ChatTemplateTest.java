package dev.aftlab.activities.lm.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chat templates against what transformers rendered; made by ops/reference/record_chat.py. */
final class ChatTemplateTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"smollm2", "instructions", "headers", "lines", "blocks"})
  void render_recordedTemplate_equalsTransformers(String name) throws IOException {
    JsonNode record = record();
    ChatTemplate template = template(record.get("templates").get(name).textValue());
    int checked = 0;
    for (JsonNode one : record.get("cases")) {
      if (one.get("template").textValue().equals(name)) {
        assertEquals(
            one.get("text").textValue(),
            template.render(one.get("system").textValue(), one.get("question").textValue()),
            one.toString());
        checked++;
      }
    }
    assertEquals(8, checked);
  }

  @Test
  void load_templateFile_overridesTheSettings() throws IOException {
    template("{{ messages[0].content }} from the settings");
    Files.writeString(
        folder.resolve(ChatTemplate.FILE), "{{ messages[0].content }}{{ eos_token }}");
    assertEquals("Hi</s>", ChatTemplate.load(folder).render("", "Hi"));
  }

  @Test
  void load_listOfTemplates_takesTheDefault() throws IOException {
    settings(
        Map.of(
            "chat_template",
            List.of(
                Map.of("name", "tools", "template", "no"),
                Map.of("name", "default", "template", "{{ messages[0].content }}!"))));
    assertEquals("Hi!", ChatTemplate.load(folder).render("", "Hi"));
  }

  @Test
  void endToken_asObject_isItsContent() throws IOException {
    settings(
        Map.of("chat_template", "x", "eos_token", Map.of("content", "<end>", "special", true)));
    assertEquals("<end>", ChatTemplate.load(folder).endToken().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{{ raise_exception('no users') }} ~ no users",
        "{% for x in messages %} ~ expected else or endfor",
        "{% nonsense %} ~ nonsense",
        "{% include 'other' %}{{ messages[0].content }} ~ include",
        "{{ messages[0].role }} ~ leaves the user's message out",
        "{{ messages[0].content.getClass().forName('java.lang.System') }}{{ messages[0].content }}"
            + " ~ has no attribute 'getClass'",
        "{{ messages[0].content.__class__ }}{{ messages[0].content }} ~ __class__",
        "{{ messages[0].content.swapcase() }}{{ messages[0].content }} ~ swapcase",
        "{{ messages[0].content | pprint }}{{ messages[0].content }} ~ pprint",
        "{{ messages[0].content }}{{ strftime_now('%d') }} ~ depend on the date",
        "{{ messages[0].content | wordcuont }} ~ wordcuont",
      })
  void render_templateThatCannotBe_isRefusedByName(String text, String words) {
    String message =
        assertThrows(
                UnsupportedModelException.class, () -> template(text).render("", "Hello there"))
            .getMessage();
    assertTrue(message.contains("tokenizer_config.json") && message.contains(words), message);
  }

  @Test
  void render_failureInALaterLine_namesTheLine() {
    String message =
        assertThrows(
                UnsupportedModelException.class,
                () -> template("a\n\n{{ 'a' + nothing }}").render("", "Hi"))
            .getMessage();
    assertTrue(message.contains("line 3: 'nothing' is undefined"), message);
  }

  @Test
  void render_dateUnderABranchNotTaken_isRendered() throws IOException {
    assertEquals(
        "Hi",
        template("{% if false %}{{ strftime_now('%d') }}{% endif %}{{ messages[0].content }}")
            .render("", "Hi"));
  }

  @Test
  void render_givenDate_isAvailableToTheTemplate() throws IOException {
    String text =
        "{% if strftime_now is defined %}{% set today = strftime_now('%d %b %Y') %}{% endif %}{{"
            + " today }}: {{ messages[0].content }}";
    assertEquals(
        "26 Jul 2024: Hi", template(text).render("", "Hi", Optional.of(LocalDate.of(2024, 7, 26))));
  }

  @Test
  void render_nullTokenPutTogether_isRefusedAsUndefined() throws IOException {
    settings("{'chat_template': '{{ bos_token + messages[0].content }}', 'bos_token': null}");
    String message =
        assertThrows(
                UnsupportedModelException.class, () -> ChatTemplate.load(folder).render("", "Hi"))
            .getMessage();
    assertTrue(message.contains("'bos_token' is undefined"), message);
  }

  @Test
  void render_nullTokenPrinted_isEmptyAsInTransformers() throws IOException {
    settings("{'chat_template': '{{ bos_token }}{{ messages[0].content }}', 'bos_token': null}");
    assertEquals("Hi", ChatTemplate.load(folder).render("", "Hi"));
  }

  @Test
  void render_tokenThatOnlyTheTokenizersClassMayKnow_isRefused() throws IOException {
    settings(
        "{'chat_template': '{{ bos_token }}{{ messages[0].content }}', 'tokenizer_class':"
            + " 'LlamaTokenizer'}");
    String message =
        assertThrows(
                UnsupportedModelException.class, () -> ChatTemplate.load(folder).render("", "Hi"))
            .getMessage();
    assertTrue(
        message.contains("'bos_token' is unknown: tokenizer_config.json does not name it"),
        message);
  }

  @Test
  void render_tokenThatAClassWithoutTokensLeavesOut_isEmpty() throws IOException {
    settings(
        "{'chat_template': '{{ bos_token }}{{ messages[0].content }}', 'tokenizer_class':"
            + " 'PreTrainedTokenizerFast'}");
    assertEquals("Hi", ChatTemplate.load(folder).render("", "Hi"));
  }

  @Test
  void render_tokensOfTheModelsOwn_areGiven() throws IOException {
    settings(
        "{'chat_template': '{{ image_token }}{{ eoi }}{{ messages[0].content }}', 'image_token':"
            + " '<i>', 'extra_special_tokens': {'eoi': '</i>'}}");
    assertEquals("<i></i>Hi", ChatTemplate.load(folder).render("", "Hi"));
  }

  @Test
  void render_tokensInTheOlderFile_winOverTheSettings() throws IOException {
    settings("{'chat_template': '{{ messages[0].content }}{{ eos_token }}', 'eos_token': 'old'}");
    Files.writeString(
        folder.resolve("special_tokens_map.json"), "{\"eos_token\": {\"content\": \"new\"}}");
    assertEquals("Hinew", ChatTemplate.load(folder).render("", "Hi"));
    assertEquals("new", ChatTemplate.load(folder).endToken().orElseThrow());
  }

  @Test
  void load_additionalTemplates_takesTheDefaultOrIsRefused() throws IOException {
    Path additional = Files.createDirectories(folder.resolve("additional_chat_templates"));
    Files.writeString(additional.resolve("rag.jinja"), "no");
    assertTrue(
        assertThrows(UnsupportedModelException.class, () -> template("{{ messages[0].content }}"))
            .getMessage()
            .contains("default.jinja"));
    Files.writeString(additional.resolve("default.jinja"), "{{ messages[0].content }}!");
    assertEquals("Hi!", template("no").render("", "Hi"));
  }

  @Test
  void load_noTemplate_isRefused() {
    assertTrue(
        assertThrows(UnsupportedModelException.class, () -> ChatTemplate.load(folder))
            .getMessage()
            .contains("chat_template"));
  }

  @Test
  void load_templateOfAnotherType_isDamaged() throws IOException {
    settings(Map.of("chat_template", 3));
    assertThrows(DamagedModelException.class, () -> ChatTemplate.load(folder));
  }

  private ChatTemplate template(String text) throws IOException {
    settings(Map.of("chat_template", text, "bos_token", "<s>", "eos_token", "</s>"));
    return ChatTemplate.load(folder);
  }

  private void settings(String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), json.replace('\'', '"'));
  }

  private void settings(Map<String, ?> settings) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), Json.write(settings));
  }

  private static JsonNode record() throws IOException {
    try (InputStream in = ChatTemplateTest.class.getResourceAsStream("chat.json")) {
      return Json.mapper().readTree(in);
    }
  }
}
