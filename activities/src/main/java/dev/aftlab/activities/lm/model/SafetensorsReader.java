package dev.aftlab.activities.lm.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.experiments.result.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A safetensors file: eight bytes of header length, a JSON header, then the tensors' bytes without
 * gaps.
 *
 * <p>The whole header is checked when the file is opened, against the file's true size, so that a
 * damaged file is an error that names the tensor and never a larger allocation than the file's own
 * size. Tensors are read through mapped windows, one at a time; their bytes need no alignment. Not
 * for a file that another process is still writing.
 */
public final class SafetensorsReader implements AutoCloseable {
  /** The element types that {@link #copy} converts. */
  static final List<String> READ = List.of("F32", "F16", "BF16");

  private static final long LARGEST_HEADER = 100_000_000;
  private static final int WINDOW_BYTES = 1 << 26;
  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("F64", 8),
          Map.entry("I64", 8),
          Map.entry("U64", 8),
          Map.entry("F32", 4),
          Map.entry("I32", 4),
          Map.entry("U32", 4),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("I16", 2),
          Map.entry("U16", 2),
          Map.entry("I8", 1),
          Map.entry("U8", 1),
          Map.entry("BOOL", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1));
  private static final ObjectReader HEADER =
      Json.mapper()
          .reader()
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path file;
  private final FileChannel channel;
  private final SortedMap<String, TensorEntry> tensors = new TreeMap<>();
  private final SortedMap<String, String> metadata = new TreeMap<>();

  private SafetensorsReader(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    readHeader();
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws DamagedModelException when the header breaks the format or does not fit the file
   */
  public static SafetensorsReader open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return new SafetensorsReader(file, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new DamagedModelException(file, "file", "missing");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** The file. */
  Path file() {
    return file;
  }

  /** The tensors by name. */
  public SortedMap<String, TensorEntry> tensors() {
    return new TreeMap<>(tensors);
  }

  /** The free text entries of the header. */
  public SortedMap<String, String> metadata() {
    return new TreeMap<>(metadata);
  }

  /** A tensor of the given name. */
  public TensorEntry tensor(String name) {
    TensorEntry entry = tensors.get(name);
    if (entry == null) {
      throw new DamagedModelException(file, "tensor " + name, "missing");
    }
    return entry;
  }

  /**
   * Copies a tensor's elements, in row-major order, as 32-bit floats. F32, F16 and BF16 convert
   * exactly.
   *
   * @param target receives {@code tensor(name).elements()} values from the offset on
   */
  public void copy(String name, float[] target, int offset) {
    TensorEntry entry = tensor(name);
    int width = width(entry);
    if (!READ.contains(entry.type())) {
      throw new UnsupportedModelException(
          file, "tensor " + name + " dtype", entry.type(), "F32, F16 and BF16 are read");
    }
    int at = offset;
    for (long begin = entry.begin(); begin < entry.end(); begin += WINDOW_BYTES) {
      int size = (int) Math.min(WINDOW_BYTES, entry.end() - begin);
      convert(map(begin, size), entry.type(), target, at);
      at += size / width;
    }
  }

  /**
   * Makes sure that all of a tensor's elements are finite. F32, F16 and BF16 are checked; no other
   * is ever read as a weight.
   *
   * @throws DamagedModelException with the first element that is not
   */
  void requireFinite(String name) {
    TensorEntry entry = tensor(name);
    if (!READ.contains(entry.type())) {
      return;
    }
    int width = width(entry);
    for (long begin = entry.begin(); begin < entry.end(); begin += WINDOW_BYTES) {
      int first =
          NonFinite.valueOf(entry.type())
              .first(map(begin, (int) Math.min(WINDOW_BYTES, entry.end() - begin)));
      if (first >= 0) {
        long index = (begin - entry.begin()) / width + first;
        throw damaged(
            "tensor " + name + entry.place(index),
            "is "
                + values(entry, index, 1)[0]
                + "; weights must be finite: the file was damaged, or left by a training that"
                + " diverged. Provide a valid one");
      }
    }
  }

  /** Elements of a tensor, from an index in row-major order on, as 32-bit floats. */
  float[] values(TensorEntry entry, long index, int count) {
    int width = width(entry);
    float[] values = new float[count];
    convert(map(entry.begin() + index * width, count * width), entry.type(), values, 0);
    return values;
  }

  private ByteBuffer map(long begin, int size) {
    try {
      return channel.map(FileChannel.MapMode.READ_ONLY, begin, size).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": bytes " + begin + " to " + (begin + size) + " cannot be read", e);
    }
  }

  private static void convert(ByteBuffer bytes, String type, float[] target, int offset) {
    if (type.equals("F32")) {
      bytes.asFloatBuffer().get(target, offset, bytes.remaining() / 4);
      return;
    }
    boolean brain = type.equals("BF16");
    int count = bytes.remaining() / 2;
    for (int i = 0; i < count; i++) {
      short bits = bytes.getShort(2 * i);
      target[offset + i] = brain ? Float.intBitsToFloat(bits << 16) : Float.float16ToFloat(bits);
    }
  }

  private void readHeader() throws IOException {
    long size = channel.size();
    if (size < 8) {
      throw damaged("header", "the file has " + size + " bytes, at least 8 are expected");
    }
    long length = read(0, 8).getLong(0);
    if (length < 2 || length > size - 8 || length > LARGEST_HEADER) {
      throw damaged(
          "header length",
          length
              + " bytes; at most "
              + Math.min(size - 8, LARGEST_HEADER)
              + " fit this file: it is "
              + somethingElse());
    }
    JsonNode root = parse(read(8, (int) length).array());
    if (!root.isObject()) {
      throw damaged("header", "a JSON object is expected");
    }
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals("__metadata__")) {
        readMetadata(field.getValue());
      } else {
        tensors.put(field.getKey(), entry(field.getKey(), field.getValue(), 8 + length, size));
      }
    }
    checkCoverage(8 + length, size);
  }

  /** What a file that is not safetensors is, by its first bytes. */
  private String somethingElse() throws IOException {
    byte[] first = read(0, 2).array();
    if (first[0] == 'P' && first[1] == 'K') {
      return "a zip archive, as which PyTorch writes pickles, and not safetensors; it must be"
          + " converted, another name does not do";
    }
    return (first[0] == '<'
            ? "a page of HTML, such as a server's refusal, and not safetensors"
            : "not safetensors, or was cut off")
        + "; fetch the file again";
  }

  private ByteBuffer read(long position, int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw damaged("header", "the file ends at byte " + (position + buffer.position()));
      }
    }
    return buffer.flip();
  }

  private JsonNode parse(byte[] header) throws IOException {
    try {
      return HEADER.readTree(header);
    } catch (JsonProcessingException e) {
      throw damaged("header", "not JSON, or a name twice: " + e.getOriginalMessage());
    } catch (CharConversionException e) {
      throw damaged("header", "not UTF-8: " + e.getMessage());
    }
  }

  private void readMetadata(JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw damaged("__metadata__." + field.getKey(), field.getValue() + " is not text");
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private TensorEntry entry(String name, JsonNode node, long dataStart, long size) {
    String place = "tensor " + name;
    String type = node.path("dtype").asText("missing");
    if (!BYTES.containsKey(type)) {
      throw new UnsupportedModelException(
          file, place + " dtype", type, "F32, F16 and BF16 are read");
    }
    List<Long> shape = naturals(node.path("shape"), place + " shape");
    List<Long> offsets = naturals(node.path("data_offsets"), place + " data_offsets");
    if (offsets.size() == 2
        && offsets.get(0) <= offsets.get(1)
        && offsets.get(1) > size - dataStart) {
      throw damaged(
          place + " data_offsets",
          offsets
              + "; the file ends "
              + (offsets.get(1) - size + dataStart)
              + " bytes before that: it is truncated, as by an interrupted download; fetch it"
              + " again");
    }
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw damaged(
          place + " data_offsets",
          offsets + "; two rising numbers in 0.." + (size - dataStart) + " are expected");
    }
    TensorEntry entry =
        new TensorEntry(name, type, shape, dataStart + offsets.get(0), dataStart + offsets.get(1));
    checkSize(entry, place);
    return entry;
  }

  private List<Long> naturals(JsonNode node, String place) {
    List<Long> values = new ArrayList<>();
    for (JsonNode value : node) {
      if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
        throw damaged(place, value + " is not a whole number of 0 or more");
      }
      values.add(value.longValue());
    }
    if (!node.isArray()) {
      throw damaged(place, "a list of numbers is expected");
    }
    return values;
  }

  /** In bytes; the header's check allows no other types. */
  private static int width(TensorEntry entry) {
    return Objects.requireNonNull(BYTES.get(entry.type()), entry.type());
  }

  private void checkSize(TensorEntry entry, String place) {
    long expected;
    try {
      expected = Math.multiplyExact(entry.elements(), width(entry));
    } catch (ArithmeticException e) {
      throw damaged(place + " shape", entry.shape() + " is larger than any file");
    }
    if (expected != entry.end() - entry.begin()) {
      throw damaged(
          place,
          "shape "
              + entry.shape()
              + " of "
              + entry.type()
              + " needs "
              + expected
              + " bytes, data_offsets give "
              + (entry.end() - entry.begin()));
    }
  }

  private void checkCoverage(long dataStart, long size) {
    List<TensorEntry> ordered = new ArrayList<>(tensors.values());
    ordered.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
    long position = dataStart;
    for (TensorEntry entry : ordered) {
      if (entry.begin() != position) {
        throw damaged(
            "tensor " + entry.name(),
            "starts at byte " + entry.begin() + ", but the tensor before it ends at " + position);
      }
      position = entry.end();
    }
    if (position != size) {
      throw damaged("end", "the tensors end at byte " + position + ", the file at " + size);
    }
  }

  private DamagedModelException damaged(String place, String problem) {
    return new DamagedModelException(file, place, problem);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
