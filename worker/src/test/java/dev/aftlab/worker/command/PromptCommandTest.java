package dev.aftlab.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.worker.Main;
import dev.aftlab.worker.Shell;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.Interruption;
import dev.aftlab.worker.cli.StandardStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a tokenizer like Llama 2's, whose pieces are letters and three words; there are no weights.
 */
class PromptCommandTest {
  private static final String WORDS = "{template: \"Q: {question}\\nA:\", separator: \" \"}";

  @TempDir private Path folder;

  @BeforeEach
  void tokenizer() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    try (var in = PromptCommandTest.class.getResourceAsStream("prompt/tokenizer.json")) {
      Files.copy(in, model.resolve("tokenizer.json"));
    }
  }

  private Shell.Said prompt(String lines, String... words) {
    String[] all = new String[words.length + 3];
    List.of("prompt", "--model", "model").toArray(all);
    System.arraycopy(words, 0, all, 3, words.length);
    return new Shell(folder).piped(lines, all);
  }

  private static JsonNode json(Shell.Said said) {
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    return Json.read(said.out().lines().findFirst().orElseThrow(), JsonNode.class);
  }

  private static List<String> texts(JsonNode list) {
    return Json.mapper()
        .convertValue(
            list, Json.mapper().getTypeFactory().constructCollectionType(List.class, String.class));
  }

  private String terminal(String lines, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    StandardStreams pipes =
        new StandardStreams(
            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            false);
    CommandContext session =
        new CommandContext(
            new PrintWriter(out),
            new PrintWriter(err),
            Map.of(),
            folder,
            true,
            new Interruption(),
            pipes);
    assertEquals(ExitCodes.DONE, Main.execute(List.of(words), session), err.toString());
    return out.toString();
  }

  @Test
  void question_withoutWeights_getsTextTokensAndIds() {
    JsonNode line = json(prompt("{\"question\":\"a b\",\"x\":1}", "--prompt", WORDS));
    assertEquals("Q: a b\nA:", line.get("text").textValue());
    assertEquals(
        List.of("<s>", "▁", "Q", ":", "▁a", "▁b", "<0x0A>", "A", ":"), texts(line.get("tokens")));
    assertEquals("[1,3,10,5,6,7,4,11,5]", line.get("ids").toString());
    assertEquals(
        "[\"question\",\"x\",\"text\",\"tokens\",\"ids\"]",
        Json.write(line.properties().stream().map(Map.Entry::getKey).toList()));
  }

  @Test
  void completion_ofAQuestion_followsThePromptsTokens() {
    JsonNode line = json(prompt("{\"question\":\"a\",\"completion\":\"b\"}", "--prompt", WORDS));
    assertEquals(line.get("tokens").size(), line.get("promptTokens").intValue());
    assertEquals(" b", line.get("completionText").textValue());
    assertEquals(List.of("▁b"), texts(line.get("completionTokens")));
    assertEquals("[7]", line.get("completionIds").toString());
  }

  @Test
  void completion_thatSharesATokenWithThePrompt_isShownAndReported() {
    Shell.Said said =
        prompt(
            "{\"prompt\":\"a \",\"completions\":[\"b\",\"Q\"]}\n"
                + "{\"prompt\":\"a \",\"completion\":\"b\"}\n");
    JsonNode line = json(said);
    assertEquals(List.of("<s>", "▁a", "▁"), texts(line.get("tokens")));
    assertEquals("[2,3]", line.get("promptTokens").toString());
    assertEquals("[[\"▁b\"],[\"Q\"]]", line.get("completionTokens").toString());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(
        said.err()
            .startsWith(
                "aft: standard input:1: a token reaches from the prompt into the completion"),
        said.err());
  }

  @Test
  void terminal_marksTheEndOfThePrompt() {
    String[] words = {"prompt", "--model", "model", "--prompt", WORDS};
    assertEquals(
        "line 1: 8 tokens of the prompt ▏ 1 of the completion\n"
            + "  Q: a\n"
            + "  A:▏ b\n"
            + "  <s> ▁ Q : ▁a <0x0A> A : ▏ ▁b\n\n",
        terminal("{\"question\":\"a\",\"completion\":\"b\"}", words));
    assertEquals(
        "line 1: 8 tokens; a completion begins at ▏\n"
            + "  Q: a\n"
            + "  A:▏\n"
            + "  <s> ▁ Q : ▁a <0x0A> A : ▏\n\n",
        terminal("{\"question\":\"a\"}", words));
    String merged = terminal("{\"prompt\":\"a \",\"completions\":[\"b\"]}", words);
    assertTrue(
        merged.startsWith(
            "line 1: 2 tokens of the prompt's 3 ▏ 1 of the completion\n  a ▏b\n  <s> ▁a ▏ ▁b\n"),
        merged);
    String hostile = terminal("{\"prompt\":\"a\\u001b[31m\"}", words);
    assertFalse(hostile.contains("\u001b"), hostile);
  }

  @Test
  void terminal_withAnOutput_writesLinesOfJson() throws IOException {
    Files.writeString(folder.resolve("in.jsonl"), "{\"question\":\"a\"}\n");
    assertEquals(
        "", terminal("", "prompt", "--model", "model", "--output", "out.jsonl", "in.jsonl"));
    assertTrue(
        Files.readString(folder.resolve("out.jsonl"))
            .startsWith("{\"question\":\"a\",\"text\":\"Question: a\\nAnswer:\""));
  }

  @Test
  void badInput_isNamedWithItsPosition() {
    assertTrue(
        prompt("{\"x\":1}")
            .err()
            .contains(
                "standard input:1: there is neither a field 'prompt' nor a field 'question'"));
    assertTrue(prompt("{\"question\":\"a\"}", "--prompt", "chat").err().contains("chat_template"));
    assertTrue(prompt("{\"question\":\"a\"}", "--prompt", "chatty").err().contains("--prompt: "));
    Shell.Said nowhere = new Shell(folder).piped("", "prompt", "--model", "nowhere");
    assertEquals(ExitCodes.BAD_INPUT, nowhere.code());
    assertTrue(
        nowhere.err().contains("there is no folder " + folder.resolve("nowhere")), nowhere.err());
  }
}
