import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.lm.template.Template;
import dev.aftlab.activities.lm.template.value.TemplateException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Reads lines of JSON with template and variables, and writes for each a line with text or error.
 * Started by templates.py with the product's jar.
 */
final class RenderLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The day that templates.py tells Jinja2. */
  private static final Optional<LocalDate> DATE = Optional.of(LocalDate.of(2024, 7, 26));

  private RenderLines() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      ObjectNode request = (ObjectNode) JSON.readTree(line);
      ObjectNode answer = JSON.createObjectNode();
      try {
        answer.put(
            "text",
            Template.parse(request.get("template").textValue())
                .render((ObjectNode) request.get("variables"), Map.of(), DATE));
      } catch (TemplateException failure) {
        answer.put("error", failure.getMessage());
      }
      out.println(JSON.writeValueAsString(answer));
    }
    out.flush();
  }
}
