package dev.aftlab.activities.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.activities.lm.MiniatureModel;
import dev.aftlab.experiments.spec.PromptSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the miniature's tokenizer, whose words have documented ids: {@code <a>} is 1, {@code <eos>}
 * is 2, {@code Tom} is 21, {@code has} is 37.
 */
final class PromptsTest {
  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (String file : new String[] {"config.json", "tokenizer.json"}) {
      Files.copy(MiniatureModel.folder().resolve(file), folder.resolve(file));
    }
  }

  @Test
  void plain_question_isItsTemplateAndTheCompletionTheRest() {
    Prompts prompts = Prompts.load(folder, new PromptSpec.Plain("{question} <a>", ""));
    TokenizedPrompt prompt = prompts.prompt("Tom has");
    assertArrayEquals(new int[] {21, 37, 1}, prompt.tokens());
    assertArrayEquals(new int[] {21, 37, 2}, prompts.completion(prompt, "Tom has").tokens());
    assertArrayEquals(new int[0], prompts.completion(prompt, "").tokens());
  }

  @Test
  void chat_templateWithItsOwnEnd_endsCompletionsWithIt() throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"eos_token\": \"<pad>\"}");
    Files.writeString(
        folder.resolve("chat_template.jinja"),
        "{% for m in messages %}{{ m.content }} <eos>{% endfor %} <a>");
    Prompts prompts = Prompts.load(folder, new PromptSpec.Chat("has", ""));
    TokenizedPrompt prompt = prompts.prompt("Tom");
    assertArrayEquals(new int[] {37, 2, 21, 2, 1}, prompt.tokens());
    assertArrayEquals(new int[] {21, 0}, prompts.completion(prompt, "Tom").tokens());
    assertArrayEquals(new int[] {0, 2}, prompts.endTokens());
    assertEquals("Tom", prompts.text(new int[] {21, 0}));
  }
}
