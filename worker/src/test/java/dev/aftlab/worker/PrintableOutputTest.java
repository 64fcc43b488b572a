package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.RunState;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.Interruption;
import dev.aftlab.worker.cli.PrintableWriter;
import dev.aftlab.worker.run.RunStatus;
import dev.aftlab.worker.run.StatusText;
import dev.aftlab.workflows.sweep.ControlCommand;
import dev.aftlab.workflows.sweep.ControlEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Untrusted text cannot control the terminal or the pages of a report, in any command. */
@Tag("integration")
class PrintableOutputTest {
  private static final String ESCAPES =
      "\u001b[31mred\u001b]0;title\u0007\u009b2J\r\u007f\u202eesrever\u2066\u200b";
  private static final String YAML =
      "\\e[31mred\\e]0;title\\a\\x9b2J\\r\\x7f\\u202eesrever\\u2066\\u200b";
  private static final String FILE = "q\u001b[31m\u202e.jsonl";

  @TempDir private Path folder;

  private static void assertPrintable(String what, String text) {
    text.codePoints()
        .forEach(
            c -> {
              boolean steers =
                  c < 0x20 && c != '\n' && c != '\t'
                      || c >= 0x7f && c <= 0x9f
                      || c >= 0x202a && c <= 0x202e
                      || c >= 0x2066 && c <= 0x2069
                      || c == 0x200b;
              assertFalse(steers, () -> what + " has U+" + Integer.toHexString(c) + ": " + text);
            });
  }

  private Shell.Said said(String... words) {
    Shell.Said said = new Shell(folder).aft(words);
    String command = String.join(" ", words);
    assertPrintable(command, said.out());
    assertPrintable(command, said.err());
    return said;
  }

  private String yaml() {
    return """
    version: 1
    name: hostile
    description: "%1$s <img src=x> [a](javascript:b)"
    seeds: [1]
    model: {base: catalog:miniature, prompt: {template: "{question} <a>", separator: ""}}
    data:
      train: {type: jsonl, file: "q\\e[31m\\u202e.jsonl"}
      test: {type: arithmetic, split: test, count: 4}
    label: {extractor: digits}
    arms:
      base: {method: base}
    evaluation: {maxNewTokens: 8, assessment: {questions: 0}}
    report:
      notes: ["a note %1$s\\nFORGED <script>alert(1)</script>"]
    """
        .formatted(YAML);
  }

  private void write(String yaml) throws IOException {
    Files.writeString(folder.resolve("hostile.yaml"), yaml);
    Files.writeString(
        folder.resolve(FILE),
        "{\"id\": \""
            + YAML.replace("\\e", "\\u001b").replace("\\a", "\\u0007").replace("\\x", "\\u00")
            + "\", \"question\": \"2 + 2?\", \"answer\": \"4\", \"reference\": \"5\"}\n");
  }

  @Test
  void commands_aboutARun_showNoEscapes() throws IOException {
    write(yaml());
    assertEquals(ExitCodes.DONE, said("plan", "hostile.yaml", "--all").code());
    assertEquals(ExitCodes.DONE, said("plan", "hostile.yaml", "--json").code());
    Shell.Said aligned = said("plan", "hostile.yaml", "--set", "arms={vft: {method: vft}}");
    assertTrue(
        aligned.out().contains("Note: ") && aligned.out().contains("\\u001b[31m"),
        aligned.out() + aligned.err());
    Shell.Said run = said("run", "hostile.yaml");
    assertEquals(ExitCodes.DONE, run.code(), run.err());
    assertTrue(run.out().contains("\\u001b[31mred"), run.out());
    for (String command : List.of("ls", "status", "report")) {
      assertEquals(ExitCodes.DONE, said(command).code());
      said(command, "--json");
    }
    assertTrue(said("report").out().lines().noneMatch(line -> line.startsWith("FORGED")));
    pages();
  }

