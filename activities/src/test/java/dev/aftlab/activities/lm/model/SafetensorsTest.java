package dev.aftlab.activities.lm.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.SharedData;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path temporary;

  @Test
  void write_thenRead_givesBackTheBits() {
    Path file = temporary.resolve("a.safetensors");
    float[] values = {1.5f, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, 0, 3};
    SafetensorsWriter.write(
        file,
        new TreeMap<>(),
        List.of(new SafetensorsWriter.Tensor("t", List.of(2L, 3L), () -> values)));
    float[] back = new float[6];
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      reader.copy("t", back, 0);
      assertEquals(List.of(2L, 3L), reader.tensor("t").shape());
    }
    assertArrayEquals(values, back);
  }

  @Test
  void read_brainAndHalfFloatsUnaligned_convertExactly() throws Exception {
    // BF16 3F80 is 1 and C040 is -3; F16 3C00 is 1 and C200 is -3. One byte before them makes the
    // starts odd.
    Path file =
        file(
            "{\"p\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[1,5]},"
                + "\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[5,9]}}",
            0,
            (byte) 9,
            (byte) 0x80,
            (byte) 0x3f,
            (byte) 0x40,
            (byte) 0xc0,
            (byte) 0,
            (byte) 0x3c,
            (byte) 0,
            (byte) 0xc2);
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      float[] values = new float[4];
      reader.copy("b", values, 0);
      reader.copy("h", values, 2);
      assertArrayEquals(new float[] {1, -3, 1, -3}, values);
    }
  }

  /**
   * Each header breaks one rule for a file with eight bytes of data; the message must hold the word
   * that names the place.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json | not JSON",
        "[1] | JSON object",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,12]}} | data_offsets",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | data_offsets",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}} | data_offsets",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | shape",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | needs 12 bytes",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}} |"
            + " larger than any file",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | end",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"u\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}"
            + " | tensor u",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            + " | name twice",
      })
  void open_brokenHeader_namesThePlace(String header, String word) throws Exception {
    Path file = file(header.strip(), 0, new byte[8]);
    String message =
        assertThrows(DamagedModelException.class, () -> SafetensorsReader.open(file)).getMessage();
    assertTrue(message.contains(file.toString()) && message.contains(word.strip()), message);
  }

  @ParameterizedTest
  @CsvSource({"1", "1000000000000", "-100"})
  void open_headerLengthBeyondTheFile_isRefused(long extra) throws Exception {
    Path file = file("{}", extra);
    String message =
        assertThrows(DamagedModelException.class, () -> SafetensorsReader.open(file)).getMessage();
    assertTrue(message.contains("header length"), message);
  }

  @Test
  void open_truncatedFile_namesTheTensor() throws Exception {
    Path file = temporary.resolve("t.safetensors");
    SafetensorsWriter.write(
        file,
        new TreeMap<>(),
        List.of(new SafetensorsWriter.Tensor("t", List.of(100L), () -> new float[100])));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));
    String message =
        assertThrows(DamagedModelException.class, () -> SafetensorsReader.open(file)).getMessage();
    assertTrue(
        message.contains("tensor t")
            && message.contains("the file ends 10 bytes before that: it is truncated"),
        message);
  }

  @ParameterizedTest
  @CsvSource({
    "<!DOCTYPE html><html>refused</html>, a page of HTML",
    "PK\u0003\u0004 and more of an archive, a zip archive",
    "GARBAGE GARBAGE, was cut off"
  })
  void open_somethingElse_isSaidToBe(String content, String words) throws Exception {
    Path file = Files.writeString(temporary.resolve("e.safetensors"), content);
    String message =
        assertThrows(DamagedModelException.class, () -> SafetensorsReader.open(file)).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void open_unalignedFile_isRead() {
    Path file = SharedData.path("data/models/safetensors-f16-unaligned/model.safetensors");
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      TensorEntry entry = reader.tensors().values().iterator().next();
      float[] values = new float[(int) entry.elements()];
      reader.copy(entry.name(), values, 0);
      for (float value : values) {
        assertTrue(Float.isFinite(value), entry.name());
      }
    }
  }

  private Path file(String header, long extraLength, byte... data) throws Exception {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(0, text.length + extraLength)
            .array());
    out.writeBytes(text);
    out.writeBytes(data);
    return Files.write(temporary.resolve("broken.safetensors"), out.toByteArray());
  }
}
