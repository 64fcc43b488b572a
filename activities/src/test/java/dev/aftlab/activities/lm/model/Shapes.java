package dev.aftlab.activities.lm.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.experiments.result.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Small random checkpoints of every supported shape, as transformers wrote them; made by
 * ops/reference/record_models.py.
 */
public final class Shapes {
  private Shapes() {}

  /** The folder of one. */
  public static Path folder(String shape) throws Exception {
    return Path.of(ReferenceModel.class.getResource("shapes/record.json").toURI())
        .resolveSibling(shape);
  }

  /** What transformers computed for one. */
  static JsonNode record(String shape) throws Exception {
    return Json.mapper().readTree(Files.readString(folder("record.json"))).get("shapes").get(shape);
  }

  /** All names. */
  static Stream<String> names() throws Exception {
    List<String> names = new ArrayList<>();
    Json.mapper()
        .readTree(Files.readString(folder("record.json")))
        .get("shapes")
        .fieldNames()
        .forEachRemaining(names::add);
    return names.stream();
  }

  /** The logits of a sequence, by position. */
  public static float[][] logits(CausalModel model, int[] ids) {
    try (NDManager scope = model.manager().newSubManager()) {
      NDList inputs = model.rotaryTables(ids.length);
      inputs.add(scope.create(ids, new Shape(1, ids.length)));
      float[] flat =
          model
              .script()
              .call("logits", scope, model.parameters(), inputs)
              .singletonOrThrow()
              .toFloatArray();
      int vocabulary = model.config().vocabulary();
      float[][] rows = new float[ids.length][vocabulary];
      for (int i = 0; i < ids.length; i++) {
        System.arraycopy(flat, i * vocabulary, rows[i], 0, vocabulary);
      }
      return rows;
    }
  }
}
