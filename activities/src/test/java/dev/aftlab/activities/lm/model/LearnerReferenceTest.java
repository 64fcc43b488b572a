package dev.aftlab.activities.lm.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.data.Packer;
import dev.aftlab.activities.lm.data.PromptGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The network against numbers that PyTorch 2.7.1 gave for the same weights. */
class LearnerReferenceTest {
  private static final double LOGITS = 1e-5;
  private static final double SUMS = 1e-5;
  private static final double GRADIENTS = 1e-4;

  @Test
  void logits_randomModel_equalPyTorch() throws Exception {
    JsonNode record = ReferenceModel.record();
    int[] ids = ReferenceModel.ints(record.get("logitsIds"));
    try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu");
        NDManager scope = model.manager().newSubManager()) {
      NDList inputs = model.rotaryTables(ids.length);
      inputs.add(scope.create(ids, new Shape(1, ids.length)));
      float[] logits =
          model
              .script()
              .call("logits", scope, model.parameters(), inputs)
              .singletonOrThrow()
              .toFloatArray();
      assertEquals(record.get("logits").size(), logits.length);
      for (int i = 0; i < logits.length; i++) {
        assertEquals(record.get("logits").get(i).doubleValue(), logits[i], LOGITS, "logit " + i);
      }
    }
  }

  @Test
  void gradients_packedCompletions_equalPyTorch() throws Exception {
    checkGradients(true);
  }

  @Test
  void gradients_separateRows_equalPyTorch() throws Exception {
    checkGradients(false);
  }

  private static void checkGradients(boolean packed) throws Exception {
    List<PromptGroup> groups =
        ReferenceModel.groups().stream()
            .map(g -> new PromptGroup(g.prompt(), g.completions()))
            .toList();
    MicroBatch batch =
        (packed ? new Packer(1 << 20, 64) : Packer.withSeparateRows(1 << 20, 64))
            .pack(groups)
            .getFirst();
    JsonNode record = ReferenceModel.record();
    try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu");
        NDManager scope = model.manager().newSubManager()) {
      model.parameters().forEach(p -> p.setRequiresGradient(true));
      NDArray sums = Scoring.differentiableSums(model, batch, scope);
      double[] values = sums.toDoubleArray();
      double[] incoming = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        int number = batch.completions()[i];
        assertEquals(
            record.get("sums").get(number / 3).get(number % 3).doubleValue(),
            values[i],
            SUMS,
            "completion " + number);
        incoming[i] =
            record.get("incoming").get(number / 3).get(number % 3).doubleValue()
                / batch.lengths()[i];
      }
      NDList gradients =
          model
              .script()
              .call(
                  "backward",
                  scope,
                  model.parameters(),
                  new NDList(sums),
                  new NDList(scope.create(incoming)));
      compare(model, gradients);
    }
  }

  /** Per tensor of the file: largest difference over largest magnitude. */
  private static void compare(CausalModel model, NDList gradients) throws Exception {
    List<ParameterLayout> layouts = ParameterLayout.of(model.config());
    try (SafetensorsReader expected =
        SafetensorsReader.open(ReferenceModel.folder().resolve("gradients.safetensors"))) {
      for (int i = 0; i < layouts.size(); i++) {
        float[] actual = gradients.get(i).toFloatArray();
        int offset = 0;
        for (ParameterLayout.Part part : layouts.get(i).parts()) {
          float[] wanted = new float[(int) layouts.get(i).elements(part.rows())];
          expected.copy(part.name(), wanted, 0);
          double largest = 0;
          double difference = 0;
          for (int j = 0; j < wanted.length; j++) {
            largest = Math.max(largest, Math.abs(wanted[j]));
            difference = Math.max(difference, Math.abs(wanted[j] - actual[offset + j]));
          }
          assertTrue(
              largest > 0 && difference / largest <= GRADIENTS,
              part.name() + ": " + difference + " of " + largest);
          offset += wanted.length;
        }
      }
    }
  }
}
