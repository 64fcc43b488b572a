package dev.aftlab.activities.lm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.ModelCheck;
import dev.aftlab.activities.lm.model.Shapes;
import dev.aftlab.activities.lm.model.WeightFiles;
import dev.aftlab.activities.lm.token.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand damaged files of a model folder: each is read, or refused by an exception that names
 * the file and the place. The reader of a damaged file allocates no more than the file could
 * justify, and no process dies of one.
 */
final class MutatedFilesTest {
  private static final int HEADERS = 3500;
  private static final int INDICES = 500;
  private static final int CONFIGS = 3000;
  private static final int TOKENIZERS = 1000;

  /** Every so many of the accepted models are loaded and asked. */
  private static final int LOADED = 40;

  /**
   * A parsed JSON tree takes some tens of bytes for each of its text; buffers, messages and stack
   * traces take the rest.
   */
  private static final long BYTES_PER_BYTE = 100;

  private static final long BYTES_IN_ANY_CASE = 2_000_000;
  private static final long NATIVE_KILOBYTES = 500_000;

  @TempDir Path folder;
  private int accepted;
  private int refused;

  private interface Reading {
    void of(Path folder);
  }

  @BeforeEach
  void start() {
    CausalModel.load(folderOf("qwen2"), "cpu").close();
  }

  @Test
  void headers_mutated_areReadOrRefused() throws IOException {
    Path file = copy("qwen2").resolve(WeightFiles.WEIGHTS);
    byte[] source = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    byte[] header = Arrays.copyOfRange(source, 8, 8 + length);
    for (int seed = 0; seed < HEADERS; seed++) {
      Mutator mutator = new Mutator(seed);
      byte[] changed =
          seed % 4 == 0
              ? mutator.bytes(Arrays.copyOf(source, 8 + length))
              : withLength(mutator.mutate(header));
      Files.write(file, joined(changed, Arrays.copyOfRange(source, 8 + length, source.length)));
      check(file, seed, MutatedFilesTest::model);
    }
    requireBoth(HEADERS);
  }

  @Test
  void indices_mutated_areReadOrRefused() throws IOException {
    mutate("llama2", WeightFiles.INDEX, INDICES, MutatedFilesTest::model);
  }

  @Test
  void configs_mutated_areReadOrRefused() throws IOException {
    mutate("llama3", "config.json", CONFIGS / 2, MutatedFilesTest::model);
    accepted = 0;
    refused = 0;
    mutate("qwen2", "config.json", CONFIGS / 2, MutatedFilesTest::model);
  }

  @Test
  void tokenizers_mutated_areReadOrRefused() throws IOException {
    Path file =
        Files.writeString(folder.resolve("config.json"), "{\"eos_token_id\": 2}")
            .resolveSibling(Tokenizer.FILE);
    long before = peakKilobytes();
    byte[] words = Files.readAllBytes(MiniatureModel.folder().resolve(Tokenizer.FILE));
    for (byte[] source :
        List.of(resource("bytelevel.json"), resource("byte-fallback.json"), words)) {
      accepted = 0;
      refused = 0;
      for (int seed = 0; seed < TOKENIZERS; seed++) {
        Files.write(file, new Mutator(seed).mutate(source));
        check(file, seed, MutatedFilesTest::tokenizer);
      }
      requireBoth(TOKENIZERS);
    }
    assertTrue(
        peakKilobytes() - before < NATIVE_KILOBYTES,
        "the process grew by " + (peakKilobytes() - before) + " kB");
  }

  private void mutate(String shape, String name, int count, Reading reading) throws IOException {
    Path file = copy(shape).resolve(name);
    byte[] source = Files.readAllBytes(file);
    for (int seed = 0; seed < count; seed++) {
      Files.write(file, new Mutator(seed).mutate(source));
      check(file, seed, reading);
    }
    requireBoth(count);
  }

  private void check(Path file, int seed, Reading reading) throws IOException {
    long before = allocated();
    boolean read = isRead(file, seed, reading);
    long bytes = allocated() - before;
    long justified = BYTES_IN_ANY_CASE + BYTES_PER_BYTE * sizes(file.getParent());
    assertTrue(
        bytes <= justified,
        "seed " + seed + ": " + bytes + " bytes were allocated, " + justified + " are justified");
    accepted += read ? 1 : 0;
    refused += read ? 0 : 1;
    if (read
        && accepted % LOADED == 0
        && Files.exists(file.resolveSibling("generation_config.json"))) {
      use(file.getParent());
    }
  }

  private static boolean isRead(Path file, int seed, Reading reading) {
    try {
      reading.of(file.getParent());
      return true;
    } catch (DamagedModelException | UnsupportedModelException expected) {
      String message = expected.getMessage();
      assertTrue(
          message.startsWith(file.getParent().toString()) && message.contains(": "),
          "seed " + seed + ": " + message);
      return false;
    }
  }

  private static void model(Path folder) {
    ModelCheck.check(folder);
  }

  /** The words are chosen so that every part of a tokenizer has something to do. */
  private static void tokenizer(Path folder) {
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      tokenizer.decode(
          tokenizer.encode("Tom has  39 apples and the ▁ä🙂\n<s> <eos><|end|>", true), false);
      tokenizer.decode(new int[] {0, 1, 2, 300, 70_000, Integer.MAX_VALUE}, false);
    }
  }

  /**
   * What was accepted must also load and compute; numbers that are not finite are the file's own
   * affair.
   */
  private static void use(Path folder) {
    try (CausalModel model = CausalModel.load(folder, "cpu")) {
      Shapes.logits(model, new int[Math.min(4, model.config().maxPositions())]);
    }
  }

  private void requireBoth(int count) {
    assertTrue(
        accepted > count / 50 && refused > count / 50,
        accepted + " were read and " + refused + " refused");
  }

  private Path copy(String shape) throws IOException {
    Path target = Files.createDirectories(folder.resolve(shape));
    try (Stream<Path> files = Files.list(folderOf(shape))) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return target;
  }

  private static Path folderOf(String shape) {
    try {
      return Shapes.folder(shape);
    } catch (Exception missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = MutatedFilesTest.class.getResourceAsStream("token/" + name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] withLength(byte[] header) {
    return joined(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length).array(),
        header);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static long sizes(Path folder) throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        sum += Files.size(file);
      }
    }
    return sum;
  }

  /** Most memory that this process had so far, where the system tells; else 0. */
  private static long peakKilobytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }
}
