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
import java.util.List;
import java.util.Map;
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
        assertEquals(one.get("text").textValue(), template.render(one.get("system").textValue(), one.get("question").textValue()), one.toString());
        checked++;
      }
    }
    assertEquals(8, checked);
  }

  @Test
  void load_fileOfItsOwn_winsOverTheSettings() throws IOException {
    template("{{ messages[0].content }} from the settings");
    Files.writeString(folder.resolve(ChatTemplate.FILE), "{{ messages[0].content }}{{ eos_token }}");
    assertEquals("Hi</s>", ChatTemplate.load(folder).render("", "Hi"));
  }

  @Test
  void load_listOfTemplates_takesTheDefault() throws IOException {
    settings(Map.of("chat_template", List.of(
        Map.of("name", "tools", "template", "no"), Map.of("name", "default", "template", "{{ messages[0].content }}!"))));
    assertEquals("Hi!", ChatTemplate.load(folder).render("", "Hi"));
  }

  @Test
  void endToken_asObject_isItsContent() throws IOException {
    settings(Map.of("chat_template", "x", "eos_token", Map.of("content", "<end>", "special", true)));
    assertEquals("<end>", ChatTemplate.load(folder).endToken().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{{ raise_exception('no users') }} | no users",
      "{% for x in messages %} | cannot be rendered",
      "{% nonsense %} | nonsense",
      "{% include 'other' %}{{ messages[0].content }} | include",
      "{{ messages[0].role }} | leaves the user's message out",
      "{{ messages[0].content.getClass().forName('java.lang.System') }}{{ messages[0].content }} | cannot be rendered",
      "{{ messages[0].content.startswith('H') }}{{ messages[0].content }} | startswith",
  })
  void render_templateThatCannotBe_isRefusedByName(String text, String words) throws IOException {
    ChatTemplate template = template(text);
    String message = assertThrows(UnsupportedModelException.class, () -> template.render("", "Hello there")).getMessage();
    assertTrue(message.contains("tokenizer_config.json") && message.contains(words), message);
  }

  @Test
  void load_noTemplate_isRefused() {
    assertTrue(assertThrows(UnsupportedModelException.class, () -> ChatTemplate.load(folder)).getMessage().contains("chat_template"));
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

  private void settings(Map<String, ?> settings) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), Json.write(settings));
  }

  private static JsonNode record() throws IOException {
    try (InputStream in = ChatTemplateTest.class.getResourceAsStream("chat.json")) {
      return Json.mapper().readTree(in);
    }
  }
}
