package dev.aftlab.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs commands as a shell would, in a folder, and keeps what they said. */
final class Shell {
  private final Path folder;

  Shell(Path folder) {
    this.folder = folder;
  }

  /** What a command said. */
  record Said(int code, String out, String err) {
    JsonNode json() {
      return Json.read(out, JsonNode.class);
    }
  }

  Said aft(String... words) {
    return aft(Map.of(), words);
  }

  Said aft(Map<String, String> environment, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.execute(List.of(words), Session.of(new PrintWriter(out), new PrintWriter(err), environment, folder));
    return new Said(code, out.toString(), err.toString());
  }
}
