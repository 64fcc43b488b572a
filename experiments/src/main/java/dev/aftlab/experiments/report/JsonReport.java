package dev.aftlab.experiments.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.experiments.result.Json;
import java.util.Optional;

/**
 * A report as JSON: {@code version}, then the components of {@link Report} under their names,
 * shares as shares, not percent; missing values are null. Rows have the perplexities too: {@code
 * referencePerplexity}, {@code positivePerplexity}, {@code negativePerplexity}.
 */
public final class JsonReport {
  private static final int VERSION = 1;

  private JsonReport() {}

  /** Indented JSON. */
  public static String render(Report report) {
    ObjectNode document = Json.mapper().createObjectNode().put("version", VERSION);
    document.setAll((ObjectNode) Json.mapper().valueToTree(report));
    for (int i = 0; i < report.rows().size(); i++) {
      Report.Row row = report.rows().get(i);
      ObjectNode node = (ObjectNode) document.get("rows").get(i);
      putPerplexity(node, "referencePerplexity", row.referenceNll());
      putPerplexity(node, "positivePerplexity", row.positiveNll());
      putPerplexity(node, "negativePerplexity", row.negativeNll());
    }
    return Json.pretty(document) + "\n";
  }

  private static void putPerplexity(ObjectNode node, String name, Optional<Report.Spread> nll) {
    nll.ifPresentOrElse(
        spread -> node.put(name, Math.exp(spread.mean())), () -> node.putNull(name));
  }
}
