package dev.aftlab.activities.lm.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript source as a module whose methods Java can call.
 *
 * <p>The source is wrapped into an archive without weights (stored zip entries: the code, a pickle
 * of one empty object, no constants) and loaded through {@link Model#load}. Its class must be the
 * given name, with the single attribute {@code training : bool}; every method takes only {@code
 * List[Tensor]} arguments, returns {@code List[Tensor]}, and starts with {@code
 * torch.set_grad_enabled(...)}, since gradient mode belongs to the thread and is left as the last
 * script set it. Free functions of the source are called as {@code __torch__.name(a, b, )}.
 *
 * <p>One module per slot: not safe for concurrent calls, but any platform thread may call it. Never
 * call it from a virtual thread.
 */
public final class ScriptModule implements AutoCloseable {
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 0x02, 0x29, 0x2e};

  private final Model model;

  private ScriptModule(Model model) {
    this.model = model;
  }

  /** The text of a resource beside a class, as UTF-8. */
  public static String resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name + " beside " + beside.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Replaces each {@code $NAME} of a source by its value, longest names first, so that no name may
   * hide another.
   */
  public static String withConstants(String source, Map<String, ?> constants) {
    String[] result = {source};
    constants.entrySet().stream()
        .sorted(Comparator.comparingInt(constant -> -constant.getKey().length()))
        .forEach(
            constant ->
                result[0] =
                    result[0].replace("$" + constant.getKey(), constant.getValue().toString()));
    return result[0];
  }

  /**
   * Compiles a source.
   *
   * @param className the class in the source that holds the methods
   * @param source TorchScript text
   * @param device where arrays of the calls are allocated
   */
  public static ScriptModule load(String className, String source, Device device) {
    Engines.start();
    Model model = Model.newInstance(className, device, "PyTorch");
    try {
      Path folder = Files.createTempDirectory("aft-script");
      Path archive = folder.resolve("script.pt");
      try {
        writeArchive(archive, className, source);
        model.load(folder, "script");
      } finally {
        Files.deleteIfExists(archive);
        Files.deleteIfExists(folder);
      }
      return new ScriptModule(model);
    } catch (IOException e) {
      model.close();
      throw new UncheckedIOException(e);
    } catch (MalformedModelException | RuntimeException e) {
      model.close();
      throw new IllegalStateException(
          "script " + className + " does not compile: " + e.getMessage(), e);
    }
  }

  /**
   * Calls a method.
   *
   * @param method a method of the source's class
   * @param manager owns the returned arrays
   * @param arguments one list per {@code List[Tensor]} parameter, none of them empty, and no array
   *     twice in one call
   */
  public NDList call(String method, NDManager manager, NDList... arguments) {
    // Outputs belong to the manager of the first input, so the array that carries the method's name
    // goes first.
    try (NDArray name = manager.create(0f)) {
      name.setName("module_method:" + method);
      NDList inputs = new NDList();
      inputs.add(name);
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i].isEmpty()) {
          throw new IllegalArgumentException(
              "argument " + i + " of " + method + " is an empty list");
        }
        String label = "a" + i + "[]";
        for (NDArray array : arguments[i]) {
          array.setName(label);
          inputs.add(array);
        }
      }
      return model.getBlock().forward(new ParameterStore(manager, false), inputs, true);
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private static void writeArchive(Path archive, String className, String source)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      store(zip, "script/data.pkl", emptyObject(className));
      store(zip, "script/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      store(zip, "script/constants.pkl", NO_CONSTANTS);
      store(zip, "script/version", ascii("3\n"));
      store(zip, "script/byteorder", ascii("little"));
    }
  }

  /** Pickle, protocol 2, of an object of the class with the one attribute training = False. */
  private static byte[] emptyObject(String className) {
    return ascii(
        "\u0080\u0002c__torch__\n"
            + className
            + "\nq\u0000)\u0081}(X\u0008\u0000\u0000\u0000trainingq\u0001\u0089ubq\u0002.");
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
