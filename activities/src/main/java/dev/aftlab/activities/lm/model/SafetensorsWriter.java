package dev.aftlab.activities.lm.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Writes F32 safetensors files. The same tensors and metadata in the same order give the same
 * bytes.
 */
public final class SafetensorsWriter {
  private static final int WINDOW_FLOATS = 1 << 20;

  private SafetensorsWriter() {}

  /**
   * A tensor to write.
   *
   * @param name its name
   * @param shape its lengths
   * @param values gives its elements in row-major order; called once, when its turn has come
   */
  public record Tensor(String name, List<Long> shape, Supplier<float[]> values) {
    public Tensor {
      shape = List.copyOf(shape);
    }

    long bytes() {
      return 4 * shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }
  }

  /**
   * Creates the file, which must not exist, and forces it to the disk. The header is padded to
   * eight bytes.
   */
  public static void write(Path file, SortedMap<String, String> metadata, List<Tensor> tensors) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] header = header(metadata, tensors);
      writeFully(
          channel, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length));
      writeFully(channel, ByteBuffer.wrap(header));
      ByteBuffer window = ByteBuffer.allocate(4 * WINDOW_FLOATS).order(ByteOrder.LITTLE_ENDIAN);
      for (Tensor tensor : tensors) {
        write(channel, window, tensor);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static byte[] header(SortedMap<String, String> metadata, List<Tensor> tensors) {
    ObjectNode root = Json.mapper().createObjectNode();
    ObjectNode texts = root.putObject("__metadata__");
    metadata.forEach(texts::put);
    long position = 0;
    for (Tensor tensor : tensors) {
      ObjectNode node = root.putObject(tensor.name());
      node.put("dtype", "F32");
      ArrayNode shape = node.putArray("shape");
      tensor.shape().forEach(shape::add);
      node.putArray("data_offsets").add(position).add(position + tensor.bytes());
      position += tensor.bytes();
    }
    String text = Json.write(root);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return (text + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
  }

  private static void write(FileChannel channel, ByteBuffer window, Tensor tensor)
      throws IOException {
    float[] values = tensor.values().get();
    if (4L * values.length != tensor.bytes()) {
      throw new IllegalArgumentException(
          tensor.name() + " has " + values.length + " values, shape " + tensor.shape());
    }
    for (int at = 0; at < values.length; at += WINDOW_FLOATS) {
      int count = Math.min(WINDOW_FLOATS, values.length - at);
      window.clear();
      window.asFloatBuffer().put(values, at, count);
      writeFully(channel, window.limit(4 * count));
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
