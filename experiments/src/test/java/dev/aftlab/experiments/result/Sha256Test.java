package dev.aftlab.experiments.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class Sha256Test {
  /** FIPS 180-2, appendix B.1. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void text_digested_isTheStandardsExample() {
    assertEquals(OF_ABC, Sha256.hex("abc"));
  }

  @Test
  void stream_digested_isReadToItsEnd() throws IOException {
    assertEquals(
        OF_ABC, Sha256.hex(new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8))));
    String large = "x".repeat(3_000_000);
    assertEquals(
        Sha256.hex(large),
        Sha256.hex(new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))));
  }
}
