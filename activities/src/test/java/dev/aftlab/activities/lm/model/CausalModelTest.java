package dev.aftlab.activities.lm.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aftlab.activities.lm.MissingDeviceException;
import dev.aftlab.activities.lm.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CausalModelTest {
  @TempDir Path temporary;

  @Test
  void save_loadedModel_tensorsAreByteEqual() throws Exception {
    Path source = SharedData.path("data/models/stories260K-hf");
    Path target = temporary.resolve("export");
    try (CausalModel model = CausalModel.load(source, "cpu")) {
      model.save(target);
    }
    try (SafetensorsReader before = SafetensorsReader.open(source.resolve(WeightFiles.WEIGHTS));
        SafetensorsReader after = SafetensorsReader.open(target.resolve(WeightFiles.WEIGHTS))) {
      assertEquals(before.tensors().keySet(), after.tensors().keySet());
      for (String name : before.tensors().keySet()) {
        assertArrayEquals(floats(before, name), floats(after, name), name);
      }
    }
    for (String name : new String[] {"config.json", "tokenizer.json"}) {
      assertArrayEquals(
          Files.readAllBytes(source.resolve(name)), Files.readAllBytes(target.resolve(name)), name);
    }
  }

  @Test
  void load_deviceThatIsNotThere_isRefused() {
    MissingDeviceException failure =
        assertThrows(MissingDeviceException.class, () -> CausalModel.load(temporary, "cuda:99"));
    assertEquals(true, failure.getMessage().contains("cuda:99"));
  }

  private static float[] floats(SafetensorsReader reader, String name) {
    float[] values = new float[(int) reader.tensor(name).elements()];
    reader.copy(name, values, 0);
    return values;
  }
}