  private void pages() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(".aft/runs"))) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(path -> path.toString().endsWith(".md"))
              .toList()) {
        String page = Files.readString(file);
        assertPrintable(file.toString(), page);
        assertFalse(
            page.contains("<script>") && !page.contains("\\<script>")
                || page.contains(" <img")
                || page.contains("](javascript"),
            page);
      }
    }
  }

  @Test
  void problems_withUntrustedText_showNoEscapes() throws IOException {
    write(yaml());
    List<String> wrong = new ArrayList<>();
    wrong.add(yaml().replace("count: 4", "count: \"" + YAML + "\""));
    wrong.add(yaml().replace("count: 4", "\"" + YAML + "\": 4"));
    wrong.add(yaml().replace("base: {method", "\"" + YAML + "\": {method"));
    wrong.add(yaml().replace("name: hostile", "name: \"" + YAML + "\""));
    wrong.add(yaml().replace("digits", "\"" + YAML + "\""));
    wrong.add(yaml().replace("\"q\\e[31m\\u202e.jsonl\"", "\"" + YAML + "\""));
    wrong.add(yaml().replace("catalog:miniature", "\"" + YAML + "\""));
    wrong.add(
        yaml().replace("seeds: [1]", "seeds: [1]\naxes: [{field: \"" + YAML + "\", values: [1]}]"));
    wrong.add(yaml().replace("seeds: [1]", "seeds: \u202e[1\u001b]"));
    for (String one : wrong) {
      write(one);
      Shell.Said said = said("plan", "hostile.yaml");
      assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
      assertTrue(said.err().contains("\\u"), said.err());
    }
  }

  @Test
  void arguments_areShownWithoutEscapes() throws IOException {
    write(yaml());
    for (String[] words :
        List.of(
            new String[] {"plan", "no" + ESCAPES},
            new String[] {ESCAPES},
            new String[] {"plan", "--" + ESCAPES},
            new String[] {"report", ESCAPES},
            new String[] {"plan", "hostile.yaml", "--set", ESCAPES},
            new String[] {"plan", "hostile.yaml", "--set", ESCAPES + "=1"},
            new String[] {"plan", "hostile.yaml", "--set", "vft.epochs=\"" + YAML + "\""},
            new String[] {"run", "hostile.yaml", "--device", ESCAPES},
            new String[] {"catalog", ESCAPES},
            new String[] {"data", "jsonl:" + ESCAPES},
            new String[] {"data", ESCAPES + ":x"},
            new String[] {"label", "--extractor", ESCAPES},
            new String[] {"score", "--model", ESCAPES},
            new String[] {"export", ESCAPES, ESCAPES},
            new String[] {"data", "fetch", ESCAPES})) {
      assertEquals(ExitCodes.BAD_INPUT, said(words).code(), String.join(" ", words));
    }
    assertEquals(ExitCodes.DONE, said("data", "jsonl:" + FILE).code());
  }

  @Test
  void reasons_untrusted_areEscapedOnOneLine() {
    StringWriter text = new StringWriter();
    ControlEvent event =
        new ControlEvent(0, new ControlCommand.Pause(), "eve" + ESCAPES, "disk\nFORGED" + ESCAPES);
    RunStatus status =
        new RunStatus(
            "run",
            "e",
            RunState.PAUSED,
            "here",
            "2026-01-01T00:00:00Z",
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            List.of(),
            List.of(),
            List.of(event),
            "note" + ESCAPES);
    new StatusText(new PrintWriter(text, true)).print(status);
    assertPrintable("status", text.toString());
    assertTrue(
        text.toString().lines().noneMatch(line -> line.startsWith("FORGED")), text.toString());
    assertTrue(text.toString().contains("disk\\nFORGED\\u001b[31m"), text.toString());
  }

  @Test
  void productsColours_reachATerminal() {
    StringWriter out = new StringWriter();
    CommandContext session =
        new CommandContext(
            new PrintWriter(out),
            new PrintWriter(out),
            java.util.Map.of(),
            folder,
            true,
            new Interruption());
    Main.execute(List.of("plan", "--help"), session);
    assertTrue(out.toString().contains("\u001b["), out.toString());
  }

  @Test
  void writer_ofSurrogateHalves_joinsThem() {
    StringWriter out = new StringWriter();
    PrintableWriter writer = PrintableWriter.of(new PrintWriter(out));
    writer.write(0xD83D);
    writer.write(0xDE00);
    writer.print("\u001b");
    writer.close();
    assertEquals("\uD83D\uDE00\\u001b", out.toString());
  }
}
