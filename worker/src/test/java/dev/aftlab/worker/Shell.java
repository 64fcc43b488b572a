package dev.aftlab.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.StandardStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs commands in a folder, as a shell would, and captures their output. */
public final class Shell {
  private final Path folder;

  public Shell(Path folder) {
    this.folder = folder;
  }

  /** The exit code and the output of a command. */
  public record Said(int code, String out, String err) {
    public JsonNode json() {
      return Json.read(out, JsonNode.class);
    }
  }

  public Said aft(String... words) {
    return aft(Map.of(), words);
  }

  public Said aft(Map<String, String> environment, String... words) {
    return run(environment, "", words);
  }

  /** The same with lines on standard input. */
  public Said piped(String input, String... words) {
    return run(Map.of(), input, words);
  }

  private Said run(Map<String, String> environment, String input, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    StandardStreams pipes =
        new StandardStreams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, false);
    CommandContext session =
        CommandContext.of(
                new PrintWriter(out, false, StandardCharsets.UTF_8),
                new PrintWriter(err),
                environment,
                folder)
            .with(pipes);
    int code = Main.execute(List.of(words), session);
    return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString());
  }
}
