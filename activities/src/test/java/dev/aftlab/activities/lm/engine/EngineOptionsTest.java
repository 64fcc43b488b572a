package dev.aftlab.activities.lm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aftlab.activities.lm.MissingDeviceException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineOptionsTest {
  @Test
  void cudaDevice_ofANamedDevice_isItsNumber() {
    assertEquals(OptionalInt.empty(), EngineOptions.of("cpu").cudaDevice());
    assertEquals(OptionalInt.of(0), EngineOptions.of("cuda").cudaDevice());
    assertEquals(OptionalInt.of(12), EngineOptions.of("cuda:12").cudaDevice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:x", "cpu:0", "cuda:1234"})
  void device_unknown_isRefusedByName(String device) {
    assertThrows(MissingDeviceException.class, () -> EngineOptions.of(device));
  }
}
