package dev.aftlab.experiments.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShortNumberTest {

  @ParameterizedTest
  @CsvSource({
    "5.0E-4, 5e-4",
    "1.0E-4, 1e-4",
    "2.5E-5, 2.5e-5",
    "1.0E-8, 1e-8",
    "-5.0E-4, -5e-4",
    "0.001, 0.001",
    "0.05, 0.05",
    "0.98, 0.98",
    "0, 0",
    "3.0, 3",
    "10.0, 10",
    "100000, 100000",
    "1000000, 1e6",
    "1250000, 1.25e6"
  })
  void number_formatted_isShort(double value, String written) {
    assertEquals(written, ShortNumber.of(value));
  }
}
