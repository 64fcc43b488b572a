package dev.aftlab.activities.lm.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small templates, each with what Jinja2 makes of it, through the files of a model folder. */
final class ChatTemplateCasesTest {
  @TempDir Path folder;

  static Stream<Arguments> cases() throws IOException {
    try (InputStream in = ChatTemplateCasesTest.class.getResourceAsStream("chat-templates.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> Json.read(line, JsonNode.class))
              .map(one -> Arguments.of(one.get("id").textValue(), one))
              .toList()
              .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void render_recordedCase_isJinja2sTextOrRefused(String id, JsonNode one) throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        Json.write(
            Map.of(
                "chat_template",
                one.get("template").textValue(),
                "bos_token",
                "<s>",
                "eos_token",
                "</s>")));
    if (one.has("text")) {
      assertEquals(one.get("text").textValue(), ChatTemplate.load(folder).render("", "Q"));
    } else {
      assertThrows(
          UnsupportedModelException.class, () -> ChatTemplate.load(folder).render("", "Q"));
    }
  }
}
