package dev.aftlab.worker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {
  @Test
  void words_forAShell_areQuotedWhereNeeded() {
    assertEquals(
        "align.training.optimizer.learningRate=1e-4",
        Formats.shell("align.training.optimizer.learningRate=1e-4"));
    assertEquals("'seeds=[4, 5]'", Formats.shell("seeds=[4, 5]"));
    assertEquals("'name=it'\\''s'", Formats.shell("name=it's"));
    assertEquals("''", Formats.shell(""));
  }

  @Test
  void words_forAShell_areReadBackByOne() throws Exception {
    List<String> words = List.of("a b", "it's", "$HOME `x` \"y\"", "[1,2]{3}*?", "c\\d");
    for (String word : words) {
      Process shell = new ProcessBuilder("sh", "-c", "printf %s " + Formats.shell(word)).start();
      assertEquals(
          word, new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8), word);
      assertEquals(0, shell.waitFor());
    }
  }
}
